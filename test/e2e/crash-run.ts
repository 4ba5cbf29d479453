import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { dailySet } from '../../commands/daily/set.ts'
import { follow } from '../../commands/follow.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import { bundled } from '../fakes/bundled.ts'
import { manager, openRig, TOKEN } from '../fakes/daily-rig.ts'
import { hfRow, startLoopbackSources } from '../fakes/loopback-sources.ts'
import { BATCH, simulatedNow, type World } from './crash-world.ts'
import { type Stored, startLoopbackDiscord } from './loopback-discord.ts'

const DAY = 86_400_000
const ROWS_A_DAY = 6
const TOPIC = 'routing of buses'

/** What was found after all the kills. */
export interface CrashReport {
  kills: number
  days: number
  posts: number
  /** Messages of which another says the same in the same channel. */
  doubled: number
  papersListed: number
  /** Papers that were chosen for a post of a channel and are not in it, over all channels. */
  lost: number
  /** Papers of which no post came while their list was among the newest, since no bot lived at the time. */
  passedOver: number
  /** Papers that a channel showed twice, over all channels. */
  shownTwice: number
  told: number
  toldTwice: number
  notTold: number
  imported: number
  /** Batches that were accepted and are not whole. */
  batchesLost: number
  /** Batches of which only some papers are there. */
  batchesBroken: number
  faults: string[]
  /** What the bots said on standard error. */
  troubles: string[]
}

/**
 * Kills a bot `kills` times at random moments while it posts and imports in a world whose days last `daySeconds`, lets
 * it finish, and counts.
 */
export async function crashRun(kills: number, daySeconds: number, random: () => number): Promise<CrashReport> {
  const home = mkdtempSync(join(tmpdir(), 'verbatim-'))
  const child = await bundled(join(import.meta.dirname, 'crash-child.ts'))
  const discord = await startLoopbackDiscord(TOKEN)
  const sources = await startLoopbackSources()
  const simulatedStart = Date.UTC(2026, 2, 2)
  const world: World = {
    home,
    apiBase: discord.apiBase,
    huggingFaceUrl: sources.huggingFaceUrl,
    realStart: Date.now(),
    simulatedStart,
    speed: DAY / 1000 / daySeconds,
    firstBatch: 0,
  }
  const now = () => simulatedNow(world)
  discord.now = now
  sources.today = () => new Date(now()).toISOString().slice(0, 10)
  const channels = ['one', 'two', 'three'].map((name) => discord.addChannel(name))
  const rig = await openRig({ ...world, now })
  for (const [at, channel] of channels.entries()) {
    const options = { time: `0${3 + at}:00`, zone: 'UTC', days: 'daily', papers: 10 }
    await dailySet.run(rig.app, dailySet.options.parse(options), manager(channel))
  }
  await follow.run(rig.app, follow.options.parse({ topic: TOPIC }), manager(channels[0] ?? ''))
  await rig.close()

  let published = 0
  const listed: string[] = []
  const publish = () => {
    for (; simulatedStart + published * DAY <= now(); published++) {
      const rows = Array.from({ length: ROWS_A_DAY }, (_, i) => hfRow(published * ROWS_A_DAY + i))
      sources.days.set(new Date(simulatedStart + published * DAY).toISOString().slice(0, 10), rows)
      listed.push(...rows.map(({ paper }) => paper.id))
    }
  }
  const publishing = setInterval(publish, 20)
  publish()

  const accepted = new Set<number>()
  const troubles: string[] = []
  const start = async () => {
    const bot = spawn(process.execPath, [child.file, JSON.stringify(world)], { stdio: ['pipe', 'pipe', 'pipe'] })
    bot.stderr.on('data', (text) => troubles.push(String(text)))
    await new Promise<void>((resolve, reject) => {
      bot.on('exit', (code) => reject(new Error(`the bot ended with ${code}: ${troubles.slice(-3).join('')}`)))
      createInterface({ input: bot.stdout }).on('line', (line) => {
        const [, what, batch] = /^(importing|imported) (\d+)$/.exec(line) ?? []
        if (what !== undefined) world.firstBatch = Number(batch) + 1
        if (what === 'imported') accepted.add(Number(batch))
        if (line === 'ready') resolve()
      })
    })
    bot.removeAllListeners('exit')
    return bot
  }
  for (let kill = 0; kill < kills; kill++) {
    const bot = await start()
    await new Promise((resolve) => setTimeout(resolve, random() * 1200))
    bot.kill('SIGKILL')
    await ended(bot)
  }
  clearInterval(publishing)
  const last = await start()
  // A day and a bit: what was listed last is shown, too.
  await new Promise((resolve) => setTimeout(resolve, daySeconds * 1300))
  last.stdin?.write('stop\n')
  await ended(last)

  const papersOf = (stored: readonly Stored[]) =>
    stored.flatMap(({ cards }) => cards.flatMap(({ url }) => url?.split('/').at(-1) ?? []))
  const shown = channels.map((channel) => papersOf(discord.messages(channel)))
  const told = papersOf(discord.privateMessages(manager('').userId))
  const due = listed.filter((id) => sources.days && isOn(id))
  const store = openSqliteStore(home)
  const ids = new Set(store.papers().map(({ id }) => id))
  const chosen = channels.map((channel) => store.shownIn(channel))
  store.close()
  const batches = Array.from({ length: world.firstBatch }, (_, batch) => batch)
  const sizeOf = (batch: number) =>
    Array.from({ length: BATCH }, (_, i) => `batch-${batch}-${i}`).filter((id) => ids.has(id)).length
  const contents = channels.map((channel) => discord.messages(channel).map(({ content }) => content))
  const report: CrashReport = {
    kills,
    days: published,
    posts: contents.flat().length,
    doubled: contents.flat().length - contents.reduce((sum, own) => sum + new Set(own).size, 0),
    papersListed: listed.length,
    lost: chosen.reduce((sum, own, at) => sum + [...own].filter((id) => !shown[at]?.includes(id)).length, 0),
    passedOver: chosen.reduce((sum, own) => sum + listed.filter((id) => !own.has(id)).length, 0),
    shownTwice: shown.reduce((sum, own) => sum + own.length - new Set(own).size, 0),
    told: told.length,
    toldTwice: told.length - new Set(told).size,
    notTold: due.filter((id) => !told.includes(id)).length,
    imported: [...ids].filter((id) => id.startsWith('batch-')).length,
    batchesLost: [...accepted].filter((batch) => sizeOf(batch) < BATCH).length,
    batchesBroken: batches.filter((batch) => ![0, BATCH].includes(sizeOf(batch))).length,
    faults: discord.faults,
    troubles,
  }
  await discord.close()
  await sources.close()
  child.remove()
  rmSync(home, { recursive: true, force: true })
  return report

  function isOn(id: string): boolean {
    return [...sources.days.values()].flat().some(({ paper }) => paper.id === id && paper.title.includes(TOPIC))
  }
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve()
    else child.once('exit', () => resolve())
  })
}
