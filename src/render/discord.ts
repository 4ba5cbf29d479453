import type { BarChart } from '../answer/comparable.ts'
import type { Quote } from '../answer/quote.ts'
import type { Span } from '../papers/paper.ts'
import { answerButtons, type DiscordRow, pageButtons } from './buttons.ts'
import { escapeMarkdown } from './markdown.ts'
import { type Card, type OwnLine, type Reply, type ShownQuote, WROTE } from './reply.ts'

export interface DiscordEmbed {
  title?: string
  url?: string
  description?: string
}

/** A file beside a message: a text, or a chart to be drawn, with its alt text. */
export type DiscordFile = { name: string; text: string } | { name: string; chart: BarChart; description: string }

/** One message as Discord's API takes it. Files are kept apart: they are uploaded beside the JSON. */
export interface DiscordPage {
  content: string
  embeds: DiscordEmbed[]
  allowed_mentions: { parse: [] }
  files?: DiscordFile[]
}

// Discord's documented limits, counted here in UTF-16 units, which is never fewer than Discord counts.
const CONTENT = 2000
const TITLE = 256
const DESCRIPTION = 4096
const EMBEDS = 10
const PAGE_TOTAL = 6000
const FILES = 10
const ALT = 1024

const CONTINUES = '-# This quote continues on the next page.'
const CONTINUED = '-# The quote of the previous page continues:'
const SAME_CARD = '-# Continued from above.'

// Room for a block: the description less the marks around it, and less than a page can hold beside any title.
const BLOCK = DESCRIPTION - 200

/** A piece of a card's description that stays in one embed. `breaks`: the rest of the same quote is the next block. */
interface Block {
  markdown: string
  breaks?: boolean
}

/** The reply as messages inside all of Discord's limits, in order. `text` gives the words of a quote. */
export function discordPages(reply: Reply, text: (quote: Quote) => string): DiscordPage[] {
  const cards = reply.footer ? [...reply.cards, { quotes: [], lines: [reply.footer] }] : reply.cards
  const chart = reply.chart
  const pictures = chart ? [{ name: 'numbers.png', chart, description: clipped(chart.alt, ALT) }] : []
  const files = [...pictures, ...(reply.files ?? [])].slice(0, FILES)
  const pages: DiscordEmbed[][] = [[]]
  for (const card of cards) addCard(pages, headOf(card, text), blocksOf(card, text))
  return pages.map((embeds, index) => ({
    content: contentOf(reply.heading, index, pages.length),
    embeds,
    allowed_mentions: { parse: [] },
    ...(index === 0 && files.length > 0 && { files }),
  }))
}

/** A page with the buttons that turn it: the payload of one message. */
export type DiscordMessage = DiscordPage & { components: DiscordRow[] }

/** One page of a reply, counted from 0, or its last one; `key` says which request to run again for the others. */
export function discordMessage(
  reply: Reply,
  text: (quote: Quote) => string,
  key: string,
  page: number,
): DiscordMessage {
  const pages = discordPages(reply, text)
  const index = Math.min(page, pages.length - 1)
  const shown = pages[index]
  if (!shown) throw new Error('a reply without pages')
  return { ...shown, components: [...pageButtons(index, pages.length, key), ...answerButtons(reply.answer)] }
}

function addCard(pages: DiscordEmbed[][], head: DiscordEmbed, blocks: Block[]): void {
  let embed: DiscordEmbed | undefined
  let broken = false
  for (const block of blocks) {
    const page = pages.at(-1) ?? []
    if (embed && !broken && canAppend(page, embed, block)) {
      embed.description = joined(embed.description, block.markdown)
    } else {
      const first = embed === undefined
      const mark = broken ? CONTINUED : first ? undefined : SAME_CARD
      embed = { ...head, description: joined(mark, block.markdown) }
      place(pages, embed, broken)
    }
    broken = block.breaks === true
  }
  if (!embed && head.title) place(pages, { ...head }, false)
}

function canAppend(page: DiscordEmbed[], embed: DiscordEmbed, { markdown }: Block): boolean {
  const added = markdown.length + 2
  return (embed.description?.length ?? 0) + added <= DESCRIPTION && total(page) + added <= PAGE_TOTAL
}

function place(pages: DiscordEmbed[][], embed: DiscordEmbed, onNewPage: boolean): void {
  const page = pages.at(-1)
  const fits = page && page.length < EMBEDS && total(page) + total([embed]) <= PAGE_TOTAL
  if (fits && !(onNewPage && page.length > 0)) page.push(embed)
  else pages.push([embed])
}

function total(embeds: DiscordEmbed[]): number {
  return embeds.reduce((sum, { title = '', description = '' }) => sum + title.length + description.length, 0)
}

function joined(before: string | undefined, after: string): string {
  if (!before) return after
  // A blank line ends a `> ` block, so that two quotes stay two; small print needs none.
  const lastLine = before.slice(before.lastIndexOf('\n') + 1)
  return after.startsWith('-# ') || lastLine.startsWith('-# ') ? `${before}\n${after}` : `${before}\n\n${after}`
}

