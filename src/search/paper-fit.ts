import type { Span } from '../papers/paper.ts'

/** How a paper's texts fit a query. */
export interface PaperFit {
  paperId: string
  /** Cosine of the query's and the whole paper's vectors; 0 without an embedder. */
  about: number
  /** The share of the query's idf weight that each of its terms has. */
  weights: number[]
  /** Each term as the query writes it. */
  words: string[]
  /** The same for the terms that the title holds, 0 for the others. */
  title: number[]
  /** The same where a term counts by how near its meaning is to the nearest word of the title. */
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
