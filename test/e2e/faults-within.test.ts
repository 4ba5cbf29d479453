import { type ChildProcess, fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { afterAll, afterEach, beforeEach, expect, it } from 'vitest'
import { ask } from '../../commands/ask.ts'
import { type App, createApp } from '../../src/app.ts'
import { paperSchema } from '../../src/papers/paper.ts'
import { createTransformersEmbedder } from '../../src/search/transformers.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import { catchCrashes, openRig, outcomeOf, type Rig, seenOf } from './faults-rig.ts'
import { until } from './loopback-http.ts'

const crashes = catchCrashes()
afterAll(() => {
  crashes.stop()
  expect(crashes.crashes).toEqual([])
})

const loom = paperSchema.parse({
  id: 'loom',
  title: 'Looms',
  abstract: 'A loom weaves 12.5% faster than a hand loom. It needs 2 MB.',
  url: 'https://example.org/loom',
})
const question = 'how much faster does a loom weave?'

let home: string
let app: App
let rig: Rig
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'verbatim-'))
})
afterEach(async () => {
  await rig.close()
  await app.close()
  expect(rig.discord.faults).toEqual([])
  rmSync(home, { recursive: true, force: true })
})

it('answers or apologises when the process of the model dies in the middle of a question, and answers the next', async () => {
  const started: ChildProcess[] = []
  const startProcess = ((...args: Parameters<typeof fork>) => {
    const child = fork(...args)
    started.push(child)
    return child
  }) as typeof fork
  const modelsFolder = join(import.meta.dirname, '../../data')
  const embedder = await createTransformersEmbedder({ model: 'shipped', modelsFolder, cacheFolder: home, startProcess })
  let dies = false
  const mortal: typeof embedder = {
    ...embedder,
    embed(texts, role) {
      const vectors = embedder.embed(texts, role)
      if (dies) started.at(-1)?.kill('SIGKILL')
      return vectors
    },
  }
  app = await createApp({ corpus: [loom], store: openSqliteStore(home), embedder: mortal })
  rig = await openRig({ app, commands: [ask] })
  dies = true
  const asked = rig.discord.begin.command('ask', { question })
  await until(() => seenOf(asked)[0], 'an answer or an apology')
  expect(outcomeOf(seenOf(asked))).not.toBe('twice')
  dies = false
  // The model loads again, which a busy machine takes its time for.
  const next = rig.discord.begin.command('ask', { question })
  await expect.poll(() => seenOf(next), { timeout: 20_000 }).toEqual([expect.stringContaining('12.5%')])
})

it('answers while nothing can be written', async () => {
  const background: unknown[] = []
  app = await createApp({
    corpus: [loom],
    store: openSqliteStore(home),
    embedder: undefined,
    onBackgroundError: (cause) => background.push(cause),
  })
  rig = await openRig({ app, commands: [ask] })
  // What a full disk says, without filling one: test/store/disk-full.test.ts does.
  const other = new Database(join(home, 'verbatim.db'))
  other.exec(`CREATE TRIGGER full BEFORE INSERT ON answers BEGIN SELECT RAISE(ABORT, 'disk is full'); END`)
  expect(JSON.stringify(await rig.discord.command('ask', { question }))).toContain('12.5%')
  expect(background).toHaveLength(1)
  other.exec('DROP TRIGGER full')
  other.close()
  expect(JSON.stringify(await rig.discord.command('ask', { question }))).toContain('12.5%')
  expect(background).toHaveLength(1)
})
