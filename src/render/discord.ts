import type { BarChart } from '../answer/comparable.ts'
import { type Block, blocksOf, clipped, headOf, joined, oneLine, ownBlocks, type Wording } from './blocks.ts'
import { commandId, pageButtons, replyButtons, reportId, voteButtons } from './buttons.ts'
import {
  COMPONENTS_V2,
  type Container,
  componentCount,
  type DiscordComponent,
  type DiscordRow,
  textDisplay,
  textLength,
} from './components.ts'
import { escapeMarkdown } from './markdown.ts'
import { type PageRequest, requestIn, requestKey } from './page-request.ts'
import type { Card, Reply } from './reply.ts'

/** A file beside a message: a text, or a chart to be drawn, with its alt text. */
export type DiscordFile = { name: string; text: string } | { name: string; chart: BarChart; description: string }

/** One message as Discord's API takes it. Files are kept apart: they are uploaded beside the JSON. */
export interface DiscordMessage {
  flags: typeof COMPONENTS_V2
  components: DiscordComponent[]
  allowed_mentions: { parse: [] }
  files?: DiscordFile[]
  /** What its buttons stand for by a name only: to be kept under their keys before it is sent. */
  kept: PageRequest[]
}

/** What rendering needs to know: the quotes' words, the reader's language, and the first characters of the index version. */
export interface Stage extends Wording {
  version: string
}

/** The part of an index version that a button carries. */
export function versionMark(indexVersion: string): string {
  return indexVersion.slice(0, 6)
}

/** The part of a text's hash that a button carries. */
export function textMark(textHash: string): string {
  return textHash.slice(0, 6)
}

/** Which page of a reply, and how it came. */
export interface Showing {
  /** Counts from 0; one too high means the last. */
  page: number
  /** What was asked. */
  request: PageRequest
  /** Whether the one person who sees it can share it. */
  canShare: boolean
}

// Discord's documented limits, counted here in UTF-16 units, which is never fewer than Discord counts. The one on bytes is
// not documented and was met at 10,170; the rows of buttons below a reply take up to 1,500 of them.
const TEXT = 4000
const BYTES = 8500
const COMPONENTS = 40
const FILES = 10
const ALT = 1024
const CHOICES = 25
// A choice's label holds 100 characters; so much of a title tells it apart, in any language.
const CHOICE_TITLE = 60
// The heading of a page and its number.
const HEADING = 300
/** What stands on a page beside its parts. */
interface Beside {
  components: number
  characters: number
}

// Rows below a reply: previous and next; share, more and ask on.
const REPLY_ROWS: Beside = { components: 7, characters: 0 }
// Above a post, who is told of it: a mention holds an id of at most twenty digits.
const POST_MENTION: Beside = { components: 1, characters: 23 }

// Of Okabe and Ito's palette, which people with any colour vision tell apart; what they mean is always said as well.
const QUOTED = 0x0072b2
const NEAREST = 0xe69f00

/** A card, or the part of it that stands on one page; without a card, a line of the bot's own below the cards. */
interface Part {
  card?: Card
  text: string
  isLast: boolean
}

/** The reply as messages inside all of Discord's limits, in order: what a post is. */
export function discordPages(reply: Reply, stage: Stage): DiscordMessage[] {
  return pagesOf(reply, stage, POST_MENTION)
}

/** One page of a reply with the buttons that go on from it. */
export function discordMessage(reply: Reply, stage: Stage, { page, ...how }: Showing): DiscordMessage {
  const messages = discordMessages(reply, stage, how)
  const shown = messages[Math.min(page, messages.length - 1)]
  if (!shown) throw new Error('a reply without pages')
  return shown
}

/** Every page of a reply, each with its buttons. */
export function discordMessages(
  reply: Reply,
  stage: Stage,
  { request, canShare }: Omit<Showing, 'page'>,
): DiscordMessage[] {
  const { say, version } = stage
  const key = requestKey(request)
  const origin = { key, version }
  return pagesOf(reply, stage, REPLY_ROWS).map((shown, page, pages) => {
    const rows = [...pageButtons(page, pages.length, origin, say), ...replyButtons(reply, origin, canShare, say)]
    const kept = rows.length > 0 && !requestIn(key) ? [...shown.kept, request] : shown.kept
    return { ...shown, components: [...shown.components, ...rows], kept }
  })
}

