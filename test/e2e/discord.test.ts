import { pino } from 'pino'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { z } from 'zod'
import { quoteOf, quoteText } from '../../src/answer/quote.ts'
import { defineCommand } from '../../src/command.ts'
import { type Bot, startBot } from '../../src/discord/bot.ts'
import { UserError } from '../../src/errors.ts'
import { paperSchema } from '../../src/papers/paper.ts'
import { shownBlockQuotes } from '../fakes/discord-markdown.ts'
import { stubApp } from '../fakes/stub-app.ts'
import { type LoopbackDiscord, startLoopbackDiscord } from './loopback-discord.ts'

const TOKEN = 'not-a-real-token'
const paper = paperSchema.parse({
  id: '2501.00001',
  title: 'Fast *things*',
  abstract: 'It is 3.5x faster. @everyone `wins`.',
  url: 'https://arxiv.org/abs/2501.00001',
})
const quote = quoteOf(paper, 'abstract', { start: 0, end: paper.abstract.length })
const title = { quote: quoteOf(paper, 'title', { start: 0, end: paper.title.length }), url: paper.url }
const requests = new Map<string, string>()
const app = stubApp(
  {
    quoteText: (wanted: typeof quote) => quoteText(wanted, paper),
    suggest: (_what: string, words: string, limit: number) =>
      Array.from({ length: limit + 5 }, (_, index) => ({
        value: `id-${index}`,
        label: `${words} ${'long '.repeat(40)}`,
      })),
  },
  requests,
)

const say = defineCommand({
  name: 'say',
  description: 'Says the quote so many times',
  options: z.object({
    times: z.number().int().min(1).max(200).default(1).describe('How often'),
    question: z.string().describe('What to ask'),
    onlyNew: z.boolean().optional().describe('New ones only'),
  }),
  example: 'say hello',
  async run(_app, { times, question, onlyNew }) {
    const card = { title, quotes: [{ quote, bold: [{ start: 6, end: 10 }] }], lines: [`new: ${onlyNew}`] }
    return { result: times, reply: { heading: question, cards: Array.from({ length: times }, () => card) } }
  },
})
const fail = defineCommand({
  name: 'fail',
  description: 'Fails',
  options: z.object({
    how: z.enum(['user', 'bug']).describe('In which way'),
    paper: z.string().optional().describe('A paper'),
  }),
  completes: { paper: 'papers' },
  example: 'fail user',
  async run(_app, { how }) {
    if (how === 'user') throw new UserError('no_such', 'No *such* paper.')
    throw new Error(`a secret detail and ${TOKEN}`)
  },
})
const hostOnly = defineCommand({ ...say, name: 'import', only: 'terminal' })

let discord: LoopbackDiscord
let bot: Bot | undefined
let logged: string[]
let hash: string | undefined

function start(apiBase = discord.apiBase, token = TOKEN): Promise<Bot> {
  const log = pino({ level: 'info' }, { write: (line: string) => logged.push(line) })
  const save = (saved: string) => {
    hash = saved
  }
  const registration = { load: () => hash, save }
  return startBot({
    token,
    apiBase,
    commands: [say, fail, hostOnly],
    app,
    log,
    registration,
    drawChart: async () => Buffer.from('png'),
  })
}

beforeEach(async () => {
  logged = []
  hash = undefined
  discord = await startLoopbackDiscord(TOKEN)
})
afterEach(async () => {
  await bot?.stop()
  bot = undefined
  await discord.close()
  expect(discord.faults).toEqual([])
  expect(logged.join('')).not.toContain(TOKEN)
})

it('registers its commands once, and not again when nothing changed', async () => {
  const first = await start()
  await first.stop()
  bot = await start()
  expect(discord.identifies).toBe(2)
  expect(discord.registrations).toHaveLength(1)
  expect(discord.registrations[0]).toMatchObject([
    {
      name: 'say',
      integration_types: [0, 1],
      contexts: [0, 1, 2],
      options: [
        { name: 'question', type: 3, required: true },
        { name: 'times', type: 4, required: false, min_value: 1, max_value: 200 },
        { name: 'only-new', type: 5, required: false },
      ],
    },
    {
      name: 'fail',
      options: [{ name: 'how', choices: [{ value: 'user' }, { value: 'bug' }] }, { autocomplete: true }],
    },
  ])
})

