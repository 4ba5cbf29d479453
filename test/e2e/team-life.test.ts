import { pino } from 'pino'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { commands } from '../../commands/index.ts'
import type { App } from '../../src/app.ts'
import { type Bot, startBot } from '../../src/discord/bot.ts'
import { paperOf } from '../fakes/paper-of.ts'
import {
  GUILD,
  GUILD_CHANNEL,
  type How,
  type LoopbackDiscord,
  READER,
  type Shown,
  startLoopbackDiscord,
} from './loopback-discord.ts'
import { openRealApp } from './real-app.ts'

const TOKEN = 'not-a-real-token'
const IN_SERVER: How = { guild: true }
const QUESTION = 'how small is the storage Token Recycling needs?'
const RECYCLING = 'https://arxiv.org/abs/2408.08696'
let app: App
let discord: LoopbackDiscord
let bot: Bot

const start = () =>
  startBot({
    token: TOKEN,
    apiBase: discord.apiBase,
    commands,
    app,
    log: pino({ level: 'silent' }),
    registration: { load: () => undefined, save: () => {} },
    drawChart: async () => Buffer.from('png'),
  })
async function restart() {
  await bot.stop()
  bot = await start()
}
beforeAll(async () => {
  app = await openRealApp()
  discord = await startLoopbackDiscord(TOKEN)
  bot = await start()
})
afterAll(async () => {
  await bot.stop()
  await discord.close()
  await app.close()
  expect(discord.faults).toEqual([])
  expect(discord.pings).toEqual([])
})

const ask = (how: How = IN_SERVER, question = QUESTION) => discord.command('ask', { question }, how)
const urls = (shown: Shown | undefined) => shown?.cards.map(({ url }) => url)
const labels = (shown: Shown) => shown.buttons.map(({ label }) => label)
const choiceOf = (shown: Shown, start: string) =>
  shown.choices.find(({ label }) => label.startsWith(start))?.value ?? ''

it('shows an answer in a server to who asked alone, and to everybody when it is shared, after a restart too', async () => {
  const own = await ask()
  expect(own.ephemeral).toBe(true)
  expect(labels(own)).toContain('Share')
  await restart()
  const shared = await discord.click(own, 'Share', IN_SERVER)
  expect(shared.ephemeral).toBe(false)
  expect(shared.content).toContain(`Shared by <@${READER}>`)
  expect(urls(shared)).toEqual(urls(own))
  expect(labels(shared)).not.toContain('Share')
})

it('says to the one who shares alone that the question is not known any more', async () => {
  const gone = await discord.clickId('s:abcdef:#AAAAAAAAAAAAAAAAAAAAAA', IN_SERVER)
  expect([gone.ephemeral, gone.content]).toEqual([true, expect.stringContaining('ask it again')])
})

it('has nothing to hide in a private conversation', async () => {
  const shown = await ask({})
  expect(shown.ephemeral).toBe(false)
  expect(labels(shown)).not.toContain('Share')
})

it('answers everybody where the server chose so, and changes that only for those who manage it', async () => {
  const nobody: How = { ...IN_SERVER, memberPermissions: '0' }
  expect((await discord.command('settings', { answers: 'public' }, nobody)).content).toContain('manage the server')
  expect((await ask()).ephemeral).toBe(true)
  await discord.command('settings', { answers: 'public' }, IN_SERVER)
  const shown = await ask()
  expect(shown.ephemeral).toBe(false)
  expect(labels(shown)).not.toContain('Share')
  expect((await discord.command('following', {}, IN_SERVER)).ephemeral).toBe(true)
  await discord.command('settings', { answers: 'private' }, IN_SERVER)
})

it('keeps a paper that is chosen below an answer, for the one who chose it alone', async () => {
  const shown = await ask()
  const kept = await discord.choose(shown, choiceOf(shown, 'Save'), IN_SERVER)
  expect([kept.ephemeral, kept.content]).toEqual([true, expect.stringContaining('Kept')])
  expect(urls(await discord.command('saved', {}, IN_SERVER))).toContain(RECYCLING)
  expect(urls(await discord.command('saved', {}, { ...IN_SERVER, userId: '77' }))).not.toContain(RECYCLING)
})

