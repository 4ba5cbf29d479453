import type { Say } from '../say/say.ts'
import type { ShownWhy } from './state.ts'

/** A paper that could be shown in a channel today. */
export interface Candidate {
  paperId: string
  /** How well it fits the preferred topic that it fits best; 0 when it fits none. */
  fit: number
  isExcluded: boolean
  /** Above 0 where it is like what people of the server want more of, below where less; 0 when undefined. */
  taste?: number
  why: ShownWhy
}

/**
 * The papers to show, at most `most`: those on a preferred topic first, then by what people of the server want more or
 * less of, then those of a list with votes before those of one without, then by day, by votes and by id.
 */
export function chosen(candidates: readonly Candidate[], most: number): Candidate[] {
  return candidates
    .filter(({ isExcluded }) => !isExcluded)
    .toSorted(
      (a, b) =>
        b.fit - a.fit ||
        (b.taste ?? 0) - (a.taste ?? 0) ||
        Number(b.why.votes !== undefined) - Number(a.why.votes !== undefined) ||
        compare(b.why.listedOn ?? '', a.why.listedOn ?? '') ||
        (b.why.votes ?? 0) - (a.why.votes ?? 0) ||
        compare(a.paperId, b.paperId),
    )
    .slice(0, most)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Why a day has no papers to show. */
export type Emptiness = 'no source' | 'weekend' | 'source down' | 'not complete' | 'all excluded' | 'all shown'

interface Day {
  /** Day of the week in UTC, 0 Sunday. */
  weekday: number
  hasSource: boolean
  isFailing: boolean
  isSettled: boolean
  excluded: number
}

/** The reason for a day without papers, the one that explains the most first. */
export function emptiness({ weekday, hasSource, isFailing, isSettled, excluded }: Day): Emptiness {
  if (excluded > 0) return 'all excluded'
  if (!hasSource) return 'no source'
  if (isFailing) return 'source down'
  if (weekday === 0 || weekday === 6) return 'weekend'
  return isSettled ? 'all shown' : 'not complete'
}

const EMPTY_MESSAGES = {
  'no source': 'daily.emptyNoSource',
  weekend: 'daily.emptyWeekend',
  'source down': 'daily.emptySourceDown',
  'not complete': 'daily.emptyNotComplete',
  'all excluded': 'daily.emptyExcluded',
  'all shown': 'daily.emptyShown',
} as const

/** The same for people. */
export function emptyWords(because: Emptiness, say: Say): string {
  return say(EMPTY_MESSAGES[because])
}
