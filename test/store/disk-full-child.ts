// A bot on a disk that is full, or gets full. Says what it found as one line of JSON each: `facts` of it.
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { ask } from '../../commands/ask.ts'
import { type App, createApp } from '../../src/app.ts'
import { UserError } from '../../src/errors.ts'
import type { Paper } from '../../src/papers/paper.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import type { Store } from '../../src/store/store.ts'
import type { Facts } from './disk-full-facts.ts'

const [, , mode = '', home = ''] = process.argv
const filler = join(home, 'filler')
const indexFolder = join(home, 'index')

const paper = (id: string, title: string, abstract: string): Paper => ({
  id,
  title,
  abstract,
  url: `https://example.org/${id}`,
  links: {},
  source: 'test',
})
const loom = paper('loom', 'Looms', 'A loom weaves 12.5% faster than a hand loom. It needs 2 MB.')
const pot = (id: string) => paper(id, 'Pots of clay', `A pot of clay holds 3 litres. ${'Clay is heavy. '.repeat(2000)}`)
const schedule = {
  channelId: 'c',
  guildId: 'g',
  timetable: { time: '09:00', zone: 'UTC', weekdays: [1] },
  papers: 3,
  prefer: [],
  exclude: [],
  whenEmpty: 'say why' as const,
  nextAt: 1,
}

/** How something went: `done`, or the code of what was thrown, with its words where people may read them. */
async function outcomeOf(work: () => unknown): Promise<string> {
  try {
    await work()
    return 'done'
  } catch (cause) {
    return cause instanceof UserError ? `${cause.code}: ${cause.message}` : `bug: ${cause}`
  }
}

async function look(store: Store, app: App, told: readonly string[], background: unknown[]): Promise<Facts> {
  const first = {
    putPapers: await outcomeOf(() => store.putPapers([pot('a'), pot('b')])),
    putSchedule: await outcomeOf(() => store.putSchedule(schedule)),
    atomically: await outcomeOf(() =>
      store.atomically(() => {
        store.set('half', 'written')
        store.putPapers([pot('c'), pot('d')])
      }),
    ),
    importText: await outcomeOf(() => app.importText(JSON.stringify(pot('imported')), 'a file')),
  }
  const question = ask.options.parse({ question: 'how much faster does a loom weave?' })
  const { result } = await ask.run(app, question)
  return {
    ...first,
    told: [...told],
    papers: store.papers().map(({ id }) => id),
    schedules: store.schedules().length,
    half: store.get('half') ?? 'nothing',
    kept: store.get('kept') ?? 'nothing',
    library: [...app.library.each()].map((read) => read.paper.id),
    found: (await app.search.search('pot of clay', { limit: 5, mode: 'fused' })).hits.map(({ id }) => id),
    asked: (result as { outcome: string }).outcome,
    background: background.map(String),
    backup: await outcomeOf(() => app.backup(join(home, 'copy', 'backup.db'))),
  }
}

/** Writes until not even a word can be written. */
function fill(store: Store): void {
  if (mode === 'grow until full') {
    for (const size of [20_000, 1000, 1])
      for (let i = 0; i < 1000; i++) {
        try {
          store.set('filler', String(i).padEnd(size, 'x'))
        } catch {
          break
        }
      }
    return
  }
  for (const size of [65_536, 4096, 1]) {
    try {
      for (;;) writeFileSync(filler, Buffer.alloc(size), { flag: 'a' })
    } catch {
      // Full for pieces of this size.
    }
  }
}

if (mode === 'prepare' || mode === 'prepare and die') {
  const store = openSqliteStore(home)
  store.putPapers([paper('stored', 'Stored', 'It was stored.')])
  store.set('kept', 'yes')
  const app = await createApp({ corpus: [loom], store, embedder: undefined, indexFolder })
  if (mode === 'prepare and die') process.kill(process.pid, 'SIGKILL')
  await app.close()
} else {
  const told: string[] = []
  const background: unknown[] = []
  const store = openSqliteStore(home, (why) => told.push(why))
  const app = await createApp({
    corpus: [loom],
    store,
    embedder: undefined,
    indexFolder,
    onBackgroundError: (cause) => background.push(cause),
  })
  if (mode !== 'start') fill(store)
  console.log(JSON.stringify(await look(store, app, told, background)))
  if (mode !== 'start') {
    // Somebody makes room and says so.
    for await (const _line of createInterface({ input: process.stdin })) break
    rmSync(filler, { force: true })
    background.length = 0
    console.log(JSON.stringify(await look(store, app, told, background)))
  }
  await app.close()
}
