import type { Scored } from './rank.ts'

/** What tells an answer from the nearest sentence that is none. Scores are in tenths, to be of the other terms' size. */
export interface Evidence {
  one: number
  score: number
  meaning: number
  words: number
  /** Best score above the median one, above the second, and above the best of any other paper. */
  margin: number
  lead: number
  otherPapers: number
  wantsNumber: number
  number: number
  kind: number
  /** Share of the question's words that the best sentence's paper holds in any sentence. */
  paperWords: number
  /** The question names a paper, and the best sentence is of another. */
  notNamed: number
}

// Logistic regression on the test rows of the written questions (2,000 abstracts): answered by the right sentence,
// against the same question without its paper, and without its sentence. `npm run bench:answers` fits them again.
// `notNamed` is set by hand: too few of those questions name a paper.
const WEIGHTS: Evidence = {
  one: -2.58,
  score: 0.49,
  meaning: 0.71,
  words: 1.17,
  margin: 1.46,
  lead: 0.88,
  otherPapers: 1.18,
  wantsNumber: -1.3,
  number: 0.76,
  kind: 0.33,
  paperWords: 1.1,
  notNamed: -2,
}

/** The evidence for the first of some candidates, best first; undefined when there is none. */
export function evidence(ranked: readonly Scored[], wantsNumber: boolean): Evidence | undefined {
  const [best, second] = ranked
  if (!best) return undefined
  const lowest = Math.min(...ranked.map(({ plain }) => plain))
  const median = ranked[Math.floor(ranked.length / 2)]?.plain ?? lowest
  const own = ranked.filter(({ read }) => read === best.read)
  const others = ranked.filter(({ read }) => read !== best.read)
  return {
    one: 1,
    score: best.plain / 10,
    meaning: best.features.meaning,
    words: best.features.words,
    margin: (best.plain - median) / 10,
    lead: (best.plain - (second?.plain ?? best.plain)) / 10,
    otherPapers: (best.plain - Math.max(lowest, ...others.map(({ plain }) => plain))) / 10,
    wantsNumber: Number(wantsNumber),
    number: best.features.number,
    kind: best.features.kind,
    paperWords: best.shares.reduce((sum, _, term) => sum + Math.max(...own.map(({ shares }) => shares[term] ?? 0)), 0),
    notNamed: best.features.notNamed,
  }
}

/** Log-odds that the best sentence answers: above 0 it more likely does than not. */
export function logOdds(found: Evidence, weights: Evidence = WEIGHTS): number {
  return Object.entries(weights).reduce((sum, [name, weight]) => sum + weight * found[name as keyof Evidence], 0)
}
