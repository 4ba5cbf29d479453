import { expect, it } from 'vitest'
import { type Candidate, chosen, emptiness } from '../../src/daily/digest.ts'

const candidate = (paperId: string, parts: Partial<Candidate> = {}): Candidate => ({
  paperId,
  fit: 0,
  isExcluded: false,
  why: { words: [] },
  ...parts,
})
const listed = (listedOn: string, votes: number) => ({ why: { words: [], listedOn, votes } })

it('puts preferred topics first, then lists with votes, the newest list, votes, and ids', () => {
  const all = [
    candidate('b', listed('2026-03-02', 5)),
    candidate('a', listed('2026-03-02', 5)),
    candidate('old', listed('2026-03-01', 90)),
    candidate('voted', listed('2026-03-02', 6)),
    candidate('announced', { why: { words: [], listedOn: '2026-03-02' } }),
    candidate('fits', { fit: 1, ...listed('2026-02-27', 0) }),
    candidate('never', { fit: 2, isExcluded: true }),
  ]
  expect(chosen(all, 9).map(({ paperId }) => paperId)).toEqual(['fits', 'voted', 'a', 'b', 'old', 'announced'])
  expect(chosen(all.toReversed(), 9)).toEqual(chosen(all, 9))
  expect(chosen(all, 2).map(({ paperId }) => paperId)).toEqual(['fits', 'voted'])
})

it('says why a day is empty', () => {
  const day = { weekday: 3, hasSource: true, isFailing: false, isSettled: true, excluded: 0 }
  expect(emptiness(day)).toBe('all shown')
  expect(emptiness({ ...day, hasSource: false })).toBe('no source')
  expect(emptiness({ ...day, isSettled: false })).toBe('not complete')
  expect(emptiness({ ...day, weekday: 0 })).toBe('weekend')
  expect(emptiness({ ...day, weekday: 6, isFailing: true })).toBe('source down')
  expect(emptiness({ ...day, excluded: 2 })).toBe('all excluded')
})
