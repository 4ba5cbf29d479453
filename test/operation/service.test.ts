import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type LoopbackDiscord, startLoopbackDiscord } from '../e2e/loopback-discord.ts'
import { samplesIn } from './prometheus.ts'

const root = resolve(import.meta.dirname, '../..')
// The program starts in two seconds on a quiet machine, and ends after 10 at most.
vi.setConfig({ testTimeout: 60_000 })

const TOKEN = 'not-a-real-token'
let discord: LoopbackDiscord
let home: string
let child: ChildProcess | undefined
let stderr: string
let exit: Promise<number | null>
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'verbatim-'))
  discord = await startLoopbackDiscord(TOKEN)
})
afterEach(async () => {
  child?.kill('SIGKILL')
  await exit
  await discord.close()
  rmSync(home, { recursive: true, force: true })
  expect(discord.faults).toEqual([])
})

/** The program as a service runs it, against the Discord on this machine. */
async function serve(env: Record<string, string> = {}) {
  stderr = ''
  const settings = { DISCORD_TOKEN: TOKEN, DISCORD_API_BASE: discord.apiBase, VERBATIM_HOME: home }
  const quick = { EMBEDDING_MODEL: 'none', NEWS_SOURCES: 'none', METRICS_HOST: '', METRICS_PORT: '' }
  const own = spawn(process.execPath, ['--no-warnings', 'src/start.mjs'], {
    cwd: root,
    env: { ...process.env, ...settings, ...quick, LOG_LEVEL: 'trace', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  child = own
  own.stderr.on('data', (chunk) => {
    stderr += chunk
  })
  exit = new Promise((done) => {
    own.on('close', done)
  })
  // The commands are registered once the bot is ready.
  await expect.poll(() => discord.registrations.length, { timeout: 25_000 }).toBe(1)
  return own
}

const lines = () =>
  stderr
    .trim()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
const WORDS = 'how quickly does BrightDreamer render, by the way?'

/** Somebody asks, and the answer's last step takes so long. */
async function askSlowly(ms: number) {
  discord.hangNext(1, ms, { on: 'message' })
  discord.say(WORDS, { mentions: true })
  const posted = () => discord.calls.filter((call) => /^POST .*\/messages$/.test(call)).length
  await expect.poll(posted, { timeout: 10_000 }).toBe(1)
}

it('ends with code 0 after a SIGTERM, with the answer that was under way', async () => {
  const bot = await serve({ METRICS_PORT: '0' })
  await askSlowly(1500)
  bot.kill('SIGTERM')
  expect(await exit).toBe(0)
  expect(discord.said).toHaveLength(1)
  expect(JSON.stringify(discord.said)).toContain('2403.11273')
  expect(lines()).toContainEqual(expect.objectContaining({ signal: 'SIGTERM' }))
})

it('ends at once at a second signal', async () => {
  const bot = await serve()
  await askSlowly(60_000)
  bot.kill('SIGTERM')
  await expect.poll(() => stderr).toContain('stopping')
  const toldAt = performance.now()
  bot.kill('SIGTERM')
  expect(await exit).toBe(143)
  expect(performance.now() - toldAt).toBeLessThan(5000)
})

it('ends with code 0 in the time a service gives it, though Discord never takes an answer', async () => {
  const bot = await serve()
  await askSlowly(60_000)
  const toldAt = performance.now()
  bot.kill('SIGTERM')
  expect(await exit).toBe(0)
  expect(performance.now() - toldAt).toBeLessThan(14_500)
  expect(lines()).toContainEqual(expect.objectContaining({ level: 40, msg: 'answered slowly' }))
})

it('logs JSON lines that hold neither the token nor the words of who asks', async () => {
  const bot = await serve({ METRICS_PORT: '0' })
  await discord.command('ask', { question: WORDS })
  await discord.command('paper', { paper: 'no such paper as Zyzzyva' })
  await discord.autocomplete('paper', 'paper', 'bright')
  discord.failNext(1, 403)
  discord.say(WORDS, { mentions: true })
  await expect.poll(() => stderr).toContain('"kind":"message"')
  const { port } = lines().find(({ msg }) => msg === 'metrics and health are served')
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  expect(samplesIn(text).get('verbatim_interactions_total{command="ask",kind="slash",outcome="ok"}')).toBe(1)
  bot.kill('SIGTERM')
  expect(await exit).toBe(0)
  expect(lines().filter(({ msg }) => msg === 'answered')).toHaveLength(4)
  for (const words of [TOKEN, 'quickly', 'by the way', 'Zyzzyva']) {
    expect(stderr).not.toContain(words)
    expect(text).not.toContain(words)
  }
})

it('says nothing at LOG_LEVEL=silent, and answers', async () => {
  const bot = await serve({ LOG_LEVEL: 'silent' })
  expect((await discord.command('ask', { question: WORDS })).cards.length).toBeGreaterThan(0)
  bot.kill('SIGINT')
  expect(await exit).toBe(0)
  expect(stderr).toBe('')
})

it('goes on answering when nobody reads its log any more', async () => {
  const bot = await serve()
  bot.stderr.destroy()
  for (let count = 0; count < 3; count++)
    expect((await discord.command('ask', { question: WORDS })).cards.length).toBeGreaterThan(0)
  bot.kill('SIGTERM')
  expect(await exit).toBe(0)
})
