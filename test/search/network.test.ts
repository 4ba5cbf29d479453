import { expect, it } from 'vitest'
import { network } from '../../src/search/network.ts'

const file = {
  inputs: ['a', 'b'],
  least: [-2, 0],
  most: [5, 9],
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

it('takes what is beyond the values it was fitted on for the nearest of them', () => {
  expect(network(file)({ a: 50, b: -3 })).toBe(network(file)({ a: 5, b: 0 }))
  expect(network(file)({ a: -9, b: 10 })).toBe(network(file)({ a: -2, b: 9 }))
})

it('refuses a file that is no network', () => {
  expect(() => network({ ...file, hidden: 'none' })).toThrow('hidden')
})
