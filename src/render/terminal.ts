import { styleText } from 'node:util'
import type { Quote } from '../answer/quote.ts'
import type { Span } from '../papers/paper.ts'
import { sayEnglish } from '../say/say.ts'
import { linkLabel } from './link-label.ts'
import type { Card, Reply, ShownQuote } from './reply.ts'

interface Look {
  colour: boolean
  /** Columns that quotes are wrapped to; Infinity leaves each on one line. */
  width: number
}

const BAR = '  │ '
const NARROWEST = 20

/** A reply for a terminal: quotes behind a bar with their numbers in bold; the bot's own words dim. */
export function terminalText(reply: Reply, text: (quote: Quote) => string, { colour, width }: Look): string {
  const style = (format: 'bold' | 'dim', words: string) =>
    colour && words ? styleText(format, words, { validateStream: false }) : words
  const shown = ({ quote, bold }: ShownQuote) => {
    const words = text(quote)
    const marks = bold.map(({ start, end }) => ({ start: start - quote.start, end: end - quote.start }))
    return wrapped(words, Math.max(NARROWEST, width - BAR.length)).map((line) => {
      const parts = cut(line, marks).map(({ start, end, marked }) => {
        const part = visible(words.slice(start, end))
        return marked ? style('bold', part) : part
      })
      return `${BAR}${parts.join('')}`
    })
  }
  const written = ({ text: words, bold }: NonNullable<Card['pasted']>) =>
    cut({ start: 0, end: words.length }, bold)
      .map(({ start, end, marked }) =>
        marked ? style('bold', oneLine(words.slice(start, end))) : oneLine(words.slice(start, end)),
      )
      .join('')
  const card = ({ title, pasted, quotes, table, links, lines }: Card) => [
    ...(title ? [`${style('bold', oneLine(text(title.quote)))}  ${style('dim', oneLine(title.url))}`] : []),
    ...(pasted
      ? [
          `${style('dim', `  ${sayEnglish(pasted.by === 'reporter' ? 'card.reporterWrote' : 'card.youWrote')}`)} ${written(pasted)}`,
        ]
      : []),
    ...quotes.flatMap(shown),
    ...(table ? aligned(table).map((line) => style('dim', `  ${line}`)) : []),
    ...(links && links.length > 0
      ? [style('dim', `  ${links.map((link) => `${linkLabel(link, sayEnglish)}: ${oneLine(link.url)}`).join('  ')}`)]
      : []),
    ...(lines ?? []).map((line) => style('dim', `  ${visible(typeof line === 'string' ? line : line.text)}`)),
  ]
  const blocks = [
    [visible(reply.heading)],
    ...reply.cards.map(card),
    ...(reply.files ?? []).map(({ text: file }) => file.split('\n').map(oneLine)),
    ...(reply.footer ? [[style('dim', visible(reply.footer))]] : []),
  ]
  return `${blocks.map((block) => block.join('\n')).join('\n\n')}\n`
}

/** The columns of a stream that is a terminal, otherwise Infinity: a pipe gets each quote on one line. */
export function widthOf(stream: NodeJS.WritableStream): number {
  return 'columns' in stream && typeof stream.columns === 'number' && stream.columns > 0
    ? stream.columns
    : Number.POSITIVE_INFINITY
}

/** Lines of at most `width` characters, broken at spaces and at the text's own line ends. */
function wrapped(text: string, width: number): Span[] {
  const lines: Span[] = []
  for (const { 0: word, index } of text.matchAll(/\S+/g)) {
    const line = lines.at(-1)
    const end = index + word.length
    if (line && !text.slice(line.end, index).includes('\n') && visible(text.slice(line.start, end)).length <= width) {
      line.end = end
    } else {
      lines.push({ start: index, end })
    }
  }
  return lines
}

/** A line cut where marks begin and end. */
function cut(line: Span, marks: readonly Span[]): (Span & { marked: boolean })[] {
  const edges = [line.start, line.end, ...marks.flatMap(({ start, end }) => [start, end])]
  const inside = [...new Set(edges)].filter((at) => at >= line.start && at <= line.end).sort((a, b) => a - b)
  return inside.slice(1).map((end, i) => {
    const start = inside[i] ?? line.start
    return { start, end, marked: marks.some((mark) => mark.start <= start && end <= mark.end) }
  })
}

function aligned({ columns, rows }: NonNullable<Card['table']>): string[] {
  const all = [...(columns.some(Boolean) ? [columns] : []), ...rows]
  const widths = columns.map((_, i) => Math.max(...all.map((row) => oneLine(row[i] ?? '').length)))
  return all.map((row) =>
    row
      .map((cell, i) => oneLine(cell).padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}

function oneLine(text: string): string {
  return visible(text.replace(/\s+/g, ' '))
}

/** Control characters as visible escapes: a paper's text must not steer the terminal. */
function visible(text: string): string {
  return [...text].map((c) => (/\p{Cc}/u.test(c) && !'\n\t'.includes(c) ? `\\x${hex(c)}` : c)).join('')
}

function hex(character: string): string {
  return character.charCodeAt(0).toString(16).padStart(2, '0')
}
