import { expect, it } from 'vitest'
import { termRows } from '../../src/search/asked-terms.ts'

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
