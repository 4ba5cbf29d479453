import type { Paper } from '../papers/paper.ts'
import { tokenize } from './tokenize.ts'

interface Words {
  papers: ReadonlyMap<string, Paper>
  idf(term: string): number
}

/** A text's terms by their numbers, and what each weighs: a vector of length 1. */
interface TermVector {
  terms: Int32Array
  weights: Float32Array
}

/** Cosines of each of `ids` to each of `others` by the words they share; undefined where a paper is not known. */
export function nearInWords(
  ids: readonly string[],
  others: readonly string[],
  { papers, idf }: Words,
): (number | undefined)[][] {
  // Looked up once a term: many papers share it.
  const idfs: number[] = []
  const numbers = new Map<string, number>()
  const numberOf = (term: string) => {
    const known = numbers.get(term) ?? idfs.push(idf(term)) - 1
    numbers.set(term, known)
    return known
  }
  const vectorOf = (id: string) => {
    const paper = papers.get(id)
    return paper && termVector(tokenize(`${paper.title} ${paper.abstract}`).map(numberOf), idfs)
  }
  const own = ids.map(vectorOf)
  const known = others.map(vectorOf)
  return own.map((vector) => {
    if (!vector) return known.map(() => undefined)
    // Spread out once: a lookup a term would take ten times as long.
    const spread = new Float32Array(idfs.length)
    for (const [i, term] of vector.terms.entries()) spread[term] = vector.weights[i] ?? 0
    return known.map((other) => other && product(spread, other))
  })
}

/** Each term by its idf, and by how often it stands in the text, damped. */
function termVector(terms: readonly number[], idfs: readonly number[]): TermVector {
  const counts = new Map<number, number>()
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1)
  const weights = Float32Array.from(counts, ([term, count]) => (1 + Math.log(count)) * (idfs[term] ?? 0))
  const length = Math.hypot(...weights) || 1
  return { terms: Int32Array.from(counts.keys()), weights: weights.map((weight) => weight / length) }
}

function product(spread: Float32Array, { terms, weights }: TermVector): number {
  let sum = 0
  for (let i = 0; i < terms.length; i++) sum += (spread[terms[i] ?? 0] ?? 0) * (weights[i] ?? 0)
  return sum
}
