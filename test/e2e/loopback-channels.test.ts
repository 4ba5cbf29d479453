import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { REST, Routes, SnowflakeUtil } from 'discord.js'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { V2 } from './loopback-components.ts'
import { GUILD, GUILD_CHANNEL, type LoopbackDiscord, READER, startLoopbackDiscord } from './loopback-discord.ts'

const TOKEN = 'not-a-real-token'
const NOON = Date.UTC(2026, 2, 29, 12)
const quiet = { allowed_mentions: { parse: [] } }
interface Message {
  id: string
  content: string
  nonce?: string
  timestamp: string
  thread?: { id: string }
}

let discord: LoopbackDiscord
let rest: REST
beforeEach(async () => {
  discord = await startLoopbackDiscord(TOKEN)
  rest = new REST({ api: discord.apiBase, retries: 1, offset: 0 }).setToken(TOKEN)
})
afterEach(async () => {
  await discord.close()
  expect(discord.faults).toEqual([])
})

function post(content: string, more: object = {}, channel = GUILD_CHANNEL): Promise<Message> {
  return rest.post(Routes.channelMessages(channel), { body: { content, ...quiet, ...more } }) as Promise<Message>
}

async function read(query: Record<string, string> = {}, channel = GUILD_CHANNEL): Promise<Message[]> {
  return (await rest.get(Routes.channelMessages(channel), { query: new URLSearchParams(query) })) as Message[]
}

const contents = (channel = GUILD_CHANNEL) => discord.messages(channel).map(({ content }) => content)

/** Empties the faults, which a test made on purpose. */
const faults = () => discord.faults.splice(0)

it('gives messages rising ids that tell the time of the server', async () => {
  discord.now = () => NOON
  const ids = [await post('a'), await post('b')].map(({ id }) => id)
  discord.now = () => NOON + 60_000
  ids.push((await post('c')).id)
  expect(ids.map((id) => SnowflakeUtil.timestampFrom(id))).toEqual([NOON, NOON, NOON + 60_000])
  expect(ids.map(BigInt)).toEqual([...new Set(ids.map(BigInt))].sort((a, b) => (a < b ? -1 : 1)))
  expect(discord.messages(GUILD_CHANNEL)[2]).toMatchObject({ id: ids[2], at: NOON + 60_000, content: 'c' })
})

it('returns the first message to a repeated nonce, as long as it is remembered', async () => {
  discord.now = () => NOON
  const same = { nonce: 'daily-2026-03-29', enforce_nonce: true }
  const first = await post('once', same)
  expect(first.nonce).toBe(same.nonce)
  discord.now = () => NOON + 179_000
  expect(await post('twice', same)).toMatchObject({ id: first.id, content: 'once', nonce: same.nonce })
  expect((await post('elsewhere', same, discord.addChannel('other'))).id).not.toBe(first.id)
  discord.now = () => NOON + 180_000
  expect((await post('thrice', same)).id).not.toBe(first.id)
  expect(contents()).toEqual(['once', 'thrice'])
  expect((await read()).map(({ nonce }) => nonce)).toEqual([undefined, undefined])
  expect(discord.messages(GUILD_CHANNEL)[0]?.nonce).toBe(same.nonce)
})

it('doubles a nonce that is not enforced, and refuses one of more than 25 characters', async () => {
  await post('a', { nonce: 'n' })
  await post('b', { nonce: 'n' })
  expect(contents()).toEqual(['a', 'b'])
  await post('c', { nonce: 'n'.repeat(25), enforce_nonce: true })
  await expect(post('d', { nonce: 'n'.repeat(26) })).rejects.toMatchObject({ code: 50035, status: 400 })
  expect(faults()).toEqual([expect.stringContaining('50035')])
})

it('pages through messages, newest first', async () => {
  const ids: string[] = []
  for (const content of 'abcdefg') ids.push((await post(content)).id)
  const [a = '', , , d = '', , , g = ''] = ids
  const words = async (query: Record<string, string>) => (await read(query)).map(({ content }) => content).join('')
  expect(await words({})).toBe('gfedcba')
  expect(await words({ limit: '2' })).toBe('gf')
  expect(await words({ after: a, limit: '3' })).toBe('dcb')
  expect(await words({ after: '0', limit: '2' })).toBe('ba')
  expect(await words({ after: g })).toBe('')
  expect(await words({ before: d, limit: '2' })).toBe('cb')
  expect(await words({ around: d, limit: '3' })).toBe('edc')
  expect(await words({ around: d, limit: '1' })).toBe('d')
  expect(await rest.get(Routes.channelMessage(GUILD_CHANNEL, d))).toMatchObject({ id: d, content: 'd' })
  await expect(rest.get(Routes.channelMessage(GUILD_CHANNEL, '9'))).rejects.toMatchObject({ code: 10008, status: 404 })
  await expect(read({ limit: '101' })).rejects.toMatchObject({ code: 50035 })
  faults()
})