function pagesOf(reply: Reply, stage: Stage, beside: Beside): DiscordMessage[] {
  const { chart, isNearest = false } = reply
  const pictures = chart ? [{ name: 'numbers.png', chart, description: clipped(chart.alt, ALT) }] : []
  const files: DiscordFile[] = [...pictures, ...(reply.files ?? [])].slice(0, FILES)
  const pages: Part[][] = [[]]
  const build = (parts: Part[], index: number, count: number) => [
    textDisplay(headingOf(reply, index, count, stage)),
    ...parts.map((part, place) => partComponent(part, place, isNearest, stage)),
    ...(index === 0 ? files.map(fileComponent) : []),
    ...choicesRow(parts, stage),
  ]
  // As many pages as there could be: the number of them is in the heading.
  const fits = (parts: Part[]) => isWithin(build(parts, pages.length - 1, 999), beside)
  for (const card of reply.cards) addCard(pages, card, blocksOf(card, stage, isNearest), stage, fits)
  for (const { markdown } of reply.footer ? ownBlocks(reply.footer) : []) {
    place(pages, { text: markdown, isLast: true }, fits)
  }
  return pages.map((parts, index) => ({
    flags: COMPONENTS_V2,
    components: build(parts, index, pages.length),
    allowed_mentions: { parse: [] },
    ...(index === 0 && files.length > 0 && { files }),
    kept: parts.flatMap(requestsOf).filter((request) => !requestIn(requestKey(request))),
  }))
}

function isWithin(components: DiscordComponent[], beside: Beside): boolean {
  return (
    textLength(components) + beside.characters <= TEXT &&
    componentCount(components) + beside.components <= COMPONENTS &&
    Buffer.byteLength(JSON.stringify(components)) <= BYTES
  )
}

type Fits = (parts: Part[]) => boolean

/** Keeps a card together where a page can hold it. */
function addCard(pages: Part[][], card: Card, blocks: readonly Block[], stage: Stage, fits: Fits): void {
  const texts = [headOf(card, stage), ...blocks.map(({ markdown }) => markdown)]
  const text = texts.reduce<string | undefined>((sofar, next) => (next ? joined(sofar, next) : sofar), undefined)
  if (text === undefined) return
  const whole = { card, text, isLast: true }
  if (!blocks.some(({ breaks }) => breaks) && fits([whole])) place(pages, whole, fits)
  else addInPieces(pages, card, blocks, stage, fits)
}

/** Goes on with the page at hand as long as it holds the next block; a quote that breaks goes on with the next page. */
function addInPieces(pages: Part[][], card: Card, blocks: readonly Block[], stage: Stage, fits: Fits): void {
  const head = headOf(card, stage)
  const own = (message: 'card.quoteContinued' | 'card.sameCard') => `-# ${stage.say(message)}`
  let part: Part | undefined
  let isBroken = false
  for (const [at, { markdown, breaks }] of blocks.entries()) {
    const isLast = at === blocks.length - 1
    const page = pages.at(-1) ?? []
    const longer: Part | undefined = part && { card, text: joined(part.text, markdown), isLast }
    if (longer && !isBroken && fits([...page.slice(0, -1), longer])) {
      page.splice(-1, 1, longer)
      part = longer
    } else {
      const marks = isBroken ? [own('card.quoteContinued')] : part ? [own('card.sameCard')] : []
      const before = [head, ...marks].reduce<string | undefined>(
        (sofar, next) => (next ? joined(sofar, next) : sofar),
        '',
      )
      part = { card, text: joined(before, markdown), isLast }
      if (isBroken && page.length > 0) pages.push([part])
      else place(pages, part, fits)
    }
    isBroken = breaks === true
  }
}

