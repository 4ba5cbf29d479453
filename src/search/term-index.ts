import type { Paper } from '../papers/paper.ts'

export interface TermHit {
  id: string
  /** BM25 over title and abstract as one text, title words counted several times; only its order has a meaning. */
  score: number
  /** Which of the terms the paper holds, where the engine tells. */
  terms?: string[]
}

/** Port: papers by the terms they hold. Adapters: minisearch-index.ts and, for large libraries, fts5-index.ts. */
export interface TermIndex {
  /** How many papers it holds. */
  size(): number
  /** Adds papers, in the place of those with the same id. */
  add(papers: readonly Paper[]): void
  /** The papers that hold any of the terms, best first, at most `most` of them. A term's weight scales its score. */
  match(terms: ReadonlyMap<string, number>, most: number): TermHit[]
  /** Ids of the papers that hold all of the terms, in no order. */
  holding(terms: readonly string[]): string[]
  /** What to give back when it is opened again; empty when it keeps itself. */
  snapshot(): string
}

/** A word of the title says more about what a paper is about than one of its abstract. */
export const TITLE_BOOST = 2