it('keeps cards, buttons and files of a message, and changes what an edit names', async () => {
  const button = { type: 2, style: 2, label: 'Next', custom_id: 'p:1' }
  const card = { type: 17, components: [{ type: 10, content: '### [T](https://a.b)\n> q' }] }
  const body = { ...quiet, flags: V2, components: [card, { type: 1, components: [button] }] }
  const files = [{ name: 'a.csv', data: Buffer.from('1,2') }]
  const sent = (await rest.post(Routes.channelMessages(GUILD_CHANNEL), { body, files })) as Message
  const kept = {
    cards: [{ title: 'T', url: 'https://a.b', text: '> q' }],
    buttons: [{ custom_id: 'p:1' }],
    files: [{ name: 'a.csv', text: '1,2' }],
  }
  expect(discord.said).toMatchObject([{ content: '', ...kept }])
  await rest.patch(Routes.channelMessage(GUILD_CHANNEL, sent.id), { body: { components: [card], ...quiet } })
  expect(discord.messages(GUILD_CHANNEL)).toMatchObject([{ ...kept, buttons: [] }])
})

it('refuses a post that may notify everybody, and records whom one notified', async () => {
  await expect(post('@everyone', { allowed_mentions: { parse: ['everyone'] } })).rejects.toMatchObject({ code: 50035 })
  await expect(post('x', { allowed_mentions: undefined })).rejects.toMatchObject({ code: 50035 })
  const many = Array.from({ length: 101 }, (_, index) => String(index + 1))
  await expect(post('x', { allowed_mentions: { parse: [], users: many } })).rejects.toMatchObject({ code: 50035 })
  expect(faults()).toHaveLength(3)
  const { id } = await post('<@11> and <@12>', { allowed_mentions: { parse: [], users: ['11', '13'] } })
  expect(discord.messages(GUILD_CHANNEL)[0]).toMatchObject({ mentions: ['11', '12'], pings: ['11'] })
  expect(discord.pings).toEqual([{ userId: '11', channelId: GUILD_CHANNEL, messageId: id }])
})

it('opens one thread a message, which takes posts', async () => {
  const { id } = await post('papers')
  const start = (body: object) => rest.post(Routes.threads(GUILD_CHANNEL, id), { body })
  await expect(start({ name: 'x'.repeat(101) })).rejects.toMatchObject({ code: 50035 })
  await expect(start({ name: 'x', auto_archive_duration: 61 })).rejects.toMatchObject({ code: 50035 })
  expect(faults()).toHaveLength(2)
  const thread = await start({ name: 'Details', auto_archive_duration: 1440 })
  expect(thread).toMatchObject({ id, type: 11, parent_id: GUILD_CHANNEL, name: 'Details', guild_id: GUILD })
  await expect(start({ name: 'Again' })).rejects.toMatchObject({ code: 160004, status: 400 })
  expect(discord.refusals).toMatchObject([{ code: 160004 }])
  await post('inside', {}, id)
  expect(contents(id)).toEqual(['inside'])
  expect(discord.messages(GUILD_CHANNEL)[0]?.thread).toEqual({ id, name: 'Details' })
  expect((await read())[0]?.thread?.id).toBe(id)
  expect(discord.said.map(({ content }) => content)).toEqual(['papers', 'inside'])
})

it('writes to people in private until they shut the door', async () => {
  const open = async (recipient_id: string) =>
    ((await rest.post(Routes.userChannels(), { body: { recipient_id } })) as Message).id
  const mine = await open(READER)
  expect(await open(READER)).toBe(mine)
  expect(discord.privateChannel(READER)).toBe(mine)
  expect(await open('77')).not.toBe(mine)
  await post('psst', {}, await open('77'))
  expect(discord.privateMessages('77')).toMatchObject([{ content: 'psst' }])
  discord.closeDm('77')
  await expect(post('psst', {}, await open('77'))).rejects.toMatchObject({ code: 50007, status: 403 })
  await post('still', {}, mine)
  expect(discord.privateMessages('77')).toHaveLength(1)
})