it('asks what is wrong with a quote, and sends the report with the quote to the channel of the server', async () => {
  const reports = discord.addChannel('reports')
  await discord.command('settings', { reports: { channel: reports } }, IN_SERVER)
  const shown = await ask()
  const thanks = await discord.fillInFor(shown, choiceOf(shown, 'Wrong quote'), 'It is 3 MB', IN_SERVER)
  expect([thanks.ephemeral, thanks.content]).toEqual([true, expect.stringContaining('Thank you')])
  await app.daily.tick(app.now(), bot.chat)
  const [report, ...more] = discord.messages(reports)
  expect(more).toEqual([])
  expect(report?.content).toContain(`Reported by <@${READER}>`)
  expect(report?.cards[0]?.text).toContain('\\\\textless2MB')
  expect(report?.cards[0]?.text).toContain('It is 3 MB')
  expect(report?.cards[0]?.text).toContain('equals the stored text')
})

it('counts the votes pressed below the cards of a daily post', async () => {
  const papers = discord.addChannel('papers')
  await discord.command(
    'daily',
    { time: '09:00', zone: 'UTC', empty: 'from the library' },
    { ...IN_SERVER, subcommand: 'set', channelId: papers },
  )
  await discord.command('daily', {}, { ...IN_SERVER, subcommand: 'now', channelId: papers })
  await app.daily.tick(app.now(), bot.chat)
  const post = discord.messages(papers).at(-1)
  if (!post) throw new Error('nothing was posted')
  const voted = await discord.click(post, 'More like this', IN_SERVER)
  expect([voted.ephemeral, voted.content]).toEqual([true, expect.stringContaining('1 for more, 0 for less')])
  const other = await discord.click(post, 'Less like this', { ...IN_SERVER, userId: '77' })
  expect(other.content).toContain('1 for more, 1 for less')
  expect(app.state.votes(GUILD, 10)).toMatchObject([{ up: 1, down: 1 }])
})

it('says with a page turned later that the papers have changed since', async () => {
  const first = await discord.command('search', { query: 'tokens', limit: 25 }, IN_SERVER)
  expect((await discord.click(first, 'Next', IN_SERVER)).content).not.toContain('changed')
  await app.addPapers([paperOf('2601.00009', 'Looms of Rope', 'We propose looms of rope.')])
  expect((await discord.click(first, 'Next', IN_SERVER)).content).toContain('have changed since')
})

it('goes on in a thread from the answer before, without a reply to it', async () => {
  const thread = discord.addThread(GUILD_CHANNEL, 'Token Recycling')
  const say = async (words: string) => {
    const before = discord.messages(thread).length
    discord.say(words, { mentions: true, channelId: thread })
    await expect.poll(() => discord.messages(thread).length, { timeout: 9000 }).toBe(before + 2)
    return discord.messages(thread).at(-1)
  }
  expect(urls(await say(QUESTION))).toEqual([RECYCLING])
  await restart()
  expect(new Set(urls(await say('and what speedup does it achieve?')))).toEqual(new Set([RECYCLING]))
})

it('works where only the person has installed it', async () => {
  const installed: How = { ...IN_SERVER, raw: { guild: undefined, authorizing_integration_owners: { 1: READER } } }
  expect(urls(await ask(installed))).toEqual([RECYCLING])
})

it('checks the numbers of a message, and finds papers like it', async () => {
  const message = { content: 'Token Recycling requires <3MB of additional storage' }
  const checked = await discord.messageCommand('Check the numbers', message, IN_SERVER)
  expect([checked.ephemeral, checked.content]).toEqual([true, expect.stringContaining('with other numbers')])
  expect(urls(await discord.messageCommand('Find papers like this', message, IN_SERVER))).toContain(RECYCLING)
})
