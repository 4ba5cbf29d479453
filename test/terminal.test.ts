import { expect, it } from 'vitest'
import { type Quote, quoteOf, quoteText } from '../src/answer/quote.ts'
import { paperSchema } from '../src/papers/paper.ts'
import type { Reply } from '../src/render/reply.ts'
import { terminalText } from '../src/render/terminal.ts'

const BOLD = '\x1b[1m'
const BOLD_END = '\x1b[22m'

const paperOf = (abstract: string, title = 'A title') => paperSchema.parse({ id: 'p', title, abstract, url: 'u' })

/** The whole abstract as one quote under its title. */
function show(
  abstract: string,
  { bold = [] as string[], colour = false, width = 80, title = 'A title', url = 'u' } = {},
) {
  const paper = paperOf(abstract, title)
  const quote = quoteOf(paper, 'abstract', { start: 0, end: abstract.length })
  const spans = bold.map((words) => ({ start: abstract.indexOf(words), end: abstract.indexOf(words) + words.length }))
  const titleQuote = quoteOf(paper, 'title', { start: 0, end: title.length })
  const reply: Reply = {
    heading: 'One paper',
    cards: [{ title: { quote: titleQuote, url }, quotes: [{ quote, bold: spans }] }],
  }
  return terminalText(reply, (q: Quote) => quoteText(q, paper), { colour, width })
}

it('shows plain text without marks', () => {
  expect(show('It is *3x* faster.', { bold: ['3x'] })).toBe('One paper\n\nA title  u\n  │ It is *3x* faster.\n')
})

it('wraps a quote behind the bar, and keeps bold across a line end inside each line', () => {
  const text = show('Our loom weaves 12.5 percent faster.', { bold: ['12.5 percent'], colour: true, width: 24 })
  expect(text).toContain(`  │ Our loom weaves ${BOLD}12.5${BOLD_END}\n  │ ${BOLD}percent${BOLD_END} faster.`)
})

it('leaves a quote on one line when the width is unbounded, and a long word whole', () => {
  const long = `${'word '.repeat(100)}end`
  expect(show(long, { width: Number.POSITIVE_INFINITY })).toContain(`  │ ${long}\n`)
  expect(show('x'.repeat(50), { width: 1 })).toContain(`  │ ${'x'.repeat(50)}\n`)
})

it('keeps the bar on every line of a quote with line ends', () => {
  expect(show('one\ntwo')).toContain('  │ one\n  │ two\n')
})

it('shows control characters of stored texts instead of sending them', () => {
  const text = show('red \x1b[31m bell \x07 c1 \x9b', { title: 'T\x1b]0;x\x07', url: 'https://x/\x1b[2J' })
  expect(text).toContain('red \\x1b[31m bell \\x07 c1 \\x9b')
  expect(text).toContain('T\\x1b]0;x\\x07  https://x/\\x1b[2J')
  expect(text).not.toContain('\x1b')
})

it('aligns a table and shows links and the bot’s own lines', () => {
  const table = {
    columns: ['number', 'kind'],
    rows: [
      ['2MB', 'memory'],
      ['3', 'speed\x1b'],
    ],
  }
  const card = { quotes: [], table, links: [{ label: 'code', url: 'https://c' }], lines: ['a note'] }
  const text = terminalText({ heading: 'h', cards: [card], footer: 'f' }, () => '', { colour: false, width: 80 })
  expect(text).toBe('h\n\n  number  kind\n  2MB     memory\n  3       speed\\x1b\n  code: https://c\n  a note\n\nf\n')
})
