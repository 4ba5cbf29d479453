import { expect, it } from 'vitest'
import { termLayer, termRows } from '../../src/search/asked-terms.ts'

const asked = {
  words: ['LazyLLM', 'prefills', '7B'],
  weights: [0.5, 0.3, 0.2],
  senses: [0.2, 0.7, 0.1],
  sentence: [1, 0.4, 0],
  paper: [1, 0.9, 0],
  title: [1, 0.1, 0],
}

it('tells of each word what it weighs, how near it is, how it is written and where it stands', () => {
  expect(termRows(asked)).toEqual([
    [0.5, 0.2, 1, 1, 1, 1, 0, 0],
    [0.3, 0.7, 0.4, 0.9, 0.1, 0, 0, 0.5],
    [0.2, 0.1, 0, 0, 0, 1, 1, 1],
  ])
  const long = { ...asked, words: Array.from({ length: 100 }, (_, at) => `w${at}`) }
  expect(termRows(long)).toHaveLength(16)
})

it('gives of each unit the weighed sum over the words and the largest value', () => {
  const layer = termLayer({
    terms: {
      hidden: [
        [0, 0, 1, 0, 0, 0, 0, 0],
        [0, 0, 0, 0, 0, 0, 0, -1],
      ],
      bias: [0, 0.5],
    },
  })
  const found = layer(termRows(asked))
  // Nearness to the sentence: 0.5 · 1 + 0.3 · 0.4; and half a question's length before its middle: 0.5 · 0.5.
  expect(found['sum 0']).toBeCloseTo(0.62, 10)
  expect(found['most 0']).toBe(1)
  expect(found['sum 1']).toBeCloseTo(0.25, 10)
  expect(found['most 1']).toBe(0.5)
  expect(layer([])).toEqual({ 'sum 0': 0, 'most 0': 0, 'sum 1': 0, 'most 1': 0 })
})

it('refuses a file without such a layer', () => expect(() => termLayer({})).toThrow('terms'))
