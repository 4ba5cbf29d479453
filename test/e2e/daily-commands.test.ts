import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { commands } from '../../commands/index.ts'
import { startTicking } from '../../src/daily/ticker.ts'
import { type Bot, startBot } from '../../src/discord/bot.ts'
import { openRig, type Rig, TOKEN } from '../fakes/daily-rig.ts'
import { shownBlockQuotes } from '../fakes/discord-markdown.ts'
import { hfRow, type LoopbackSources, startLoopbackSources } from '../fakes/loopback-sources.ts'
import { GUILD_CHANNEL, type How, type LoopbackDiscord, READER, startLoopbackDiscord } from './loopback-discord.ts'

const IN_SERVER: How = { guild: true }
const today = () => new Date().toISOString().slice(0, 10)

let home: string
let discord: LoopbackDiscord
let sources: LoopbackSources
let rig: Rig
let bot: Bot
let stopTicking: () => Promise<void>

async function start() {
  const { apiBase } = discord
  const { huggingFaceUrl, arxivApiUrl } = sources
  rig = await openRig({ home, apiBase, huggingFaceUrl, arxivApiUrl, now: Date.now })
  const registration = { load: () => undefined, save: () => {} }
  const log = pino({ level: 'silent' })
  const drawChart = async () => Buffer.from('png')
  bot = await startBot({ token: TOKEN, apiBase, commands, app: rig.app, log, registration, drawChart })
  stopTicking = startTicking(rig.app.daily, bot.chat, Date.now)
}

async function stop() {
  await stopTicking()
  await bot.stop()
  await rig.close()
}

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'verbatim-'))
  discord = await startLoopbackDiscord(TOKEN)
  sources = await startLoopbackSources()
  sources.today = today
  sources.days.set(
    today(),
    [0, 1, 2, 3, 4, 5].map((n) => hfRow(n)),
  )
  await start()
  // The first look at the sources reads the day's list.
  await expect.poll(() => rig.app.library.size(), { timeout: 10_000 }).toBe(6)
})
afterEach(async () => {
  await stop()
  await discord.close()
  await sources.close()
  rmSync(home, { recursive: true, force: true })
  expect(discord.faults).toEqual([])
})

const part = (subcommand: string, options = {}, how: How = {}) =>
  discord.command('daily', options, { ...IN_SERVER, subcommand, ...how })
const linesOf = (shown: { content: string; cards: { text?: string }[] }) =>
  [shown.content, ...shown.cards.map(({ text }) => text)].join('\n')

it('posts once, with quotes as printed and the matching words marked, and says why', async () => {
  const set = await part('set', {
    time: '09:00',
    zone: 'Europe/Berlin',
    days: 'Mon-Fri',
    prefer: 'routing of buses',
    exclude: 'grading of essays',
    papers: 4,
  })
  expect(set.ephemeral).toBe(true)
  expect(linesOf(set)).toContain('09\\:00 Europe/Berlin, Mon–Fri; up to 4 papers')
  expect(linesOf(set)).toMatch(/Next post\\: \w+/)

  await part('now')
  await expect.poll(() => discord.messages(GUILD_CHANNEL).length, { timeout: 8000 }).toBeGreaterThan(0)
  await expect.poll(() => discord.messages(GUILD_CHANNEL)[0]?.thread?.name ?? '').toContain('Papers of')
  const cards = discord.messages(GUILD_CHANNEL).flatMap((message) => message.cards)
  expect(cards).toHaveLength(4)
  expect(cards[0]?.title).toContain('routing of buses')
  expect(cards[0]?.text).toContain('Here because it is on “**routing** of **buses**”')
  expect(cards.map(({ title }) => title).join()).not.toContain('grading of essays')
  const abstracts = [...rig.app.library.each()].map(({ paper }) => paper.abstract)
  const quotes = cards.flatMap(({ text }) => shownBlockQuotes(text ?? ''))
  expect(quotes.length).toBeGreaterThanOrEqual(4)
  for (const quote of quotes) expect(abstracts.some((abstract) => abstract.includes(quote))).toBe(true)
  expect(discord.pings).toEqual([])

  expect(linesOf(await part('why', { paper: 'routing of buses' }))).toContain('Here because it is on')
  expect(linesOf(await part('why', { paper: 'grading of essays' }))).toContain(
    'is on a topic that this channel excludes',
  )
  expect(linesOf(await part('status'))).toContain('1 new paper not shown here yet')
  const before = discord.messages(GUILD_CHANNEL).length
  await part('now')
  await expect.poll(() => discord.messages(GUILD_CHANNEL).length, { timeout: 8000 }).toBe(before + 1)
  expect(discord.messages(GUILD_CHANNEL).at(-1)?.cards).toHaveLength(1)
  expect(linesOf(await part('now'))).toContain('topics that this channel excludes')
})

