import { afterEach, beforeEach, expect, it } from 'vitest'
import { createDiscordLook } from '../../src/discord/examine.ts'
import { permissionFindings } from '../../src/doctor/permissions.ts'
import { tokenFinding } from '../../src/doctor/token.ts'
import { GUILD_CHANNEL, type LoopbackDiscord, startLoopbackDiscord } from '../e2e/loopback-discord.ts'
import { APPLICATION, permissionBits } from '../e2e/loopback-world.ts'

const TOKEN = 'MTAw.abc.secret'
let discord: LoopbackDiscord
beforeEach(async () => {
  discord = await startLoopbackDiscord(TOKEN)
})
afterEach(() => discord.close())

const look = (token = TOKEN, apiBase = discord.apiBase) => createDiscordLook({ token, apiBase, timeoutMs: 500 })
const ofToken = async (token = TOKEN, apiBase = discord.apiBase) =>
  tokenFinding(token, await look(token, apiBase).self())

it('names the bot whose token it is', async () => {
  expect(await ofToken()).toEqual({ what: 'token', status: 'good', says: 'Discord knows it: the bot is bot' })
  expect(await ofToken(`Bot ${TOKEN}`)).toMatchObject({ status: 'good' })
})

it('warns when there is no token', () => {
  const finding = tokenFinding(undefined, undefined)
  expect(finding).toMatchObject({ status: 'warning', mend: expect.stringContaining('Into your Discord') })
})

it('finds a token bad that Discord refuses, and does not print it', async () => {
  const finding = await ofToken('MTAw.abc.other')
  expect(finding).toMatchObject({ status: 'bad', says: expect.stringContaining('refuses') })
  expect(JSON.stringify(finding)).not.toContain('other')
})

it('finds a token bad that cannot be sent at all', async () => {
  expect(await ofToken('MTAw.abc\n.secret')).toMatchObject({ status: 'bad', says: expect.stringContaining('a space') })
})

it('says that Discord wants to be left alone, without waiting', async () => {
  discord.rateLimitNext(1, 70, 'self')
  expect(await ofToken()).toMatchObject({ status: 'warning', mend: expect.stringMatching(/^wait 7\d s/) })
})

it('says that Discord cannot be reached, gives no answer, or that something else answers', async () => {
  expect(await ofToken(TOKEN, 'http://127.0.0.1:9/api')).toMatchObject({
    status: 'bad',
    says: 'Discord cannot be reached (ECONNREFUSED)',
    mend: expect.stringContaining('DISCORD_API_BASE'),
  })
  discord.failNext(1, 502, { on: 'self' })
  expect((await ofToken()).says).toContain('HTTP 502')
  discord.hangNext(1, 2000, { on: 'self' })
  expect((await ofToken()).says).toContain('no answer within 0.5 s')
  expect((await ofToken(TOKEN, `${discord.apiBase}/elsewhere`)).says).toContain('HTTP 404')
})

it('finds the permissions of a server enough that lets the bot post', async () => {
  expect(await permissionFindings(look(), [])).toEqual([
    { what: 'permissions', status: 'good', says: 'it may post in 1 server' },
  ])
})

it('gives the link of an invitation when the bot is in no server', async () => {
  discord.servers = []
  const [finding] = await permissionFindings(look(), [])
  expect(finding).toMatchObject({ status: 'warning', says: 'the bot is in no server yet' })
  // The link of step 4 in README.md.
  const link = `client_id=${APPLICATION}&scope=bot+applications.commands&permissions=309237763072`
  expect(finding?.mend).toContain(`https://discord.com/oauth2/authorize?${link}`)
})

it('names the servers that lack permissions, and which', async () => {
  const lacking = permissionBits({ view: true, send: false })
  discord.servers = [...discord.servers, { id: '7', name: 'Reading club', permissions: lacking }]
  expect(await permissionFindings(look(), [])).toEqual([
    expect.objectContaining({
      status: 'warning',
      says: 'in “Reading club” the bot lacks Send Messages, Create Public Threads',
    }),
  ])
})

it('takes an administrator to be allowed everything', async () => {
  discord.servers = [{ id: '7', name: 'Reading club', permissions: String(1n << 3n) }]
  expect(await permissionFindings(look(), [])).toMatchObject([{ status: 'good' }])
})

const wanted = (channelId: string) => ({ channelId, gets: 'daily posts', command: '/daily set' }) as const

it('finds the channels with daily posts or reports that are gone or not to be seen', async () => {
  const [gone, shut] = [discord.addChannel('gone'), discord.addChannel('shut')]
  discord.removeChannel(gone)
  discord.setPermissions(shut, { view: false, send: false })
  const posts = [GUILD_CHANNEL, gone].map((channelId) => wanted(channelId))
  const reports = { channelId: shut, gets: 'reports', command: '/settings reports' } as const
  const [, ...channels] = await permissionFindings(look(), [...posts, reports])
  expect(channels.map(({ status, says }) => `${status}: ${says}`)).toEqual([
    'good: it sees 1 channel with daily posts or reports',
    `bad: the channel ${gone}, which gets daily posts, is gone`,
    `bad: the channel ${shut}, which gets reports, is not to be seen by the bot`,
  ])
})

it('only reads, and asks for nothing that Discord does not know', async () => {
  await look().self()
  await permissionFindings(look(), [wanted(GUILD_CHANNEL)])
  expect(discord.calls.every((call) => call.startsWith('GET '))).toBe(true)
  expect(discord.faults).toEqual([])
})
