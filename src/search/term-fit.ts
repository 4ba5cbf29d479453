import { tokenize } from './tokenize.ts'

/** How a text fits the words of a query. */
export interface TermFit {
  /** For each term of the query, its share of the query's idf weight if the text holds it, else 0. */
  shares: number[]
  /** The same where a term counts by how near its meaning is to the text. */
  near: number[]
  nearWords: number
  /** How near in meaning each term is to the nearest word of the text, 0 to 1; 1 where the text holds it. */
  closest: number[]
  pairs: number
}

// So that a cosine of 0.6, which few words and sentences exceed with the shipped model, counts almost as the word itself.
// Set before the ranking was fitted, which weighs the sum; other values were not tried.
const NEAR_SCALE = 1.6

/**
 * Reads a query once for many texts. `words` are its words as written, `weights` each term's share of its idf weight;
 * `fit` takes a text's terms and, where there are any, the cosines of each of those words to the text and to the word of
 * the text that is nearest to it.
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
  const placeOf = new Map(terms.map((term, place) => [term, place]))
  const wordAt = terms.map((term) => wordOf.get(term) ?? -1)
  // Two neighbouring terms as one number.
  const pairOf = (first: number, second: number) => first * terms.length + second
  const places = order.map((term) => placeOf.get(term) ?? 0)
  const pairsAsked = new Set(places.slice(1).map((place, i) => pairOf(places[i] ?? 0, place)))
  return {
    words,
    termWords,
    weights,
    /** Each term's share of what the query means, from the cosines of its words to the whole of it. */
    senses(cosines: readonly number[]): number[] {
      const terms = wordAt.map((word) => clamped(cosines[word] ?? 0) / wordAt.filter((other) => other === word).length)
      const sum = terms.reduce((all, term) => all + term, 0) || 1
      return terms.map((term) => term / sum)
    },
    fit(found: readonly string[], near: readonly number[] = [], nearest: readonly number[] = []): TermFit {
      const shares = terms.map(() => 0)
      const pairs = new Set<number>()
      let before: number | undefined
      for (const term of found) {
        const place = placeOf.get(term)
        if (place !== undefined) {
          shares[place] = weights[place] ?? 0
          const pair = before === undefined ? -1 : pairOf(before, place)
          if (pairsAsked.has(pair)) pairs.add(pair)
        }
        before = place
      }
      const nearShares = shares.map((share, i) =>
        Math.max(share, clamped(NEAR_SCALE * (near[wordAt[i] ?? -1] ?? 0)) * (weights[i] ?? 0)),
      )
      const closest = shares.map((share, i) => (share > 0 ? 1 : clamped(nearest[wordAt[i] ?? -1] ?? 0)))
      const nearWords = nearShares.reduce((sum, share) => sum + share, 0)
      return { shares, near: nearShares, nearWords, closest, pairs: pairs.size / Math.max(1, pairsAsked.size) }
    },
  }
}

function clamped(value: number): number {
  return Math.min(1, Math.max(0, value))
}
