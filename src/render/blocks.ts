import type { Quote } from '../answer/quote.ts'
import type { Span } from '../papers/paper.ts'
import type { Say } from '../say/say.ts'
import { linkLabel } from './link-label.ts'
import { escapeMarkdown } from './markdown.ts'
import type { Card, CardLink, OwnLine, ShownQuote } from './reply.ts'

/** A piece of a card's text that stays in one message. `breaks`: the rest of the same quote is the next block. */
export interface Block {
  markdown: string
  breaks?: boolean
}

/** What rendering needs to know of the quotes' words and of the reader. */
export interface Wording {
  text(quote: Quote): string
  say: Say
}

// Room for a block in UTF-16 units: with a title and a heading beside it, it is less than Discord's 4,000 characters, and
// less than its 10,170 bytes if every unit takes three.
const BLOCK = 2400
// Longer titles are shown whole as text, with their link below.
const TITLE = 300
const LABEL = 200

/** A card's linked title as a heading; nothing when it has none, or one that a heading cannot hold. */
export function headOf({ title }: Card, { text }: Wording): string | undefined {
  if (!title) return undefined
  const words = text(title.quote)
  const markdown = escapeMarkdown(words)
  if (!isOneLine(words) || markdown.length > TITLE) return undefined
  // Discord ends a link's text at an unbalanced bracket, and shows no link whose text looks like another address.
  const isLinkable = isWeb(title.url) && !/[[\]]|:\/\/|\.\w+\//.test(words)
  return isLinkable ? `### [${markdown}](${address(title.url)})` : `### ${markdown}`
}

/** What a card says below its heading. */
export function blocksOf(card: Card, wording: Wording, isNearest: boolean): Block[] {
  const { say, text } = wording
  const head = headOf(card, wording)
  const links = [...(card.links ?? [])]
  const blocks: Block[] = []
  if (card.title && !head?.startsWith('### [')) {
    const title = text(card.title.quote)
    const whole = [{ start: 0, end: title.length }]
    if (!head && title.trim() !== '') blocks.push(...pieces(title, (from, to) => marked(title, from, to, whole), say))
    links.unshift({ label: say('card.open'), url: card.title.url })
  }
  if (card.pasted) blocks.push(...pastedBlocks(card.pasted, say))
  if (isNearest && card.quotes.length > 0) blocks.push(...ownBlocks(say('card.notAnAnswer')))
  for (const shown of card.quotes) blocks.push(...quoteBlocks(shown, text(shown.quote), say))
  const [table, lines] = [tableLines(card.table), card.lines ?? []]
  // Beside quotes a table says what is in them, and lines what to make of it; without any, the lines say what the table is.
  const own = card.quotes.length > 0 ? [...table, ...lines] : [...lines, ...table]
  for (const line of own) blocks.push(...ownBlocks(line))
  for (const row of linkRows(links, say)) blocks.push({ markdown: row })
  return blocks
}

/** A line of the bot's own as small print. One with marked words is short, so it is never cut. */
export function ownBlocks(line: OwnLine): Block[] {
  const { text, bold } = typeof line === 'string' ? { text: oneLine(line), bold: [] } : line
  if (text.trim() === '') return []
  if (bold.length > 0) return [{ markdown: `-# ${marked(text, 0, text.length, merged(bold, text))}` }]
  return [{ markdown: `-# ${clipped(escapeMarkdown(text), BLOCK - 3)}` }]
}

/** One text after another, so that two quotes stay two. */
export function joined(before: string | undefined, after: string): string {
  if (!before) return after
  // A blank line ends a `> ` block; small print and headings need none.
  const lastLine = before.slice(before.lastIndexOf('\n') + 1)
  const isApart = after.startsWith('-# ') || lastLine.startsWith('-# ') || lastLine.startsWith('### ')
  return isApart ? `${before}\n${after}` : `${before}\n\n${after}`
}

/** The bot's own words cut to a length; a quote is never cut. Does not leave half an escape or half a character. */
export function clipped(words: string, length: number): string {
  if (words.length <= length) return words
  return `${words.slice(0, length - 1).replace(/\\+$|[\uD800-\uDBFF]$/, '')}…`
}

export function oneLine(words: string): string {
  return words.replace(/\s+/g, ' ').trim()
}

// A heading's text is trimmed and ends with its line.
function isOneLine(words: string): boolean {
  return words !== '' && words === words.trim() && !/[\n\r\u2028\u2029]/.test(words)
}