it('pauses, resumes and removes, also after a restart', async () => {
  await part('set', { time: '23:59', zone: 'UTC', days: 'daily' })
  await part('pause')
  await stop()
  await start()
  expect(linesOf(await part('status'))).toContain('Paused\\: by hand')
  expect(linesOf(await part('resume'))).toContain('go on')
  expect(linesOf(await part('status'))).toContain('Next post')
  await part('remove')
  expect(linesOf(await part('status'))).toContain('/daily set sets them up')
})

it('lets only those set posts who may manage the server, and names what it lacks', async () => {
  const options = { time: '09:00', zone: 'UTC' }
  expect(linesOf(await part('set', options, { memberPermissions: '0' }))).toContain('may manage the server')
  expect(linesOf(await part('set', options, { appPermissions: String(1 << 10) }))).toContain(
    'Send Messages, Embed Links',
  )
  expect(linesOf(await part('set', { ...options, zone: 'Mars/Base' }))).toContain('is no IANA time zone')
  expect(linesOf(await part('set', { ...options, days: 'someday' }))).toContain('names no days')
  expect(linesOf(await part('status'))).toContain('no daily posts')
})

it('completes time zones', async () => {
  const choices = await discord.autocomplete('daily', 'zone', 'berl', { ...IN_SERVER, subcommand: 'set' })
  expect(choices[0]).toEqual({ name: 'Europe/Berlin', value: 'Europe/Berlin' })
  expect(await discord.autocomplete('follow', 'zone', 'new york')).toContainEqual({
    name: 'America/New York',
    value: 'America/New_York',
  })
})

it('tells a person who follows a topic of a new paper, with the sentence, once', async () => {
  expect(linesOf(await discord.command('follow', { topic: 'weaving of lattices' }))).toContain(
    'at once by private message',
  )
  sources.papers.set('2501.00007', {
    title: 'A Loom for Lattices',
    summary: 'Cloth is old. Our loom does the weaving of lattices 12.5% faster than by hand.',
  })
  await discord.command('add', { papers: 'https://arxiv.org/abs/2501.00007' })
  await expect.poll(() => discord.privateMessages(READER).length, { timeout: 8000 }).toBe(1)
  const [told] = discord.privateMessages(READER)
  expect(shownBlockQuotes(told?.cards[0]?.text ?? '')).toContain(
    'Our loom does the weaving of lattices 12.5% faster than by hand.',
  )
  expect(linesOf(await discord.command('following'))).toContain('weaving of lattices')
  await discord.command('add', { papers: '2501.00007' })
  expect(linesOf(await discord.command('unfollow', { topic: 'Weaving of lattices' }))).toContain('no longer follow')
  expect(linesOf(await discord.command('following'))).toContain('nothing yet')
  expect(discord.privateMessages(READER)).toHaveLength(1)
})

it('mentions a person where they want it, and nobody else', async () => {
  await discord.command('follow', { topic: 'weaving of lattices', how: 'mention here' }, IN_SERVER)
  sources.papers.set('2501.00008', { title: 'Lattices', summary: '@everyone: the weaving of lattices is 3x faster.' })
  await discord.command('add', { papers: 'arXiv:2501.00008' })
  await expect.poll(() => discord.messages(GUILD_CHANNEL).length, { timeout: 8000 }).toBe(1)
  expect(discord.messages(GUILD_CHANNEL)[0]?.content).toContain(`<@${READER}>`)
  expect(discord.pings.map(({ userId }) => userId)).toEqual([READER])
})

