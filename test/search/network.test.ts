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

it('takes of each unit that looks at terms the weighed sum over them and the largest value', () => {
  const inputs = ['a', 'sum 0', 'most 0', 'sum 1', 'most 1']
  const none = { linear: [0, 0, 0, 0, 0], hidden: [], bias: [], out: [], offset: 0 }
  const of = (name: string) =>
    network({
      ...none,
      inputs,
      least: [0, 0, 0, 0, 0],
      most: [9, 9, 9, 9, 9],
      linear: inputs.map((input) => Number(input === name)),
      terms: {
        hidden: [
          [0, 1],
          [0, -1],
        ],
        bias: [0, 0.5],
      },
    })
  const terms = [
    [0.5, 1],
    [0.3, 0.4],
    [0.2, 0],
  ]
  // 0.5 · 1 + 0.3 · 0.4, and 0.3 · (0.5 − 0.4) + 0.2 · 0.5.
  expect(of('sum 0')({ a: 7 }, terms)).toBeCloseTo(0.62, 10)
  expect(of('most 0')({ a: 7 }, terms)).toBe(1)
  expect(of('sum 1')({ a: 7 }, terms)).toBeCloseTo(0.13, 10)
  expect(of('most 1')({ a: 7 }, terms)).toBe(0.5)
  expect(of('a')({ a: 7 }, terms)).toBe(7)
  expect(of('most 1')({}, [])).toBe(0)
})

it('refuses a file that is no network', () => {
  expect(() => network({ ...file, hidden: 'none' })).toThrow('hidden')
})
