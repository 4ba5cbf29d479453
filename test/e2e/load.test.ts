import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { seeded } from '../fakes/seeded.ts'
import { startBotProcess } from './load-bot.ts'
import { questionsFor } from './load-questions.ts'
import { loadRun } from './load-run.ts'
import { startLoopbackDiscord } from './loopback-discord.ts'

it('acknowledges forty people who ask at once, and those who go on asking, in half the time there is', async () => {
  const random = seeded(7)
  const questions = questionsFor(200, random)
  // A slow machine computes about ten answers a second.
  const report = await loadRun({ people: 40, perMinute: 300, minutes: 0.05, questions, random })
  const { burst, steady, faults, log } = report
  expect(burst).toMatchObject({ asked: 40, late: 0, missing: 0 })
  expect(steady).toMatchObject({ late: 0, missing: 0 })
  expect(steady.asked).toBeGreaterThan(3)
  expect(faults).toEqual([])
  expect(log).toEqual([])
}, 120_000)

it('ends when it is asked to while Discord cannot be reached', async () => {
  const discord = await startLoopbackDiscord('not-a-real-token')
  const bot = await startBotProcess({ apiBase: discord.apiBase, token: 'not-a-real-token' })
  await expect.poll(() => discord.registrations.length, { timeout: 60_000 }).toBe(1)
  await discord.command('stats')
  // Once it has started it listens to signals as well.
  await sleep(1000)
  await discord.close()
  expect(await bot.stop()).toBe(0)
}, 120_000)