function contentOf(heading: string, index: number, count: number): string {
  const words = clipped(escapeMarkdown(oneLine(heading)), CONTENT - 60)
  return count > 1 ? `-# ${words} · page ${index + 1} of ${count}` : `-# ${words}`
}

function headOf(card: Card, text: (quote: Quote) => string): DiscordEmbed {
  if (!card.title) return {}
  const title = escapeMarkdown(text(card.title.quote))
  if (!fitsTitle(title)) return {}
  return isWeb(card.title.url) ? { title, url: card.title.url } : { title }
}

function fitsTitle(title: string): boolean {
  return title.length <= TITLE && title.trim() !== ''
}

function blocksOf(card: Card, text: (quote: Quote) => string): Block[] {
  const links = [...(card.links ?? [])]
  const blocks: Block[] = []
  if (card.title) {
    const title = text(card.title.quote)
    if (title.trim() !== '' && !fitsTitle(escapeMarkdown(title))) {
      const whole = [{ start: 0, end: title.length }]
      blocks.push(...pieces(title, (start, end) => marked(title, start, end, whole)))
      links.unshift({ label: 'open', url: card.title.url })
    }
  }
  if (card.pasted) blocks.push(...pastedBlocks(card.pasted))
  for (const shown of card.quotes) blocks.push(...quoteBlocks(shown, text(shown.quote)))
  for (const line of [...tableLines(card.table), ...(card.lines ?? [])]) blocks.push(...ownBlocks(line))
  for (const row of linkRows(links)) blocks.push({ markdown: row })
  return blocks
}

/** A line of the bot's own as small print. One with marked words is short, so it is never cut. */
function ownBlocks(line: OwnLine): Block[] {
  const { text, bold } = typeof line === 'string' ? { text: oneLine(line), bold: [] } : line
  if (text.trim() === '') return []
  if (bold.length > 0) return [{ markdown: `-# ${marked(text, 0, text.length, merged(bold))}` }]
  return [{ markdown: `-# ${clipped(escapeMarkdown(text), BLOCK - 3)}` }]
}

function pastedBlocks({ text, bold, by }: NonNullable<Card['pasted']>): Block[] {
  const shown = pieces(text, (start, end) => marked(text, start, end, merged(bold)))
  return [{ markdown: `-# ${WROTE[by ?? 'asker']}` }, ...shown]
}

function quoteBlocks({ quote, bold }: ShownQuote, words: string): Block[] {
  const spans = merged(bold.map(({ start, end }) => ({ start: start - quote.start, end: end - quote.start })))
  return pieces(words, (start, end) => `> ${marked(words, start, end, spans).replaceAll('\n', '\n> ')}`)
}

/** One block if it fits; otherwise pieces split behind white space, together exactly the whole text. */
function pieces(words: string, show: (start: number, end: number) => string): Block[] {
  const blocks: Block[] = []
  let start = 0
  while (start < words.length) {
    const end = pieceEnd(words, start, show)
    const breaks = end < words.length
    const markdown = show(start, end)
    blocks.push(breaks ? { markdown: `${markdown}\n${CONTINUES}`, breaks } : { markdown })
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
  // No white space in four thousand characters: at least no character is cut in two.
  const splitsPair = /[\uD800-\uDBFF]/.test(words.charAt(fits - 1)) && fits > start + 1
  return splitsPair ? fits - 1 : fits
}

/** `words[start, end)` escaped, with the parts in `bold` in bold. */
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

/** Sorted, and touching spans made one: `**a****b**` would show asterisks. */
function merged(spans: Span[]): Span[] {
  const result: Span[] = []
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
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
function linkRows(links: { label: string; url: string }[]): string[] {
  const rows: string[] = []
  for (const { label, url } of links.filter((link) => isWeb(link.url))) {
    const link = `[${clipped(escapeMarkdown(oneLine(label)), 200)}](${new URL(url).href.replace(/[()<>]/g, percent)})`
    const last = rows.at(-1)
    if (last !== undefined && last.length + link.length + 3 <= BLOCK) rows[rows.length - 1] = `${last} · ${link}`
    else rows.push(link)
  }
  return rows
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`
}

// Discord takes embed addresses of up to 2048 characters.
function isWeb(url: string): boolean {
  return url.length <= 2000 && /^https?:\/\//i.test(url) && URL.canParse(url) && new URL(url).href.length <= 2000
}

function oneLine(words: string): string {
  return words.replace(/\s+/g, ' ').trim()
}

/** The bot's own words cut to a length; a quote is never cut. Does not leave half an escape or half a character. */
function clipped(words: string, length: number): string {
  if (words.length <= length) return words
  return `${words.slice(0, length - 1).replace(/\\+$|[\uD800-\uDBFF]$/, '')}…`
}
