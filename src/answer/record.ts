import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Quote } from './quote.ts'

/** Where a quote stood, and in which text: enough to find it again or to say that it is gone. */
const quotedSchema = z.object({
  paperId: z.string(),
  textHash: z.string(),
  field: z.enum(['title', 'abstract']),
  start: z.number(),
  end: z.number(),
})

/** An answer as it is kept: what was asked, of which texts, and what was shown. No word of a paper is in it. */
export const answerRecordSchema = z.object({
  id: z.string(),
  command: z.string(),
  /** The question or topic as it was understood, for questions that go on from it. */
  question: z.string(),
  options: z.record(z.string(), z.unknown()),
  /** False when nothing was found, and the quotes are but the nearest. */
  isAnswered: z.boolean(),
  /** What it was made from: the same versions give the same answer. */
  indexVersion: z.string(),
  model: z.string(),
  /** Papers in the order shown. */
  papers: z.array(z.string()),
  quotes: z.array(quotedSchema),
})
export type AnswerRecord = z.infer<typeof answerRecordSchema>
export type Quoted = z.infer<typeof quotedSchema>

/** A record with its id, which follows from the question and what it was asked of. */
export function answerRecord(parts: Omit<AnswerRecord, 'id' | 'quotes'> & { quotes: readonly Quote[] }): AnswerRecord {
  const { command, question, options, isAnswered, indexVersion, model, papers, quotes } = parts
  const key = JSON.stringify([command, Object.entries(options).sort(), indexVersion, model])
  return {
    id: shortName(createHash('sha256').update(key).digest()),
    command,
    question,
    options,
    isAnswered,
    indexVersion,
    model,
    papers,
    quotes: quotes.map(({ paperId, textHash, field, start, end }) => ({ paperId, textHash, field, start, end })),
  }
}

// Crockford's base 32: no letter that is taken for another or for a digit when it is typed again.
const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz'
const ID_LENGTH = 8

// As it stands at the end of an answer, or is typed: with the word before it.
const TYPED_ID = new RegExp(`^(?:/?answer\\s+)?([${LETTERS}]{${ID_LENGTH}})$`, 'i')

/** The id in words that may be one, as many titles of one word may be; undefined in all others. */
export function answerIdIn(words: string): string | undefined {
  return TYPED_ID.exec(words.trim())?.[1]?.toLowerCase()
}

function shortName(hash: Buffer): string {
  return Array.from(hash.subarray(0, ID_LENGTH), (byte) => LETTERS[byte % LETTERS.length]).join('')
}
