import { createHash } from 'node:crypto'
import { contribution } from '../answer/summary.ts'
import type { Kind } from '../claims/claim.ts'
import type { ReadPaper } from '../papers/library.ts'
import type { Span } from '../papers/paper.ts'
import { paperCard } from '../render/cards.ts'
import type { Card, OwnLine } from '../render/reply.ts'
import type { Say } from '../say/say.ts'
import type { ShownWhy } from './state.ts'

/** The name of a post: the same for the same occasion, so that it can be written down only once. */
export function postId(occasion: string): string {
  return createHash('sha256').update(occasion).digest('hex').slice(0, 10)
}

/** A card of a daily post: title, what the paper does, what it found in numbers, and why it is here. */
export function dailyCard(read: ReadPaper, why: ShownWhy, { say, titleOf }: { say: Say; titleOf: TitleOf }): Card {
  return { ...postCard(read, contribution(read), whyLines(why, say, titleOf)), takesVotes: true }
}

/** A card for a person who follows a topic: title, the sentence that fits it, what was found, and why it is told. */
export function followCard(read: ReadPaper, why: ShownWhy, say: Say): Card {
  return postCard(read, why.sentence ?? contribution(read), whyLines(why, say))
}

function postCard(read: ReadPaper, key: Span | undefined, lines: OwnLine[]): Card {
  const found = findings(read)
  const sentences = [key, found?.start === key?.start ? undefined : found].filter((span) => span !== undefined)
  return paperCard(
    read,
    sentences.sort((a, b) => a.start - b.start),
    { lines },
  )
}

const FINDINGS: ReadonlySet<Kind> = new Set(['speed', 'efficiency', 'comparison', 'result'])

/** The sentence with the most numbers that the paper itself found, the first of those; how it was set up is none. */
function findings({ sentences, claims }: ReadPaper): Span | undefined {
  const own = claims.filter(({ kind, whose }) => FINDINGS.has(kind) && whose !== 'baseline')
  const count = ({ start }: Span) => own.filter(({ sentence }) => sentence.start === start).length
  const most = Math.max(...sentences.map(count))
  return most > 0 ? sentences.find((span) => count(span) === most) : undefined
}

/** A paper's stored title; undefined when the paper is not known. */
type TitleOf = (paperId: string) => string | undefined

// A title may be longer than all the rest of the line.
const LONGEST_TITLE = 80

/** A title, its end cut when long. */
function named(title: string): string {
  const characters = [...title]
  if (characters.length <= LONGEST_TITLE) return title
  return `${characters.slice(0, LONGEST_TITLE).join('').trimEnd()}…`
}

/** Why a paper is shown, with the title of the paper it is like; the words of the topic that it holds are marked. */
export function whyLines(why: ShownWhy, say: Say, titleOf: TitleOf = () => undefined): OwnLine[] {
  const { topic, words, like } = why
  const listed = listedWords(why, say)
  if (topic !== undefined) return [topicLine(topic, words, listed, say)]
  const liked = like && titleOf(like.paperId)
  if (like && liked) {
    const filling = { title: named(liked), count: like.up }
    return [listed ? say('daily.whyLikeListed', { ...filling, listed }) : say('daily.whyLike', filling)]
  }
  return listed ? [say('daily.whyNew', { listed })] : []
}

function listedWords({ listedOn: date, votes }: ShownWhy, say: Say): string | undefined {
  if (date === undefined) return undefined
  return votes ? say('daily.listedVotes', { date, count: votes }) : say('daily.listed', { date })
}

// Stands in no message: where it stands, the topic will.
const MARK = '\u0000'

function topicLine(topic: string, words: readonly string[], listed: string | undefined, say: Say): OwnLine {
  const about = (named: string) =>
    listed === undefined
      ? say('daily.whyTopic', { topic: named })
      : say('daily.whyTopicListed', { topic: named, listed })
  const lead = about(MARK).indexOf(MARK)
  return {
    text: about(topic),
    bold: placesOf(words, topic).map(({ start, end }) => ({ start: start + lead, end: end + lead })),
  }
}

function placesOf(words: readonly string[], topic: string): Span[] {
  return words.flatMap((word) => {
    const start = topic.toLowerCase().indexOf(word.toLowerCase())
    return start < 0 ? [] : [{ start, end: start + word.length }]
  })
}