function place(pages: Part[][], part: Part, fits: Fits): void {
  const page = pages.at(-1)
  if (page && (page.length === 0 || fits([...page, part]))) page.push(part)
  else pages.push([part])
}

function headingOf({ heading, by }: Reply, index: number, count: number, { say }: Stage): string {
  const words = clipped(escapeMarkdown(oneLine(heading)), HEADING)
  const page = count > 1 ? ` · ${say('card.page', { page: index + 1, pages: count })}` : ''
  // The name is shown and nobody is called: no message of the bot's mentions anybody but by its own list.
  const who = by ? `-# ${escapeMarkdown(by.words)} <@${by.userId}>\n` : ''
  return `${who}-# ${words}${page}`
}

function partComponent(
  { card, text, isLast }: Part,
  place: number,
  isNearest: boolean,
  stage: Stage,
): DiscordComponent {
  if (!card || isOneLine(card)) return textDisplay(text)
  const votes = isLast && card.takesVotes && card.title ? [votesOn(card.title.quote.paperId, place, stage)] : []
  const colour = card.quotes.length === 0 ? undefined : isNearest ? NEAREST : QUOTED
  const container: Container = { type: 17, components: [textDisplay(text), ...votes] }
  return colour === undefined ? container : { ...container, accent_color: colour }
}

/** A line between cards needs no box of its own. */
function isOneLine({ title, quotes, pasted, table, links = [], lines = [] }: Card): boolean {
  return !title && quotes.length === 0 && !pasted && !table && links.length === 0 && lines.length === 1
}

function votesOn(paper: string, place: number, { say }: Stage): DiscordRow {
  return voteButtons(place, { more: requestKey(voting(paper, true)), less: requestKey(voting(paper, false)) }, say)
}

function fileComponent(file: DiscordFile): DiscordComponent {
  const url = `attachment://${file.name}`
  if ('text' in file) return { type: 13, file: { url } }
  return { type: 12, items: [{ media: { url }, description: file.description }] }
}

/** What can be done with the papers of a page: keep one, or report a quote of it as wrong. */
function choicesRow(parts: readonly Part[], { say, text }: Stage): DiscordRow[] {
  const seen = new Set<string>()
  const options = parts.flatMap(({ card }, place) => {
    if (!card?.title) return []
    const { paperId } = card.title.quote
    const title = clipped(oneLine(text(card.title.quote)), CHOICE_TITLE)
    const save = { label: say('card.save', { title }), value: commandId(place, requestKey(saving(paperId))) }
    const report = {
      label: say('card.wrongQuote', { title }),
      value: reportId(place, requestKey(reporting(paperId, card))),
    }
    const own = [...(seen.has(paperId) ? [] : [save]), ...(card.quotes.length > 0 ? [report] : [])]
    seen.add(paperId)
    return own
  })
  if (options.length === 0) return []
  const placeholder = say('card.actions')
  return [{ type: 1, components: [{ type: 3, custom_id: 'do', placeholder, options: options.slice(0, CHOICES) }] }]
}

/** What the buttons and choices of a part can ask for. */
function requestsOf({ card }: Part): PageRequest[] {
  if (!card?.title) return []
  const { paperId } = card.title.quote
  const votes = card.takesVotes ? [voting(paperId, true), voting(paperId, false)] : []
  return [...votes, saving(paperId), reporting(paperId, card)]
}

function voting(paper: string, isMore: boolean): PageRequest {
  return { command: 'vote', options: { paper, vote: isMore ? 'more like this' : 'less like this' } }
}

function saving(paper: string): PageRequest {
  return { command: 'save', options: { what: paper } }
}

function reporting(paper: string, { quotes }: Card): PageRequest {
  // The mark of the text: after a new version the same place is another sentence.
  const places = quotes.map(
    ({ quote: { field, start, end, textHash } }) => `${field}:${start}-${end}@${textMark(textHash)}`,
  )
  return { command: 'report', options: { paper, quotes: places.join(',') } }
}
