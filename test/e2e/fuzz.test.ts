import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { commands } from '../../commands/index.ts'
import type { App } from '../../src/app.ts'
import { startTicking } from '../../src/daily/ticker.ts'
import { type Bot, startBot } from '../../src/discord/bot.ts'
import { PATIENCE } from '../../src/discord/requests.ts'
import { chartPng } from '../../src/render/chart.ts'
import { fuzz } from './fuzz-run.ts'
import { type LoopbackDiscord, startLoopbackDiscord } from './loopback-discord.ts'
import { openRealApp } from './real-app.ts'

// A full run is INTERACTIONS=100000 npx vitest run test/e2e/fuzz.test.ts --testTimeout 7200000; SEED repeats one.
const INTERACTIONS = Number(process.env.INTERACTIONS ?? 300)
const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9))
const TOKEN = 'not-a-real-token'

const troubles: string[] = []
const thrown = (error: unknown) =>
  troubles.push(`thrown past everything: ${error instanceof Error ? error.stack : error}`)
const settings = new Map<string, { isPublic: boolean; at: number }>()
let app: App
let discord: LoopbackDiscord
let bot: Bot
let stopTicking: () => Promise<void>
beforeAll(async () => {
  app = watched(await openRealApp())
  // Bot and Discord share an event loop here, which a slow machine holds up for longer than a second.
  discord = await startLoopbackDiscord(TOKEN, { heartbeatMs: 41_250 })
  bot = await startBot({
    token: TOKEN,
    apiBase: discord.apiBase,
    commands,
    app,
    log: pino({ level: 'error' }, { write: (line: string) => troubles.push(line) }),
    // A machine that others use as well is slow now and then: an acknowledgement is not to come twice.
    patience: { ...PATIENCE, firstAnswer: { limit: 20_000, pauses: [] } },
    registration: { load: () => undefined, save: () => {} },
    drawChart: (chart) => chartPng(chart, join(import.meta.dirname, '../../data/fonts/DejaVuSans.ttf')),
  })
  stopTicking = startTicking(app.daily, bot.chat, app.now)
  process.on('unhandledRejection', thrown)
  process.on('uncaughtException', thrown)
})
afterAll(async () => {
  await stopTicking()
  await bot.stop()
  await discord.close()
  await app.close()
  process.off('unhandledRejection', thrown)
  process.off('uncaughtException', thrown)
})

it('answers whatever comes once, within the limits, as privately as chosen, quoting what is stored, notifying nobody', async () => {
  const isLong = process.env.INTERACTIONS !== undefined
  const progress = (words: string) => console.log(words)
  const own = { discord, app, commands, wasPublic, troubles }
  const parts = { ...own, count: INTERACTIONS, seed: SEED, ...(isLong && { progress }) }
  const { failures, counts, perSecond } = await fuzz(parts)
  if (isLong) console.log(`seed ${SEED}`, counts, `${perSecond.toFixed(0)} a second`)
  const shown = failures.slice(0, 20).map(({ why, did }) => `${why.join('\n')}\n  after ${did.slice(0, 3000)}`)
  expect(failures.length, `SEED=${SEED}\n${shown.join('\n')}\n`).toBe(0)
})

/** Remembers since when a server's answers are public, or until when they were. */
function watched(real: App): App {
  const putServerSettings: App['state']['putServerSettings'] = (guildId, chosen) => {
    const isPublic = chosen.answers === 'public'
    const before = settings.get(guildId)
    // What was private before is as it was since it became so.
    if (isPublic || before?.isPublic) settings.set(guildId, { isPublic, at: performance.now() })
    real.state.putServerSettings(guildId, chosen)
  }
  return { ...real, state: { ...real.state, putServerSettings } }
}

function wasPublic(guildId: string, since: number): boolean {
  const last = settings.get(guildId)
  return last !== undefined && (last.isPublic || last.at >= since)
}