it('adds papers by link, from a message, from BibTeX and from a file, and answers from them at once', async () => {
  sources.papers.set('2501.00009', {
    title: 'Threads of Glass',
    summary: 'Glass threads are strong.\n  They hold 88.5\\% of the weight of steel.',
  })
  const added = await discord.command('add', { papers: 'hf.co/papers/2501.00009 and 2501.09999' })
  expect(linesOf(added)).toContain('1 added, 0 changed, 0 here already, 1 not added')
  expect(linesOf(added)).toContain('2501.09999')
  const asked = await discord.command('ask', { question: 'what share of the weight of steel do glass threads hold?' })
  // "They" needs the sentence before it.
  expect(shownBlockQuotes(asked.cards[0]?.text ?? '')).toContain(
    'Glass threads are strong. They hold 88.5\\% of the weight of steel.',
  )

  const found = await discord.messageCommand('Add papers in this message', {
    content: 'look at https://arxiv.org/pdf/2501.00009v1 !',
  })
  expect(linesOf(found)).toContain('0 added, 0 changed, 1 here already')
  const bibtex = '@article{knots, title={Knots}, abstract={A knot holds 7 kg.}, year={2024}}'
  expect(linesOf(await discord.command('add', { papers: bibtex }))).toContain('1 added')
  expect(linesOf(await discord.command('add', { papers: 'no paper at all' }))).toContain('I see no paper there')
  for (const content of [
    '<https://arxiv.org/abs/2501.00009>',
    `<@${READER}> see [it](https://arxiv.org/abs/2501.00009)`,
  ])
    expect(linesOf(await discord.messageCommand('Add papers in this message', { content }))).toContain('1 here already')
  // A link to a paper that is here looks it up, and leaves its text as it was taken in unless there is a later version.
  sources.papers.set('2501.00009', { title: 'Threads of Glass', summary: 'They hold 88.5% of it.' })
  expect(linesOf(await discord.command('add', { papers: '2501.00009' }))).toContain('1 here already')
  expect(rig.app.paper('2501.00009')?.abstract).toContain('88.5\\%')
  sources.papers.set('2501.00009', { title: 'Threads of Glass', summary: 'They hold 88.5 parts of it.', version: 2 })
  expect(linesOf(await discord.command('add', { papers: '2501.00009' }))).toContain('1 changed')
  // Who sends a text of a paper that is here does not put words into its mouth.
  const forged = '@article{x, title={Threads}, abstract={They hold 9000\\% of it.}, eprint={2501.00009}}'
  expect(linesOf(await discord.command('add', { papers: forged }))).toContain('its text stays as it is')
  expect(rig.app.paper('2501.00009')?.abstract).toContain('88.5')

  const files = createServer((_request, response) =>
    response.end('{"id":"f1","title":"Filed","abstract":"It is 3 m."}'),
  )
  await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(files.address() as AddressInfo).port}/papers.jsonl`
  const file = { attachment: { url, filename: 'papers.jsonl', size: 50 } }
  expect(linesOf(await discord.command('add', { file }))).toContain('1 added')
  await new Promise((resolve) => files.close(resolve))

  sources.faults.arxiv = { status: 429, headers: { 'retry-after': '60' } }
  expect(linesOf(await discord.command('add', { papers: '2501.00010' }))).toContain('cannot be looked up now')
})

it('says what it keeps about a person, and deletes it', async () => {
  await discord.command('ask', { question: 'what speeds up routing of buses?' })
  await discord.command('follow', { topic: 'buses' })
  await part('set', { time: '09:00', zone: 'UTC' })
  expect(linesOf(await discord.command('privacy'))).toContain('1 answer, 1 followed topic, 1 daily schedule')
  expect(linesOf(await discord.command('forget'))).toContain('1 answer, 1 followed topic, 1 daily schedule')
  expect(linesOf(await discord.command('privacy'))).toContain('0 answers, 0 followed topics, 0 daily schedules')
  expect(linesOf(await part('status'))).toContain('09\\:00 UTC')
})