it('answers a command with a quote that shows as it is stored', async () => {
  bot = await start()
  const shown = await discord.command('say', { question: 'how *fast*?', 'only-new': true })
  expect(shown.content).toBe('-# how \\*fast\\*?')
  expect(shown.cards).toHaveLength(1)
  expect(shown.cards[0]).toMatchObject({ title: 'Fast \\*things\\*', url: paper.url })
  expect(shown.cards[0]?.text).toContain('**3.5x**')
  expect(shown.cards[0]?.text).toContain('-# new\\: true')
  expect(shownBlockQuotes(shown.cards[0]?.text ?? '')).toEqual([paper.abstract])
  expect(shown.buttons).toEqual([])
})

it('turns pages by button, also after a restart', async () => {
  bot = await start()
  const first = await discord.command('say', { question: 'q', times: 40 })
  expect(first.cards).toHaveLength(15)
  const second = await discord.click(first, 'Next')
  await bot.stop()
  bot = await start()
  const third = await discord.click(second, 'Next')
  expect(third.cards).toHaveLength(10)
  expect(third.content).toContain('page 3 of 3')
  expect(third.buttons).toMatchObject([{ disabled: false }, { disabled: true }])
})

it('turns the pages of a long request after a restart too, and says to ask again when it is not kept any more', async () => {
  bot = await start()
  const first = await discord.command('say', { question: 'why '.repeat(60), times: 40 })
  expect((await discord.click(first, 'Next')).content).toContain('page 2 of 3')
  await bot.stop()
  bot = await start()
  expect((await discord.click(first, 'Next')).content).toContain('page 2 of 3')
  requests.clear()
  const gone = await discord.click(first, 'Next')
  expect(gone).toMatchObject({ ephemeral: true, content: expect.stringContaining('ask it again') })
  expect(await discord.clickId('p:1:abc:={broken')).toMatchObject({ ephemeral: true })
})

it('says what is wrong with an option in the language of the reader', async () => {
  bot = await start()
  const { content } = await discord.command('say', { question: 'q', times: 500 }, { locale: 'de' })
  expect(content).toMatch(/Zu groß.*200.*500/)
  expect((await discord.command('say', { question: 'q', times: 500 })).content).toMatch(/Too big.*200.*500/)
})

it('completes papers', async () => {
  bot = await start()
  const choices = await discord.autocomplete('fail', 'paper', 'fast')
  expect(choices).toHaveLength(25)
  expect(choices[0]?.value).toBe('id-0')
  expect(await discord.autocomplete('say', 'question', 'fast')).toEqual([])
})

it('shows a user error in its words and a bug as a sentence with the id that the log has', async () => {
  bot = await start()
  expect((await discord.command('fail', { how: 'user' })).content).toBe('No \\*such\\* paper.')
  expect((await discord.command('say', { question: 'q', times: 500 })).content).toContain('times')
  const { content } = await discord.command('fail', { how: 'bug' })
  expect(content).not.toContain('secret detail')
  const id = /[0-9a-f]{8}/.exec(content)?.[0] ?? 'none'
  expect(logged.find((line) => line.includes(id))).toContain('secret detail')
})

it.each<[string, 2 | 3 | 5, object]>([
  ['a command on a person', 2, { id: '1', name: 'Who', type: 2, target_id: '5', resolved: { users: {} } }],
  ['a menu', 3, { component_type: 3, custom_id: 'old', values: ['a'] }],
  ['a form without its field', 5, { custom_id: 'f:0', components: [] }],
])('says that it does not know %s', async (_what, type, data) => {
  bot = await start()
  const asked = discord.interact(type, data, {}, discord.emptyMessage({}))
  await expect.poll(() => asked.message?.content).toContain('I no longer know')
  expect(asked.answers).toBe(1)
})

it('gives no choices where nothing is being typed', async () => {
  bot = await start()
  const asked = discord.interact(4, { id: '1', name: 'fail', type: 1, options: [] })
  await expect.poll(() => asked.choices).toEqual([])
})

it('shows half a character as one that is missing', async () => {
  bot = await start()
  expect((await discord.command('say', { question: 'half \ud83d of' })).content).toBe('-# half \ufffd of')
})

it('counts a repeated acknowledgement as made, and drops an interaction Discord forgot', async () => {
  bot = await start()
  discord.repeatNextAck = true
  expect((await discord.command('say', { question: 'twice' })).content).toBe('-# twice')
  discord.forgetNext = true
  discord.sendCommand('say', { question: 'gone' })
  await expect.poll(() => logged.join('')).toContain('too late to answer')
})

it('goes on answering after the connection dropped', async () => {
  bot = await start()
  await discord.drop()
  expect(discord.resumes).toBe(1)
  expect((await discord.command('say', { question: 'still there?' })).content).toBe('-# still there?')
})

it('says what to do about a wrong token', async () => {
  await expect(start(discord.apiBase, 'wrong')).rejects.toThrow(UserError)
})
