import type { Span } from '../papers/paper.ts'

/** How a paper's texts fit a query. */
export interface PaperFit {
  paperId: string
  /** Cosine of the query's and the whole paper's vectors; 0 without an embedder. */
  about: number
  /** The share of the query's idf weight that each of its terms has. */
  weights: number[]
  /** The share of what the query means that each of its terms has; all 0 without an embedder. */
  senses: number[]
  /** Each term as the query writes it. */
  words: string[]
  /** The same for the terms that the title holds, 0 for the others. */
  title: number[]
  /** How near in meaning each term is to the nearest word of the title, 0 to 1; 1 where the title holds it. */
  titleClosest: number[]
  /** Its sentences, in order. */
  sentences: SentenceFit[]
}

export interface SentenceFit {
  span: Span
  /** Cosine of the query's and the sentence's vectors; 0 without an embedder. */
  meaning: number
  /** Cosine of the sentence's and the whole paper's vectors: near 1 where it says what all of the paper is about. */
  typical: number
  /** As in `title`. */
  shares: number[]
  /** The same where a term counts by how near its meaning is to the sentence. */
  near: number[]
  /** The query's idf weight that the sentence holds, 0 to 1, where a word counts by how near its meaning is to it. */
  nearWords: number
  /** As in `titleClosest`, of the sentence's words. */
  closest: number[]
  /** Share of the query's pairs of neighbouring terms that are neighbours here. */
  pairs: number
}

/** The highest of each term's values in several texts. */
export function bestOfEach(texts: readonly (readonly number[])[]): number[] {
  return (texts[0] ?? []).map((_, term) => Math.max(...texts.map((values) => values[term] ?? 0)))
}

/** Sum of the terms' values, each times its weight. */
export function weighed(values: readonly number[], weights: readonly number[]): number {
  return values.reduce((sum, value, term) => sum + value * (weights[term] ?? 0), 0)
}

/** The share of the query's idf weight that a paper's title and sentences hold together, 0 to 1. */
export function weightHeld({ weights, title, sentences }: PaperFit): number {
  const isHeld = (term: number) => (title[term] ?? 0) > 0 || sentences.some(({ shares }) => (shares[term] ?? 0) > 0)
  return weights.reduce((sum, weight, term) => sum + (isHeld(term) ? weight : 0), 0)
}
