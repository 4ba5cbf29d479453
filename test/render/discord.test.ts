import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Quote, quoteOf, quoteText } from '../../src/answer/quote.ts'
import { type Paper, paperSchema } from '../../src/papers/paper.ts'
import { pageButtons, parseButtonId } from '../../src/render/buttons.ts'
import { discordMessage, discordPages } from '../../src/render/discord.ts'
import { escapeMarkdown } from '../../src/render/markdown.ts'
import { KEY_ROOM } from '../../src/render/page-request.ts'
import type { Card, Reply } from '../../src/render/reply.ts'
import { sayEnglish } from '../../src/say/say.ts'
import { type Component, readComponents } from '../e2e/loopback-components.ts'
import { checkedMessage } from '../e2e/loopback-discord.ts'
import { markdownEffects, renderMarkdown, shownBlockQuotes } from '../fakes/discord-markdown.ts'

const HOSTILE = [
  ...['*', '**', '_', '__', '`', '```', '~~', '||', '# ', '### ', '-# ', '- ', '* ', '+ ', '1. ', '12. ', '> ', '>>> '],
  ...['\\', '\n', '\n\n', ' ', '[a](https://b.c)', '<@1>', '<@&1>', '<#1>', '<:e:1>', '<t:1>', '<t:1:R>', '</a:1>'],
  ...[
    '<id:home>',
    '@everyone',
    '@here',
    'https://a.b/c_d_e',
    '<https://a.b>',
    ':smile:',
    'word',
    '3.5x',
    '2',
    'é',
    '😀',
  ],
]
const hostile = (maxLength: number, minLength = 0) =>
  fc.array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string()), { minLength, maxLength }).map((parts) => parts.join(''))

it('shows escaped text as the same characters, without any effect', () => {
  fc.assert(
    fc.property(hostile(12), (text) => {
      expect(renderMarkdown(escapeMarkdown(text))).toBe(text)
      expect(markdownEffects(escapeMarkdown(text))).toEqual([])
    }),
    { numRuns: 3000 },
  )
})

it('has a model of Discord in which unescaped text does not show as it is', () => {
  for (const text of ['**a**', '_a_', '# a', '- a', '> a', '`a`', '<@1>', '[a](https://b.c)', '\\*', ':a:', '-# a']) {
    expect(renderMarkdown(text)).not.toBe(text)
  }
  expect(markdownEffects('see https://a.b @everyone')).toEqual(['link', 'mention'])
})

const words = (length: number) =>
  fc.oneof(
    hostile(20, 1),
    hostile(12, 1).map((part) => `${part} `.repeat(length)),
  )
const paper = fc
  .record({
    title: hostile(12, 1).filter((title) => title !== ''),
    abstract: words(250).filter((text) => text.trim() !== ''),
  })
  .map(({ title, abstract }) =>
    paperSchema.parse({
      id: 'p',
      title: title.slice(0, 1000),
      abstract: abstract.slice(0, 9000),
      url: 'https://a.b/(c)',
    }),
  )
const card = (source: Paper): fc.Arbitrary<Card> => {
  const offset = fc.integer({ min: 0, max: source.abstract.length })
  return fc.record({
    title: fc.option(
      fc.constantFrom('https://a.b/(c)', 'nonsense').map((url) => ({
        quote: quoteOf(source, 'title', { start: 0, end: source.title.length }),
        url,
      })),
      { nil: undefined },
    ),
    quotes: fc.array(
      fc
        .array(
          fc.tuple(offset, offset).map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) })),
          { maxLength: 4 },
        )
        .map((bold) => ({
          quote: quoteOf(source, 'abstract', { start: 0, end: source.abstract.length }),
          bold,
        })),
      { maxLength: 3 },
    ),
    table: fc.constant({
      columns: ['paper', 'value'],
      rows: [
        ['a_b', '3x'],
        ['c', '4x'],
      ],
    }),
    links: fc.array(fc.record({ label: hostile(3, 1), url: fc.constantFrom('https://a.b/(c)', 'ftp://x') }), {
      maxLength: 4,
    }),
    lines: fc.array(hostile(30), { maxLength: 3 }),
  })
}
const scene = paper.chain((source) =>
  fc.record({
    source: fc.constant(source),
    reply: fc.record({ heading: words(100), cards: fc.array(card(source), { maxLength: 14 }), footer: hostile(10) }),
  }),
)

const show = (source: Paper) => ({
  text: (quote: Quote) => quoteText(quote, source),
  say: sayEnglish,
  version: 'abcdef',
})

it('makes only messages that Discord takes', () => {
  fc.assert(
    fc.property(scene, ({ source, reply }) => {
      const pages = discordPages(reply, show(source))
      for (const page of pages) expect(checkedMessage(page)).toBeTypeOf('object')
      const request = { command: 'ask', options: { question: reply.heading } }
      const last = discordMessage(reply, show(source), { page: pages.length, request, canShare: true })
      expect(checkedMessage(last)).toBeTypeOf('object')
    }),
    { numRuns: 100 },
  )
})

it('shows every quote whole and exactly, in order', () => {
  fc.assert(
    fc.property(scene, ({ source, reply }) => {
      const shown = discordPages(reply, show(source))
        .flatMap(({ components }) =>
          readComponents(components as Component[]).cards.flatMap(({ text }) => shownBlockQuotes(text)),
        )
        .join('')
      expect(shown).toBe(source.abstract.repeat(reply.cards.flatMap(({ quotes }) => quotes).length))
    }),
    { numRuns: 150 },
  )
})

it('continues a quote that is too long on the next page, marked', () => {
  const source = paperSchema.parse({ id: 'p', title: 't', abstract: 'word '.repeat(1500), url: 'https://a.b' })
  const quote = quoteOf(source, 'abstract', { start: 0, end: source.abstract.length })
  const reply: Reply = { heading: 'h', cards: [{ quotes: [{ quote, bold: [] }] }] }
  const pages = discordPages(reply, show(source))
  expect(pages).toHaveLength(4)
  const texts = pages.map(({ components }) => readComponents(components as Component[]).cards.map(({ text }) => text))
  expect(texts[0]?.at(-1)).toMatch(/word \n-# This quote continues/)
  expect(texts[1]?.[0]).toMatch(/^-# The quote of the previous page continues:\n> word/)
})

it('keeps buttons inside the limit and reads them back', () => {
  const [row] = pageButtons(9998, 9999, { key: 'k'.repeat(KEY_ROOM), version: 'abcdef' }, sayEnglish)
  const targets = row?.components.map(({ custom_id }) => parseButtonId(custom_id))
  expect(targets).toMatchObject([{ page: 9997, version: 'abcdef' }, { page: 9999 }])
  expect(() => pageButtons(1, 3, { key: 'k'.repeat(100), version: 'a' }, sayEnglish)).toThrow(RangeError)
  expect(pageButtons(0, 1, { key: 'k', version: 'a' }, sayEnglish)).toEqual([])
})
