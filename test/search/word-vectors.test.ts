import { expect, it } from 'vitest'
import { createWordVectors } from '../../src/search/word-vectors.ts'

const DIRECTIONS: Record<string, number[]> = { cup: [1, 0], mug: [0.8, 0.6], loom: [0, 1] }

function embedderOf(asked: string[]) {
  return {
    id: 'test',
    dimensions: 2,
    async embed(texts: readonly string[]) {
      asked.push(...texts)
      return texts.map((text) => Float32Array.from(DIRECTIONS[text] ?? [0, 0]))
    },
    async close() {},
  }
}

it('gives the cosine of each vector to the nearest of the words in question', async () => {
  const vectors = createWordVectors(embedderOf([]))
  const texts = [{ words: ['mug', 'loom'] }, { words: ['loom', 'cup'] }]
  const nearest = await vectors.nearest([Float32Array.of(1, 0), Float32Array.of(0, 1), Float32Array.of(-1, 0)], texts)
  const rounded = (text: number, places: number[]) => nearest(text, places).map((cosine) => cosine.toFixed(2))
  expect(rounded(0, [0, 1])).toEqual(['0.80', '1.00', '0.00'])
  expect(rounded(0, [0])).toEqual(['0.80', '0.60', '0.00'])
  expect(rounded(1, [1])).toEqual(['1.00', '0.00', '0.00'])
  expect(rounded(1, [])).toEqual(['0.00', '0.00', '0.00'])
})

it('makes each vector once', async () => {
  const asked: string[] = []
  const vectors = createWordVectors(embedderOf(asked))
  await vectors.learnAhead(['cup', 'mug'])
  await vectors.nearest([Float32Array.of(1, 0)], [{ words: ['mug', 'loom'] }, { words: ['cup', 'loom'] }])
  await vectors.nearest([Float32Array.of(1, 0)], [{ words: ['loom'] }])
  expect(asked).toEqual(['cup', 'mug', 'loom'])
})

it('makes each vector once for questions that come together', async () => {
  const asked: string[] = []
  const vectors = createWordVectors(embedderOf(asked))
  const question = () => vectors.nearest([Float32Array.of(1, 0)], [{ words: ['mug', 'loom'] }])
  await Promise.all([question(), question(), vectors.learnAhead(['loom', 'cup'])])
  expect(asked.toSorted()).toEqual(['cup', 'loom', 'mug'])
})

it('begins anew when it holds too many, and still knows all that is asked for', async () => {
  const many = Array.from({ length: 60_000 }, (_, i) => `word${i}`)
  const vectors = createWordVectors(embedderOf([]))
  await vectors.learnAhead(many)
  const words = ['cup', ...many.map((word) => `other ${word}`), 'mug', 'word7']
  const nearest = await vectors.nearest([Float32Array.of(1, 0)], [{ words }])
  const cosines = [0, 1, 60_001, 60_002].map((place) => nearest(0, [place])[0]?.toFixed(2))
  expect(cosines).toEqual(['1.00', '0.00', '0.80', '0.00'])
})