it('refuses what the bot may not do in a channel, and what is gone', async () => {
  const { id } = await post('before')
  discord.setPermissions(GUILD_CHANNEL, { view: true, send: false })
  await expect(post('no')).rejects.toMatchObject({ code: 50013, status: 403 })
  expect(await read()).toHaveLength(1)
  discord.setPermissions(GUILD_CHANNEL, { view: true, send: true, threads: false })
  const thread = () => rest.post(Routes.threads(GUILD_CHANNEL, id), { body: { name: 'x' } })
  await expect(thread()).rejects.toMatchObject({ code: 50013 })
  discord.setPermissions(GUILD_CHANNEL, { view: false, send: true })
  await expect(post('no')).rejects.toMatchObject({ code: 50001, status: 403 })
  await expect(rest.get(Routes.channel(GUILD_CHANNEL))).rejects.toMatchObject({ code: 50001 })
  discord.setPermissions(GUILD_CHANNEL, { view: true, send: true })
  await thread()
  expect(await rest.get(Routes.guildChannels(GUILD))).toMatchObject([{ id: GUILD_CHANNEL, name: 'papers' }])
  discord.removeChannel(GUILD_CHANNEL)
  await expect(post('no')).rejects.toMatchObject({ code: 10003, status: 404 })
  await expect(rest.get(Routes.channel(id))).rejects.toMatchObject({ code: 10003 })
  expect(discord.refusals.map(({ code }) => code)).toEqual([50013, 50013, 50001, 50001, 10003, 10003])
})

it('limits the rate as discord.js expects it', async () => {
  discord.rateLimitNext(2)
  const startedAt = Date.now()
  await post('late')
  // Twice 50 ms, less what timers round.
  expect(Date.now() - startedAt).toBeGreaterThanOrEqual(95)
  expect(discord.calls).toHaveLength(3)
  expect(contents()).toEqual(['late'])
  discord.rateLimitNext(1)
  const headers = { authorization: `Bot ${TOKEN}`, 'content-type': 'application/json' }
  const answer = await fetch(`${discord.apiBase}/v10${Routes.channelMessages(GUILD_CHANNEL)}`, {
    method: 'POST',
    headers,
  })
  expect(answer.status).toBe(429)
  expect(await answer.json()).toEqual({ message: expect.any(String), retry_after: 0.05, global: false })
  expect(Object.fromEntries(answer.headers)).toMatchObject({ 'retry-after': '0.05', 'x-ratelimit-remaining': '0' })
})

it('fails with or without having stored, so that a repeated post doubles unless its nonce says no', async () => {
  discord.failNext(1, 502)
  await post('a')
  discord.failNext(1, 500, { afterStoring: true })
  await post('b')
  discord.failNext(1, 500, { afterStoring: true })
  await post('c', { nonce: 'c', enforce_nonce: true })
  expect(contents()).toEqual(['a', 'b', 'b', 'c'])
  discord.failNext(2)
  await expect(post('d')).rejects.toMatchObject({ status: 500 })
  expect(contents()).not.toContain('d')
})

it('answers late, having stored or not', async () => {
  discord.hangNext(1, 100)
  await post('slow')
  rest.options.timeout = 200
  discord.hangNext(2, 1500)
  await expect(post('given up')).rejects.toThrow('aborted')
  discord.hangNext(2, 1500, { afterStoring: true })
  await expect(post('stored')).rejects.toThrow('aborted')
  await new Promise((resolve) => setTimeout(resolve, 1600))
  expect(contents()).toEqual(['slow', 'stored', 'stored'])
})

it('closes connections, having stored or not, of the calls that it is told', async () => {
  discord.dropNext(1)
  await expect(post('lost')).rejects.toThrow()
  discord.dropNext(1, { afterStoring: true })
  await expect(post('stored')).rejects.toThrow()
  discord.dropNext(1, { reset: true })
  await post('repeated by discord.js')
  expect(contents()).toEqual(['stored', 'repeated by discord.js'])
  discord.failNext(1, 500, { on: 'thread', afterStoring: true })
  const [id = ''] = discord.said.map((message) => message.id)
  const thread = rest.post(Routes.threads(GUILD_CHANNEL, id), { body: { name: 'x' } })
  await expect(thread).rejects.toMatchObject({ code: 160004 })
})

it('takes posts of another process', async () => {
  const script = `
    import { REST, Routes } from 'discord.js'
    const rest = new REST({ api: '${discord.apiBase}' }).setToken('${TOKEN}')
    await rest.post(Routes.channelMessages('${GUILD_CHANNEL}'), { body: { content: 'hello', allowed_mentions: { parse: [] } } })
    process.exit(0)`
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script])
  expect(contents()).toEqual(['hello'])
})
