import { describe, expect, it } from 'vitest'
import { matched } from '../../src/claims/claim-match.ts'
import { TOPICS } from '../../src/claims/claim-topics.ts'
import { optionsWish, understoodAs } from '../../src/claims/claim-wish.ts'
import { parseClaimWish, SAME_LIMITS } from '../../src/claims/claim-words.ts'
import { claimsIn } from '../../src/claims/claims.ts'
import { converted, familyOf } from '../../src/claims/units.ts'
import { sayEnglish } from '../../src/say/say.ts'

const fits = (query: string, text: string) =>
  claimsIn(text).some((claim) => matched(claim, text, parseClaimWish(query)) !== undefined)
const over = (value: number) => ({ min: { value, included: false } })
const atLeast = (value: number) => ({ min: { value, included: true } })
const under = (value: number) => ({ max: { value, included: false } })

describe('a wish in plain words', () => {
  it.each([
    ['speedups above 3x', { kinds: ['speed'], ...over(3), units: ['x'], subject: '' }],
    ['FID below 2.5', { metrics: ['FID'], ...under(2.5), units: [], subject: '' }],
    ['papers that report an FID below 2.5', { metrics: ['FID'], ...under(2.5), subject: '' }],
    ['models over 5B parameters', { ...over(5e9), units: ['parameters'], subject: '' }],
    ['memory cut by at least half', { metrics: ['memory'], cut: true, ...atLeast(50), units: ['%'] }],
    ['anything under 100 ms', { ...under(100), units: ['ms'], subject: '' }],
    ['trained on more than 100 GPUs', { ...over(100), units: ['GPUs'], subject: '' }],
    ['tested on ten or more benchmarks', { ...atLeast(10), units: ['benchmarks'], subject: '' }],
    ['evaluated on 5 or more languages or dialects', { ...atLeast(5), units: ['languages', 'dialects'] }],
    ['accuracy gains on MMLU', { kinds: ['comparison'], subject: 'MMLU' }],
    ['beats BM25 by how much', { versus: true, subject: 'BM25' }],
    ['tokenizers around 30% shorter', { near: 30, units: ['%'], subject: 'tokenizers' }],
    ['speedups between 2x and 5x', { ...atLeast(2), max: { value: 5, included: true }, units: ['x'] }],
    ['answers within 2 seconds', { max: { value: 2, included: true }, units: ['s'] }],
    ['cheaper than $1', { ...under(1), units: ['$'] }],
    ['greater than 10x speedup', { kinds: ['speed'], ...over(10), units: ['x'], subject: '' }],
    ['speedup not more than 2x', { kinds: ['speed'], max: { value: 2, included: true } }],
    ['speedups no less than 20x', { kinds: ['speed'], ...atLeast(20) }],
    ['frames per second over 100', { ...over(100), units: ['fps'], subject: '' }],
    ['trained in less than a week', { ...under(1), units: ['weeks'], subject: '' }],
    ['throughput gains above 30%', { metrics: ['throughput'], kinds: [], ...over(30) }],
    ['how many languages', { units: ['languages'], subject: '' }],
    ['speedups above 3x in the last two years', { ...over(3), subject: '', ignored: ['in the last two years'] }],
    ['the smallest FID', { metrics: ['FID'], order: 'ascending' }],
    ['which papers use a 7B model', { near: 7e9, units: ['parameters'], subject: '' }],
  ])('%j is read as its parts', (query, parts) => {
    expect(parseClaimWish(query)).toMatchObject(parts)
  })

  it.each([
    ['speedups above 3x', 'speed over 3 x'],
    ['memory cut by at least half', 'memory cut at least 50 %'],
    ['7B models', '7B parameters'],
    ['accuracy gains on MMLU', 'comparison, about “MMLU”'],
    ['beats BM25 by how much', 'any number, compared with “BM25”'],
  ])('%j is said back as %j', (query, said) => {
    expect(understoodAs(parseClaimWish(query), sayEnglish)).toBe(said)
  })

  it('is never longer in the making than a moment, whatever it holds', () => {
    const started = performance.now()
    for (const part of ['under ', '3x or more ', 'a or b ', '9', '$', 'or '])
      parseClaimWish(part.repeat(2000 / part.length))
    expect(performance.now() - started).toBeLessThan(1000)
  })
})

describe('a claim is matched', () => {
  it.each([
    ['speedups above 3x', 'It gives a 4x speedup.', true],
    ['speedups above 3x', 'It gives a 2x speedup.', false],
    ['speedups above 3x', 'It is faster by an order of magnitude.', true],
    ['speedups above 3x', 'Over 3x faster than before.', true],
    ['anything under 100 ms', 'It takes 0.05 seconds.', true],
    ['anything under 100 ms', 'It takes 2 s.', false],
    ['FID below 2.5', 'It has an FID of 1.97.', true],
    ['FID below 2.5', 'It has an FID of 3.1.', false],
    ['FID below 2.5', 'It has an FID of 3.1 vs. 2.2.', false],
    ['models over 5B parameters', 'A model of 7 billion parameters.', true],
    ['needs less than 10 MB', 'It needs 3.9KB of storage.', true],
    ['needs less than 10 MB', 'It needs 2 GB of storage.', false],
    ['memory cut by at least half', 'It offers 4times memory reduction.', true],
    ['memory cut by at least half', 'It reduces memory by 30%.', false],
    ['memory cut by at least half', 'It needs only 20% of the memory.', true],
    ['memory cut by at least half', 'It needs only 80% of the memory.', false],
    ['memory cut by at least half', 'It reduces memory by 30% and is 60% faster.', false],
    ['ten or more benchmarks', 'We use 14 benchmarks.', true],
    ['who used more than 30 GPUs', 'Trained on 64 V100 GPUs.', true],
    ['7B models', 'Models from 3B to 100B parameters.', false],
    ['gains above 10 %', 'It costs a 12% drop in accuracy.', false],
    ['gains above 10 %', 'It improves accuracy by 12%.', true],
  ])('for %j in %j: %s', (query, text, expected) => {
    expect(fits(query, text)).toBe(expected)
  })

  it('by explicit options across units as well', () => {
    const text = 'It takes 0.05 seconds.'
    const [claim] = claimsIn(text)
    expect(claim && matched(claim, text, optionsWish({ unit: 'ms', min: 40, max: 60 }))?.value).toBe(50)
    expect(claim && matched(claim, text, optionsWish({ unit: 'ms', max: 40 }))).toBeUndefined()
  })
})

it.each(SAME_LIMITS.map(({ example }) => example))('%j is read with its limit', (example) => {
  const { min, max } = parseClaimWish(`speedups ${example}`)
  expect(min ?? max).toBeDefined()
})

it.each(TOPICS.map(({ example }) => example))('%j is asked for as a metric', (example) => {
  expect(parseClaimWish(`${example} above 3`).metrics).toEqual([example])
})

it('units of one family turn into one another, others do not', () => {
  expect([converted(2, 's', 'ms'), converted(50, '%', 'fraction'), converted(2, 'orders of magnitude', 'x')]).toEqual([
    2000, 0.5, 100,
  ])
  expect(converted(2, 's', 'MB')).toBeUndefined()
  expect([familyOf('h'), familyOf('languages')]).toEqual(['time', 'languages'])
})
