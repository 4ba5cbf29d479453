import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { commands } from '../../commands/index.ts'
import type { App } from '../../src/app.ts'
import { type Bot, startBot } from '../../src/discord/bot.ts'
import { chartPng } from '../../src/render/chart.ts'
import { shownBlockQuotes } from '../fakes/discord-markdown.ts'
import { type LoopbackDiscord, READER, type Shown, startLoopbackDiscord } from './loopback-discord.ts'
import { openRealApp } from './real-app.ts'

const TOKEN = 'not-a-real-token'
let app: App
let discord: LoopbackDiscord
let bot: Bot
beforeAll(async () => {
  app = await openRealApp()
  discord = await startLoopbackDiscord(TOKEN)
  const registration = { load: () => undefined, save: () => {} }
  bot = await startBot({
    token: TOKEN,
    apiBase: discord.apiBase,
    commands,
    app,
    log: pino({ level: 'silent' }),
    registration,
    drawChart: (chart) => chartPng(chart, join(import.meta.dirname, '../../data/fonts/DejaVuSans.ttf')),
  })
})
afterAll(async () => {
  await bot.stop()
  await discord.close()
  await app.close()
  expect(discord.faults).toEqual([])
})

/** Every quote a message shows is found, character for character, in a stored abstract. */
function expectVerbatim(shown: Shown): number {
  const quotes = shown.cards.flatMap(({ text }) => shownBlockQuotes(text ?? ''))
  const abstracts = [...app.library.each()].map(({ paper }) => paper.abstract)
  for (const quote of quotes)
    expect(
      abstracts.some((abstract) => abstract.includes(quote)),
      quote,
    ).toBe(true)
  return quotes.length
}

it('answers /ask with the sentence, as printed in the abstract', async () => {
  const shown = await discord.command('ask', { question: 'how small is the storage Token Recycling needs?' })
  expect(expectVerbatim(shown)).toBeGreaterThan(0)
  expect(shown.cards[0]?.url).toBe('https://arxiv.org/abs/2408.08696')
  expect(shownBlockQuotes(shown.cards[0]?.text ?? '')[0]).toContain('\\textless2MB')
})

it('says so when nothing answers, and marks the nearest sentences', async () => {
  const shown = await discord.command('ask', { question: 'anyone know a good pizza place nearby' })
  expect(shown.content).toContain('Nothing in these papers answers that')
})

it('turns the pages of /search until the last paper, every quote verbatim', async () => {
  let shown = await discord.command('search', { query: 'language models', limit: 50 })
  const titles = new Set<string | undefined>()
  for (;;) {
    expectVerbatim(shown)
    for (const { url } of shown.cards) titles.add(url)
    const next = shown.buttons.find(({ label }) => label === 'Next')
    if (!next || next.disabled) break
    shown = await discord.click(shown, 'Next')
  }
  titles.delete(undefined)
  expect(titles.size).toBe(50)
})

it('completes papers to their ids, which /paper then takes', async () => {
  const [first] = await discord.autocomplete('paper', 'paper', 'bright')
  expect(first).toMatchObject({ value: '2403.11273', name: expect.stringContaining('BrightDreamer') })
  const shown = await discord.command('paper', { paper: first?.value ?? '' })
  expect(expectVerbatim(shown)).toBeGreaterThan(5)
})

it.each([
  ['claims', { query: 'speedups above 3x' }],
  ['similar', { paper: 'BrightDreamer' }],
  ['topic', { topic: 'KV cache' }],
  ['stats', {}],
  ['help', {}],
])('serves /%s inside the limits', async (name, options) => {
  const shown = await discord.command(name, options)
  expectVerbatim(shown)
  expect(shown.cards.length).toBeGreaterThan(0)
})

it('names an unknown paper and the mend', async () => {
  const shown = await discord.command('paper', { paper: 'qqqq zzzz' })
  expect(shown.content).toContain('No paper here is “qqqq zzzz”')
})

it('answers /claims with a chart that has alt text, on its first page only', async () => {
  const shown = await discord.command('claims', { query: 'speedups above 2x' })
  expect(expectVerbatim(shown)).toBeGreaterThan(3)
  expect(shown.files.map(({ name }) => name)).toEqual(['numbers.png'])
  expect(shown.files[0]?.text.slice(1, 4)).toBe('PNG')
  expect(shown.files[0]?.description).toContain('Bar chart of speed-up')
  const few = await discord.command('claims', { query: 'runs at 30 fps or better', limit: 1 })
  expect(few.files).toEqual([])
})

it('completes the metrics and units that the papers report', async () => {
  expect((await discord.autocomplete('claims', 'metric', 'fi')).map(({ value }) => value)).toContain('FID')
  expect((await discord.autocomplete('claims', 'unit', ''))[0]?.value).toBe('%')
})

it('answers /verify with both versions, the numbers that differ in bold', async () => {
  const shown = await discord.command('verify', { text: 'Token Recycling requires <3MB of additional storage.' })
  const description = shown.cards[0]?.text ?? ''
  expect(expectVerbatim(shown)).toBe(1)
  expect(description).toContain('You wrote:')
  expect(description).toContain('**3MB**')
  expect(description).toContain('**2MB**')
})

it('offers no command that reads files of the host', () => {
  expect(discord.registrations[0]?.map((command) => (command as { name: string }).name)).not.toContain('import')
})

it('asks the first paper of an answer for more, at the press of a button', async () => {
  const first = await discord.command('ask', { question: 'how small is the storage Token Recycling needs?' })
  const more = await discord.click(first, 'More from the first paper')
  expect(expectVerbatim(more)).toBeGreaterThan(3)
  expect(more.cards.map(({ url }) => url).filter(Boolean)).toEqual(['https://arxiv.org/abs/2408.08696'])
})

it('asks on from an answer in a form', async () => {
  const first = await discord.command('ask', { question: 'how small is the storage Token Recycling needs?' })
  const next = await discord.fillIn(first, 'Ask a follow-up', 'and what speedup does it achieve?')
  expectVerbatim(next)
  expect(shownBlockQuotes(next.cards[0]?.text ?? '')[0]).toContain('2x speedup')
})

it('answers a message that mentions it, and a reply to its answer in view of that answer', async () => {
  discord.say('<@1000000000000000001> how small is the storage Token Recycling needs?', { mentions: true })
  await expect.poll(() => discord.said.length).toBe(1)
  const [first] = discord.said
  if (!first) throw new Error('nothing was said')
  expect(expectVerbatim(first)).toBeGreaterThan(0)
  discord.say('and how much faster is it?', { mentions: true, repliesTo: first })
  await expect.poll(() => discord.said.length).toBe(2)
  const urls = discord.said[1]?.cards.map(({ url }) => url)
  expect(urls?.filter(Boolean)).toEqual(['https://arxiv.org/abs/2408.08696'])
})

it('answers a private message that mentions nobody', async () => {
  const question = 'how small is the storage Token Recycling needs?'
  discord.say(question, { mentions: false, channelId: discord.privateChannel(READER) })
  const answers = () => discord.privateMessages(READER).filter(({ author }) => author !== READER)
  await expect.poll(() => answers().length).toBe(1)
  expect(answers()[0]?.content).toContain('Token Recycling')
})

it('leaves alone what is not said to it', async () => {
  const before = discord.said.length
  discord.say('', { mentions: false })
  await discord.command('stats')
  expect(discord.said).toHaveLength(before)
})
