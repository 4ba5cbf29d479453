import { styleText } from 'node:util'
import type { Quote } from '../answer/quote.ts'
import type { Span } from '../papers/paper.ts'
import type { Card, Reply } from './reply.ts'

interface Look {
  colour: boolean
}

/** A reply for a terminal: quotes behind a bar with their numbers in bold; the bot's own words dim. */
export function terminalText(reply: Reply, text: (quote: Quote) => string, { colour }: Look): string {
  const style = (format: 'bold' | 'dim', words: string) =>
    colour ? styleText(format, words, { validateStream: false }) : words
  const shown = (quote: Quote, bold: readonly Span[]) => {
    const words = text(quote)
    let at = 0
    const parts = [...bold]
      .sort((a, b) => a.start - b.start)
      .flatMap(({ start, end }) => {
        const from = Math.max(at, start - quote.start)
        const plain = visible(words.slice(at, from))
        at = Math.max(from, end - quote.start)
        return [plain, style('bold', visible(words.slice(from, at)))]
      })
    return [...parts, visible(words.slice(at))].join('')
  }
  const card = ({ title, quotes, table, links, lines }: Card) => [
    ...(title ? [`${style('bold', visible(text(title.quote)))}  ${style('dim', title.url)}`] : []),
    ...quotes.map(({ quote, bold }) => `  │ ${shown(quote, bold)}`),
    ...(table ? aligned(table).map((line) => style('dim', `  ${line}`)) : []),
    ...(links && links.length > 0
      ? [style('dim', `  ${links.map(({ label, url }) => `${label}: ${url}`).join('  ')}`)]
      : []),
    ...(lines ?? []).map((line) => style('dim', `  ${visible(line)}`)),
  ]
  const blocks = [
    [visible(reply.heading)],
    ...reply.cards.map(card),
    ...(reply.footer ? [[style('dim', visible(reply.footer))]] : []),
  ]
  return `${blocks.map((block) => block.join('\n')).join('\n\n')}\n`
}

function aligned({ columns, rows }: NonNullable<Card['table']>): string[] {
  const all = [...(columns.some(Boolean) ? [columns] : []), ...rows]
  const widths = columns.map((_, i) => Math.max(...all.map((row) => visible(row[i] ?? '').length)))
  return all.map((row) =>
    row
      .map((cell, i) => visible(cell).padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}

/** Control characters as visible escapes: a paper's text must not steer the terminal. */
function visible(text: string): string {
  return [...text].map((c) => (/\p{Cc}/u.test(c) && !'\n\t'.includes(c) ? `\\x${hex(c)}` : c)).join('')
}

function hex(character: string): string {
  return character.charCodeAt(0).toString(16).padStart(2, '0')
}
