import { createHash } from 'node:crypto'
import { contribution } from '../answer/summary.ts'
import type { Kind } from '../claims/claim.ts'
import type { ReadPaper } from '../papers/library.ts'
import type { Span } from '../papers/paper.ts'
import { paperCard } from '../render/cards.ts'
import type { Card, OwnLine } from '../render/reply.ts'
import type { ShownWhy } from './state.ts'

/** The name of a post: the same for the same occasion, so that it can be written down only once. */
export function postId(occasion: string): string {
  return createHash('sha256').update(occasion).digest('hex').slice(0, 10)
}

/** A card of a daily post: title, what the paper does, what it found in numbers, and why it is here. */
export function dailyCard(read: ReadPaper, why: ShownWhy, titleOf: TitleOf): Card {
  return { ...postCard(read, contribution(read), whyLines(why, titleOf)), takesVotes: true }
}

/** A card for a person who follows a topic: title, the sentence that fits it, what was found, and why it is told. */
export function followCard(read: ReadPaper, why: ShownWhy): Card {
  return postCard(read, why.sentence ?? contribution(read), whyLines(why))
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

const likeWords = (title: string, up: number) => {
  const characters = [...title]
  const cut = characters.slice(0, LONGEST_TITLE).join('').trimEnd()
  const named = characters.length > LONGEST_TITLE ? `${cut}…` : title
  return `Here because it is like “${named}”, which ${up === 1 ? '1 person here wants' : `${up} people here want`} more of`
}

/** Why a paper is shown, with the title of the paper it is like; the words of the topic that it holds are marked. */
export function whyLines(why: ShownWhy, titleOf: TitleOf = () => undefined): OwnLine[] {
  const { topic, words, like, listedOn, votes } = why
  const listed = [listedOn && `listed ${listedOn}`, votes && `${votes} upvotes`].filter(Boolean).join(', ')
  const liked = like && titleOf(like.paperId)
  if (topic === undefined && like && liked) return [`${likeWords(liked, like.up)}${listed ? `; ${listed}` : ''}`]
  if (topic === undefined) return listed ? [`Here because it is new: ${listed}`] : []
  const lead = 'Here because it is on “'
  const text = `${lead}${topic}”${listed ? `; ${listed}` : ''}`
  return [
    {
      text,
      bold: placesOf(words, topic).map(({ start, end }) => ({ start: start + lead.length, end: end + lead.length })),
    },
  ]
}

function placesOf(words: readonly string[], topic: string): Span[] {
  return words.flatMap((word) => {
    const start = topic.toLowerCase().indexOf(word.toLowerCase())
    return start < 0 ? [] : [{ start, end: start + word.length }]
  })
}
