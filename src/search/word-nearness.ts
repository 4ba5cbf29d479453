import type { Paper } from '../papers/paper.ts'
import { tokenize } from './tokenize.ts'

interface Words {
  papers: { some(ids: readonly string[]): Paper[] }
  idf(term: string): number
}

/** What each term weighs, by the terms' numbers: of length 1. */
type TermVector = [term: number, weight: number][]

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
  const vectorsOf = (some: readonly string[]) => {
    const found = new Map(papers.some(some).map((paper) => [paper.id, paper]))
    return some.map((id) => {
      const paper = found.get(id)
      return paper && termVector(tokenize(`${paper.title} ${paper.abstract}`).map(numberOf), idfs)
    })
  }
  const own = vectorsOf(ids)
  const known = vectorsOf(others)
  // By term: two papers share few of their terms, and the others cost nothing.
  const holders = idfs.map((): { at: number; weight: number }[] => [])
  for (const [at, vector] of known.entries()) {
    for (const [term, weight] of vector ?? []) holders[term]?.push({ at, weight })
  }
  return own.map((vector) => {
    const sums = new Float64Array(others.length)
    for (const [term, weight] of vector ?? []) {
      for (const holder of holders[term] ?? []) sums[holder.at] = (sums[holder.at] ?? 0) + weight * holder.weight
    }
    return known.map((other, at) => (vector && other ? sums[at] : undefined))
  })
}

/** Each term by its idf, and by how often it stands in the text, damped. */
function termVector(terms: readonly number[], idfs: readonly number[]): TermVector {
  const counts = new Map<number, number>()
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1)
  const weights = [...counts].map(([term, count]): [number, number] => [
    term,
    (1 + Math.log(count)) * (idfs[term] ?? 0),
  ])
  const length = Math.hypot(...weights.map(([, weight]) => weight)) || 1
  return weights.map(([term, weight]): [number, number] => [term, weight / length])
}
