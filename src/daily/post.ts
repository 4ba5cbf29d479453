import { createHash } from 'node:crypto'
import { contribution } from '../answer/summary.ts'
import type { ReadPaper } from '../papers/library.ts'
import type { Span } from '../papers/paper.ts'
import { paperCard } from '../render/cards.ts'
import type { Card, OwnLine } from '../render/reply.ts'
import type { ShownWhy } from './state.ts'

/** The name of a post: the same for the same occasion, so that it can be written down only once. */
export function postId(occasion: string): string {
  return createHash('sha256').update(occasion).digest('hex').slice(0, 10)
}

/** A card of a post: title, key sentence, the sentence with the most numbers, and why it is here. */
export function postCard(read: ReadPaper, why: ShownWhy): Card {
  return paperCard(read, keySentences(read, why.sentence), { lines: whyLines(why) })
}

/** The sentence that fits a topic or says what the paper does, and the one with the most numbers; in their order. */
function keySentences(read: ReadPaper, fitting: Span | undefined): Span[] {
  const key = fitting ?? contribution(read)
  if (!key) return []
  const numbers = (span: Span) => read.claims.filter(({ start, end }) => start >= span.start && end <= span.end).length
  const [most] = read.sentences.toSorted((a, b) => numbers(b) - numbers(a))
  if (!most || numbers(most) <= numbers(key) || most.start === key.start) return [key]
  return [key, most].sort((a, b) => a.start - b.start)
}

/** Why a paper is shown; the words of the topic that it holds are marked. */
export function whyLines({ topic, words, listedOn, votes }: ShownWhy): OwnLine[] {
  const listed = [listedOn && `listed ${listedOn}`, votes && `${votes} upvotes`].filter(Boolean).join(', ')
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