function pastedBlocks({ text, bold, by }: NonNullable<Card['pasted']>, say: Say): Block[] {
  const shown = pieces(text, (start, end) => marked(text, start, end, merged(bold, text)), say)
  return [{ markdown: `-# ${say(by === 'reporter' ? 'card.reporterWrote' : 'card.youWrote')}` }, ...shown]
}

function quoteBlocks({ quote, bold }: ShownQuote, words: string, say: Say): Block[] {
  const inQuote = bold.map(({ start, end }) => ({ start: start - quote.start, end: end - quote.start }))
  const spans = merged(inQuote, words)
  return pieces(words, (start, end) => `> ${marked(words, start, end, spans).replaceAll('\n', '\n> ')}`, say)
}

/** One block if it fits; otherwise pieces split behind white space, together exactly the whole text. */
function pieces(words: string, show: (start: number, end: number) => string, say: Say): Block[] {
  const blocks: Block[] = []
  let start = 0
  while (start < words.length) {
    const end = pieceEnd(words, start, show)
    const breaks = end < words.length
    const markdown = show(start, end)
    blocks.push(breaks ? { markdown: `${markdown}\n-# ${say('card.quoteGoesOn')}`, breaks } : { markdown })
    start = end
  }
  return blocks
}

function pieceEnd(words: string, start: number, show: (start: number, end: number) => string): number {
  if (show(start, words.length).length <= BLOCK) return words.length
  let fits = start + 1
  let tooFar = Math.min(words.length, start + BLOCK)
  while (tooFar - fits > 1) {
    const middle = Math.floor((fits + tooFar) / 2)
    if (show(start, middle).length <= BLOCK) fits = middle
    else tooFar = middle
  }
  for (let end = fits; end > start + 1; end--) if (/\s/.test(words.charAt(end - 1))) return end
  // No white space in two thousand characters: at least no character is cut in two.
  const splitsPair = /[\uD800-\uDBFF]/.test(words.charAt(fits - 1)) && fits > start + 1
  return splitsPair ? fits - 1 : fits
}

/** `words[start, end)` escaped, with the parts in `bold`, which `merged` gave, in bold. */
function marked(words: string, start: number, end: number, bold: Span[]): string {
  let markdown = ''
  let at = start
  for (const span of bold) {
    const from = Math.max(span.start, at)
    const to = Math.min(span.end, end)
    if (from >= to || words.slice(from, to).trim() === '') continue
    markdown += `${escapeMarkdown(words.slice(at, from))}**${escapeMarkdown(words.slice(from, to))}**`
    at = to
  }
  return markdown + escapeMarkdown(words.slice(at, end))
}

function isInPair(words: string, at: number): boolean {
  return /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(words.slice(at - 1, at + 1))
}

/** Spans of `words`, sorted, no character cut in two, and touching ones made one: `**a****b**` would show asterisks. */
function merged(spans: readonly Span[], words: string): Span[] {
  const whole = spans.map(({ start, end }) => ({
    start: start - Number(isInPair(words, start)),
    end: end + Number(isInPair(words, end)),
  }))
  const result: Span[] = []
  for (const { start, end } of whole.sort((a, b) => a.start - b.start)) {
    const last = result.at(-1)
    if (last && start <= last.end) last.end = Math.max(last.end, end)
    else if (start < end) result.push({ start, end })
  }
  return result
}

function tableLines(table: Card['table']): string[] {
  if (!table) return []
  return table.rows.map((row) => row.filter((cell) => cell.trim() !== '').join(' · '))
}

/** Links side by side, in as few rows as fit. Only web addresses: Discord refuses others. */
function linkRows(links: readonly CardLink[], say: Say): string[] {
  const rows: string[] = []
  for (const shown of links.filter(({ url }) => isWeb(url))) {
    const label = clipped(escapeMarkdown(oneLine(linkLabel(shown, say))), LABEL)
    const link = `[${label}](${address(shown.url)})`
    const last = rows.at(-1)
    if (last !== undefined && last.length + link.length + 3 <= BLOCK) rows[rows.length - 1] = `${last} · ${link}`
    else rows.push(link)
  }
  return rows
}

function address(url: string): string {
  return new URL(url).href.replace(/[()<>]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
}

// Longer ones would leave no room for the words beside them.
const ADDRESS = 1000

function isWeb(url: string): boolean {
  return url.length <= ADDRESS && /^https?:\/\//i.test(url) && URL.canParse(url) && new URL(url).href.length <= ADDRESS
}
