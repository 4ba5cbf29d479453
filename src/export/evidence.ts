import { createHash } from 'node:crypto'
import { type Quote, quoteText } from '../answer/quote.ts'
import type { Paper } from '../papers/paper.ts'

/** A quote with the paper it is from: what is handed out as evidence. */
export interface Evidence {
  paper: Paper
  quote: Quote
}

/** The words of a quote and what proves them: their place in the field's text, and the SHA-256 (hex) of both. */
export interface Proof {
  words: string
  field: 'title' | 'abstract'
  /** Half-open, UTF-16 code units. */
  start: number
  end: number
  wordsHash: string
  textHash: string
}

export function proofOf({ paper, quote }: Evidence): Proof {
  const { field, start, end, textHash } = quote
  const words = quoteText(quote, paper)
  return { words, field, start, end, wordsHash: sha256(words), textHash }
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** The papers of some evidence, each once, with its quotes in their order. */
export function byPaper(evidence: readonly Evidence[]): { paper: Paper; own: Evidence[] }[] {
  const papers = [...new Map(evidence.map(({ paper }) => [paper.id, paper])).values()]
  return papers.map((paper) => ({ paper, own: evidence.filter((one) => one.paper.id === paper.id) }))
}
