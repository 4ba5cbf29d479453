import { tokenize } from './tokenize.ts'

/** How a text fits the words of a query. */
export interface TermFit {
  /** For each term of the query, its share of the query's idf weight if the text holds it, else 0. */
  shares: number[]
  /** The same where a term counts by how near its meaning is to the text. */
  near: number[]
  nearWords: number
  pairs: number
}

// So that a cosine of 0.6, which few words and sentences exceed with the shipped model, counts almost as the word itself.
// Set before the ranking was fitted, which weighs the sum; other values were not tried.
const NEAR_SCALE = 1.6

/**
 * Reads a query once for many texts. `words` are its words as written, `weights` each term's share of its idf weight; `fit` takes a text and, where there are any, the
 * cosines of each of those words to it.
 */
export function readTerms(query: string, idf: (term: string) => number) {
  const order = tokenize(query)
  const terms = [...new Set(order)]
  const weight = terms.reduce((sum, term) => sum + idf(term), 0) || 1
  const words: string[] = []
  const wordOf = new Map<string, number>()
  for (const word of query.split(/\s+/)) {
    const own = tokenize(word).filter((term) => !wordOf.has(term))
    for (const term of own) wordOf.set(term, words.length)
    if (own.length > 0) words.push(word)
  }
  const weights = terms.map((term) => idf(term) / weight)
  const termWords = terms.map((term) => words[wordOf.get(term) ?? -1] ?? term)
  const pairsAsked = new Set(pairsOf(order))
  return {
    words,
    termWords,
    weights,
    fit(text: string, near: readonly number[] = []): TermFit {
      const found = tokenize(text)
      const held = new Set(found)
      const pairsHeld = new Set(pairsOf(found))
      const shares = terms.map((term, i) => (held.has(term) ? (weights[i] ?? 0) : 0))
      const nearness = (term: string) => clamped(NEAR_SCALE * (near[wordOf.get(term) ?? -1] ?? 0))
      const nearShares = terms.map((term, i) => Math.max(shares[i] ?? 0, nearness(term) * (weights[i] ?? 0)))
      const nearWords = nearShares.reduce((sum, share) => sum + share, 0)
      const pairs = [...pairsAsked].filter((pair) => pairsHeld.has(pair)).length / Math.max(1, pairsAsked.size)
      return { shares, near: nearShares, nearWords, pairs }
    },
  }
}

function pairsOf(terms: readonly string[]): string[] {
  return terms.slice(1).map((term, i) => `${terms[i]} ${term}`)
}

function clamped(value: number): number {
  return Math.min(1, Math.max(0, value))
}
