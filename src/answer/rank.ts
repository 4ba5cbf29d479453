import ranker from '../../data/answers/ranker.json' with { type: 'json' }
import { termRows } from '../search/asked-terms.ts'
import { network } from '../search/network.ts'
import type { Candidate } from './features.ts'

/** `plain` is the score without what the question's naming of a paper adds: that says where to look, not what is there. */
export type Scored = Candidate & { score: number; plain: number }

const scoreOf = network(ranker)

/** Candidates with their scores, best first; equal ones in their given order. */
export function rank(found: readonly Candidate[]): Scored[] {
  return found
    .map((candidate) => {
      const { features, asked } = candidate
      const terms = termRows(asked)
      const score = scoreOf(features, terms)
      const isPlain = features.named === 0 && features.notNamed === 0
      return { ...candidate, score, plain: isPlain ? score : scoreOf({ ...features, named: 0, notNamed: 0 }, terms) }
    })
    .sort((a, b) => b.score - a.score)
}
