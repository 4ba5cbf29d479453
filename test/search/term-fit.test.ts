import { expect, it } from 'vitest'
import { readTerms } from '../../src/search/term-fit.ts'
import { tokenize } from '../../src/search/tokenize.ts'

const idf = (term: string) => (term === 'glaze' ? 3 : 1)
const asked = readTerms('which salt glaze melts?', idf)

it('gives the words as written and each term of theirs its share of the weight', () => {
  expect(asked.words).toEqual(['salt', 'glaze', 'melts?'])
  expect(asked.fit(tokenize('The glaze of salt.')).shares).toEqual([0.2, 0.6, 0])
})

it('counts a word that is not held by how near its meaning is', () => {
  expect(asked.fit(tokenize('The glaze of salt.'), [0, 0, 0.25]).nearWords).toBeCloseTo(0.8 + 0.2 * 0.4)
  expect(asked.fit(tokenize('The glaze of salt.'), [1, 1, -1]).nearWords).toBeCloseTo(0.8)
  expect(asked.fit(tokenize('Nothing.'), [1, 1, 1]).nearWords).toBeCloseTo(1)
})

it('counts a word that is not held by the word of the text that is nearest in meaning', () => {
  const { closest } = asked.fit(tokenize('The glaze of salt.'), [], [0.1, 0.2, 0.5])
  expect(closest.map((share) => Number(share.toFixed(3)))).toEqual([1, 1, 0.5])
})

it('parts what the query means among its terms', () => {
  expect(asked.senses([0.2, 0.5, 0.3])).toEqual([0.2, 0.5, 0.3])
  expect(
    readTerms('low-rank glaze', idf)
      .senses([0.3, 0.1])
      .map((share) => share.toFixed(3)),
  ).toEqual(['0.250', '0.250', '0.250', '0.250'])
  expect(asked.senses([-1, 0, 0])).toEqual([0, 0, 0])
})

it('counts neighbours that stay neighbours', () => {
  expect(asked.fit(tokenize('Salt glaze is old.')).pairs).toBe(0.5)
  expect(asked.fit(tokenize('Glaze and salt.')).pairs).toBe(0)
  expect(readTerms('glaze', idf).fit(tokenize('glaze')).pairs).toBe(0)
})

it('has nothing to give for a question of no words', () => {
  expect(readTerms('?!', idf).fit(tokenize('Salt.'))).toEqual({
    shares: [],
    near: [],
    nearWords: 0,
    closest: [],
    pairs: 0,
  })
})
