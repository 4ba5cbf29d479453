import { pino } from 'pino'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { z } from 'zod'
import type { App } from '../../src/app.ts'
import { defineCommand } from '../../src/command.ts'
import { type Bot, startBot } from '../../src/discord/bot.ts'
import { type Connection, createConnection } from '../../src/operation/connection.ts'
import { createHealth } from '../../src/operation/health.ts'
import { createMetrics } from '../../src/operation/metrics.ts'
import { type OperationPort, openOperationPort } from '../../src/operation/server.ts'
import { type LoopbackDiscord, startLoopbackDiscord } from '../e2e/loopback-discord.ts'
import { smallApp, smallCommands } from '../fakes/small-app.ts'
import { samplesIn } from './prometheus.ts'

const ask = defineCommand({
  name: 'ask',
  description: 'Echoes the question',
  options: z.object({
    question: z.string().describe('Your question'),
    limit: z.number().int().max(10).default(3).describe('How many at most'),
  }),
  example: 'ask how fast',
  run: async (_app, { question }) => ({ result: question, reply: { heading: question, cards: [] } }),
})
const slow = defineCommand({
  name: 'slow',
  description: 'Takes too long',
  options: z.object({}),
  example: 'slow',
  async run() {
    await new Promise((resolve) => setTimeout(resolve, 3100))
    return { result: 'late', reply: { heading: 'late', cards: [] } }
  },
})
const TOKEN = 'not-a-real-token'
let app: App
let discord: LoopbackDiscord
let bot: Bot
let port: OperationPort
let connection: Connection
let clock: number
let logged: string[]
beforeEach(async () => {
  clock = 0
  logged = []
  app = await smallApp()
  discord = await startLoopbackDiscord(TOKEN)
  connection = createConnection(() => clock)
  const metrics = createMetrics({
    isConnected: connection.isConnected,
    postsWaiting: () => 3,
    papers: () => app.library.size(),
    sources: () => [
      { name: 'arxiv', isFailing: true },
      { name: 'huggingface', isFailing: false },
    ],
  })
  const health = createHealth({ connection, write: () => app.state.set('looked after', 'now'), now: () => clock })
  const onError = (cause: unknown) => discord.faults.push(String(cause))
  port = await openOperationPort({ host: '127.0.0.1', port: 0, metrics, health, onError })
  bot = await startBot({
    token: TOKEN,
    apiBase: discord.apiBase,
    commands: [ask, slow, ...smallCommands.filter(({ name }) => name === 'broken')],
    app,
    log: pino({ level: 'debug' }, { write: (line: string) => logged.push(line) }),
    registration: { load: () => undefined, save: () => {} },
    drawChart: async () => Buffer.from('png'),
    metrics,
    connection,
  })
})
afterEach(async () => {
  await bot.stop()
  await port.close()
  await discord.close()
  await app.close()
  expect(discord.faults).toEqual([])
})

const page = (path: string) => fetch(`http://127.0.0.1:${port.port}${path}`)
const scrape = async () => samplesIn(await (await page('/metrics')).text())
/** What is counted is counted after Discord has the answer. */
const expectSample = (name: string, value: number) => expect.poll(async () => (await scrape()).get(name)).toBe(value)

it('counts what was asked by command, kind and outcome', async () => {
  await discord.command('ask', { question: 'how fast' })
  await discord.command('ask', { question: 'how fast', limit: 11 })
  await discord.command('broken')
  discord.say('how fast is it?', { mentions: true })
  await expectSample('verbatim_interactions_total{command="ask",kind="slash",outcome="ok"}', 1)
  await expectSample('verbatim_interactions_total{command="ask",kind="slash",outcome="user_error"}', 1)
  await expectSample('verbatim_interactions_total{command="broken",kind="slash",outcome="bug"}', 1)
  await expectSample('verbatim_interactions_total{command="ask",kind="message",outcome="ok"}', 1)
  const samples = await scrape()
  expect(samples.get('verbatim_acknowledge_seconds_count')).toBe(4)
  expect(samples.get('verbatim_answer_seconds_bucket{le="10",command="ask"}')).toBe(3)
  expect(samples.get('verbatim_answer_seconds_sum{command="ask"}')).toBeGreaterThan(0)
})

it('counts what came too late', async () => {
  discord.forgetNext = true
  discord.sendCommand('ask', { question: 'gone' })
  await expectSample('verbatim_interactions_total{command="ask",kind="slash",outcome="too_late"}', 1)
  expect((await scrape()).get('verbatim_acknowledge_seconds_count')).toBe(0)
})

it('does not let a name that nobody declared become a label', async () => {
  await discord.clickId('p:1:abc:={broken')
  await expectSample('verbatim_interactions_total{command="none",kind="button",outcome="user_error"}', 1)
})

it('counts the answers and the rate limits of Discord', async () => {
  discord.rateLimitNext(1)
  discord.say('how fast is it?', { mentions: true })
  await expectSample('verbatim_interactions_total{command="ask",kind="message",outcome="ok"}', 1)
  const samples = await scrape()
  expect(samples.get('verbatim_discord_requests_total{status="429"}')).toBe(1)
  expect(samples.get('verbatim_discord_rate_limited_total')).toBeGreaterThan(0)
  expect(samples.get('verbatim_discord_requests_total{status="200"}')).toBeGreaterThan(1)
})

it('shows what is looked up when it is scraped', async () => {
  const samples = await scrape()
  expect(samples.get('verbatim_gateway_connected')).toBe(1)
  expect(samples.get('verbatim_posts_waiting')).toBe(3)
  expect(samples.get('verbatim_papers')).toBe(1)
  expect(samples.get('verbatim_source_failing{source="arxiv"}')).toBe(1)
  expect(samples.get('verbatim_source_failing{source="huggingface"}')).toBe(0)
  expect(samples.get('process_resident_memory_bytes')).toBeGreaterThan(0)
})

it('logs how long an answer took, and not what or where it was', async () => {
  await discord.command('ask', { question: 'how fast' })
  const answered = () => logged.find((line) => line.includes('"answered"'))
  await expect.poll(answered).toBeDefined()
  const { level, time, pid, hostname, ...fields } = JSON.parse(answered() ?? '')
  expect({ level, ...fields }).toEqual({
    level: 20,
    msg: 'answered',
    command: 'ask',
    kind: 'slash',
    outcome: 'ok',
    acknowledgeMs: expect.any(Number),
    answerMs: expect.any(Number),
  })
})

it('logs an answer that took more than three seconds as a warning', async () => {
  await discord.command('slow')
  const last = () => JSON.parse(logged.at(-1) ?? '')
  await expect.poll(last).toMatchObject({ level: 40, msg: 'answered slowly', command: 'slow' })
  expect(last().answerMs).toBeGreaterThan(3000)
})

it('is unhealthy when the gateway is gone for more than a minute, and healthy again', async () => {
  expect((await page('/health')).status).toBe(200)
  connection.set(false)
  clock += 60_000
  expect((await page('/health')).status).toBe(200)
  clock += 15_000
  const gone = await page('/health')
  expect(gone.status).toBe(503)
  expect(await gone.json()).toEqual({
    status: 'failing',
    checks: { gateway: 'not connected to Discord for 75 s', database: 'ok' },
  })
  // A real drop, from which the client resumes.
  await discord.drop()
  await expect.poll(async () => (await page('/health')).status).toBe(200)
  expect((await scrape()).get('verbatim_gateway_connected')).toBe(1)
})
