import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { UserError } from '../../src/errors.ts'
import { catchCrashes, mention, openRig, outcomeOf, seenOf, TOKEN } from './faults-rig.ts'
import { startLoopbackDiscord } from './loopback-discord.ts'
import type { Cut } from './loopback-gateway.ts'
import { until } from './loopback-http.ts'

const crashes = catchCrashes()
afterAll(() => {
  crashes.stop()
  expect(crashes.crashes).toEqual([])
})

const RESUMED: Cut[] = [
  {},
  ...[1001, 4000, 4001, 4002, 4009].map((code) => ({ code })),
  { says: 'reconnect' },
  { says: 'invalid, resume' },
]
const ANEW: Cut[] = [
  ...[1000, 4003, 4005, 4007, 4008].map((code) => ({ code })),
  { says: 'invalid', forgets: true },
  { forgets: true },
]

it.concurrent.each(RESUMED)('answers after %j what was asked meanwhile, once', async (cut) => {
  const rig = await openRig()
  const { discord } = rig
  discord.cut(cut)
  const meanwhile = discord.begin.command('ask', { question: 'meanwhile' })
  const late = discord.begin.command('ask', { question: 'late' })
  late.sentAt -= 4000
  const said = mention(rig, 'meanwhile')
  await until(() => (discord.resumes > 0 && meanwhile.message && said().length > 0) || undefined, 'what was asked')
  await until(() => rig.logged.find((line) => line.includes('too late to answer')), 'word of the late one')
  const after = await discord.command('ask', { question: 'after' })
  expect(JSON.stringify(after)).toContain('You said after')
  expect([outcomeOf(seenOf(meanwhile)), outcomeOf(said()), outcomeOf(seenOf(late))]).toEqual([
    'answer',
    'answer',
    'nothing',
  ])
  expect([discord.identifies, discord.resumes]).toEqual([1, 1])
  expect(discord.faults).toEqual(['10062 answered after 3 seconds'])
  await rig.close()
})

it.concurrent.each(ANEW)('identifies anew after %j, and answers', async (cut) => {
  const rig = await openRig()
  const { discord } = rig
  discord.cut(cut)
  await until(() => discord.identifies > 1 || undefined, 'a new session')
  await discord.connected()
  const said = mention(rig, 'after')
  expect(JSON.stringify(await discord.command('ask', { question: 'after' }))).toContain('You said after')
  await until(() => said()[0], 'a reply')
  expect(said()).toHaveLength(1)
  expect(discord.faults).toEqual([])
  await rig.close()
})

it.concurrent('notices a connection that is open and dead', async () => {
  const rig = await openRig()
  rig.discord.goDeaf()
  await until(() => rig.discord.resumes > 0 || undefined, 'a new connection')
  expect(JSON.stringify(await rig.discord.command('ask', { question: 'after' }))).toContain('You said after')
  await rig.close()
})

const FATAL = [
  [4004, 'bad_token', 'DISCORD_TOKEN'],
  [4010, 'invalid_shard', 'newest version'],
  [4011, 'too_many_servers', 'several connections'],
  [4012, 'old_version', 'newest version'],
  [4013, 'invalid_intents', 'newest version'],
  [4014, 'disallowed_intents', 'privileged intents'],
] as const

it.concurrent.each(FATAL)('ends with %i, which names the mend', async (code, name, mend) => {
  const rig = await openRig()
  rig.discord.cut({ code })
  const reason = await rig.bot.ended
  expect(reason).toBeInstanceOf(UserError)
  expect(reason).toMatchObject({ code: name, message: expect.stringContaining(mend) })
  expect(reason.message).toContain(String(code))
  await rig.close()
})

it.concurrent.each(FATAL)('does not start when Discord says %i', async (code, name, mend) => {
  const discord = await startLoopbackDiscord(TOKEN)
  discord.refuseConnections(code)
  await expect(openRig({ discord })).rejects.toMatchObject({
    name: 'UserError',
    code: name,
    message: expect.stringContaining(mend),
  })
  await discord.close()
})

it.concurrent('says when Discord cannot be reached at the start', async () => {
  const discord = await startLoopbackDiscord(TOKEN)
  await discord.close()
  await expect(openRig({ discord })).rejects.toMatchObject({ name: 'UserError', code: 'discord_unreachable' })
})

it.concurrent('ends when the token is taken back while the connection lasts', async () => {
  const rig = await openRig()
  rig.discord.garbleNext(1, { status: 401, body: { message: '401: Unauthorized', code: 0 } })
  mention(rig, 'hello')
  expect(await rig.bot.ended).toMatchObject({ code: 'bad_token', message: expect.stringContaining('DISCORD_TOKEN') })
  await rig.close()
})

it.concurrent('ends the program with the sentence and an exit code', async () => {
  const discord = await startLoopbackDiscord(TOKEN)
  const home = mkdtempSync(join(tmpdir(), 'verbatim-'))
  const child = spawn(process.execPath, ['--no-warnings', 'src/start.mjs'], {
    cwd: resolve(import.meta.dirname, '../..'),
    env: {
      ...process.env,
      DISCORD_TOKEN: TOKEN,
      DISCORD_API_BASE: discord.apiBase,
      VERBATIM_HOME: home,
      VERBATIM_CORPUS: 'none',
      EMBEDDING_MODEL: 'none',
      LOG_LEVEL: 'fatal',
    },
  })
  let stderr = ''
  child.stderr.on('data', (chunk) => {
    stderr += chunk
  })
  const closed = new Promise((done) => child.on('close', done))
  try {
    await expect.poll(() => discord.registrations.length, { timeout: 20_000 }).toBe(1)
    discord.cut({ code: 4014 })
    expect(await closed).toBe(1)
    expect(stderr).toMatch(/^error: Discord has closed the connection for good \(4014\): .* privileged intents.*\n$/)
  } finally {
    child.kill('SIGKILL')
    await discord.close()
    rmSync(home, { recursive: true, force: true })
  }
})
