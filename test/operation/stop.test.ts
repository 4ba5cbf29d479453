import { pino } from 'pino'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import type { App } from '../../src/app.ts'
import { defineCommand } from '../../src/command.ts'
import { startBot } from '../../src/discord/bot.ts'
import { type LoopbackDiscord, startLoopbackDiscord } from '../e2e/loopback-discord.ts'
import { smallApp } from '../fakes/small-app.ts'

const TOKEN = 'not-a-real-token'
let app: App
let discord: LoopbackDiscord
beforeAll(async () => {
  app = await smallApp()
  discord = await startLoopbackDiscord(TOKEN)
})
afterAll(async () => {
  await discord.close()
  await app.close()
})

/** A bot whose one command answers when `finish` is called. */
async function startSlowBot() {
  let finish = () => {}
  const asked: string[] = []
  const finished = new Promise<void>((resolve) => {
    finish = resolve
  })
  const slow = defineCommand({
    name: 'slow',
    description: 'Takes its time',
    options: z.object({ words: z.string().describe('What to say') }),
    example: 'slow x',
    async run(_app, { words }) {
      asked.push(words)
      await finished
      return { result: words, reply: { heading: words, cards: [] } }
    },
  })
  const logged: string[] = []
  const bot = await startBot({
    token: TOKEN,
    apiBase: discord.apiBase,
    commands: [slow],
    app,
    log: pino({ level: 'debug' }, { write: (line: string) => logged.push(line) }),
    registration: { load: () => undefined, save: () => {} },
    drawChart: async () => Buffer.from('png'),
  })
  return { bot, finish, asked, logged }
}

it('lets a running answer end and takes nothing new once it is told to stop', async () => {
  const { bot, finish, asked, logged } = await startSlowBot()
  const answer = discord.command('slow', { words: 'first' })
  await expect.poll(() => asked).toEqual(['first'])
  const stopped = bot.stop()
  discord.sendCommand('slow', { words: 'second' })
  await new Promise((resolve) => setTimeout(resolve, 100))
  finish()
  expect((await answer).content).toContain('first')
  await stopped
  expect(asked).toEqual(['first'])
  expect(logged.join('')).not.toContain('stopped before')
})

it('stops all the same when an answer takes too long, and says so', async () => {
  const { bot, finish, asked, logged } = await startSlowBot()
  discord.sendCommand('slow', { words: 'never' })
  await expect.poll(() => asked).toEqual(['never'])
  await bot.stop([], 100)
  expect(logged.map((line) => JSON.parse(line))).toContainEqual(
    expect.objectContaining({ level: 40, answers: 1, msg: 'stopped before everything that ran had ended' }),
  )
  finish()
})
