import { describe, expect, it } from 'vitest'
import { matchesClaimQuery, parseClaimQuery } from '../../src/claims/claim-query.ts'
import { claimsIn } from '../../src/claims/claims.ts'

const fits = (query: string, text: string) =>
  claimsIn(text).some((claim) => matchesClaimQuery(claim, text, parseClaimQuery(query)))

describe('a wish in plain words', () => {
  it.each([
    ['speedups above 3x', { kind: 'speed', comparator: 'over', value: 3, unit: 'x', subject: '' }],
    ['FID below 2.5', { metric: 'FID', comparator: 'under', value: 2.5, subject: '' }],
    ['models over 5B parameters', { comparator: 'over', value: 5e9, unit: 'parameters', subject: '' }],
    ['memory cut by at least half', { metric: 'memory', comparator: 'at_least', value: 50, unit: '%' }],
    ['anything under 100 ms', { comparator: 'under', value: 100, unit: 'ms', subject: '' }],
    ['tested on ten or more benchmarks', { comparator: 'at_least', value: 10, unit: 'benchmarks' }],
    ['tokenizers around 30% shorter', { comparator: 'about', value: 30, unit: '%', subject: 'tokenizers shorter' }],
  ])('%j is read as its parts', (query, parts) => {
    expect(parseClaimQuery(query)).toMatchObject(parts)
  })

  it('is said back in one line', () => {
    expect(parseClaimQuery('speedups above 3x').understood).toBe('speed over 3 x')
  })
})

describe('a claim is matched', () => {
  it.each([
    ['speedups above 3x', 'It gives a 4x speedup.', true],
    ['speedups above 3x', 'It gives a 2x speedup.', false],
    ['speedups above 3x', 'It is faster by an order of magnitude.', true],
    ['anything under 100 ms', 'It takes 0.05 seconds.', true],
    ['anything under 100 ms', 'It takes 2 s.', false],
    ['FID below 2.5', 'It has an FID of 1.97.', true],
    ['FID below 2.5', 'It has an FID of 3.1.', false],
    ['models over 5B parameters', 'A model of 7 billion parameters.', true],
    ['needs less than 10 MB', 'It needs 3.9KB of storage.', true],
    ['needs less than 10 MB', 'It needs 2 GB of storage.', false],
    ['memory cut by at least half', 'It offers 4times memory reduction.', true],
    ['memory cut by at least half', 'It reduces memory by 30%.', false],
    ['ten or more benchmarks', 'We use 14 benchmarks.', true],
    ['who used more than 30 GPUs', 'Trained on 64 V100 GPUs.', true],
  ])('for %j in %j: %s', (query, text, expected) => {
    expect(fits(query, text)).toBe(expected)
  })
})
