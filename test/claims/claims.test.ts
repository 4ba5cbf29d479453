import { expect, it } from 'vitest'
import { matchesClaimQuery, parseClaimQuery } from '../../src/claims/claim-query.ts'
import { claimsIn } from '../../src/claims/claims.ts'

const read = (text: string) =>
  claimsIn(text).map(({ start, end, values }) => [
    text.slice(start, end),
    values[0]?.value,
    values[0]?.unit,
    values[0]?.bound,
  ])

it.each([
  ['It runs in 64ms.', ['64ms', 64, 'ms', 'exact']],
  ['It is 1.3times faster.', ['1.3times', 1.3, 'x', 'exact']],
  ['It reaches 88.5\\% there.', ['88.5\\%', 88.5, '%', 'exact']],
  ['It saves up to 40% of it.', ['40%', 40, '%', 'up_to']],
  ['It has over 7 billion parameters.', ['7 billion parameters', 7e9, 'parameters', 'over']],
  ['It drops by 9-17% here.', ['9-17%', 9, '%', 'range']],
])('reads %j', (text, wanted) => {
  expect(read(text)).toEqual([wanted])
})

it.each(['We use GPT-4 here.', 'It beats Llama3 in 2024.', 'See section 2.', 'A 3D model.'])(
  'finds no claim in %j',
  (text) => {
    expect(read(text)).toEqual([])
  },
)

it.each([
  ['speedups above 3x', 'It gives a 4x speedup.', true],
  ['speedups above 3x', 'It gives a 2x speedup.', false],
  ['anything under 100 ms', 'It takes 0.05 seconds.', true],
  ['anything under 100 ms', 'It takes 2 s.', false],
])('takes %j to fit %j: %s', (query, text, fits) => {
  const [claim] = claimsIn(text)
  expect(claim && matchesClaimQuery(claim, text, parseClaimQuery(query))).toBe(fits)
})

it('says how a wish was read', () => {
  expect(parseClaimQuery('speedups above 3x').understood).toBe('speed over 3 x')
})
