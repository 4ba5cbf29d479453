import { expect, it } from 'vitest'
import { network } from '../../src/search/network.ts'

const file = {
  inputs: ['a', 'b'],
  linear: [2, 0],
  hidden: [
    [1, 1],
    [-1, 0],
  ],
  bias: [-1, 0],
  out: [10, 100],
  offset: 0.5,
}

it('adds a linear part and rectified units', () => {
  // 0.5 + 2 · 3 + 10 · max(0, 3 + 4 − 1) + 100 · max(0, −3)
  expect(network(file)({ a: 3, b: 4 })).toBe(66.5)
  // 0.5 − 2 + 10 · max(0, −2) + 100 · max(0, 1)
  expect(network(file)({ a: -1, b: 0 })).toBe(98.5)
})

it('takes what is not given for 0 and leaves alone what it does not know', () => {
  expect(network(file)({ c: 7 })).toBe(0.5)
})

it('refuses a file that is no network', () => {
  expect(() => network({ ...file, hidden: 'none' })).toThrow('hidden')
})
