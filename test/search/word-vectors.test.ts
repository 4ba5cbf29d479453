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

it('gives the cosine of each vector to each word', async () => {
  const words = createWordVectors(embedderOf([]))
  const [toCup, toLoom] = await words.near([Float32Array.of(1, 0), Float32Array.of(0, 1)], ['mug', 'loom', 'cup'])
  expect([...(toCup ?? [])].map((cosine) => cosine.toFixed(2))).toEqual(['0.80', '0.00', '1.00'])
  expect([...(toLoom ?? [])].map((cosine) => cosine.toFixed(2))).toEqual(['0.60', '1.00', '0.00'])
})

it('makes each vector once', async () => {
  const asked: string[] = []
  const words = createWordVectors(embedderOf(asked))
  await words.learn(['cup', 'mug'])
  await words.near([Float32Array.of(1, 0)], ['mug', 'loom', 'cup', 'loom'])
  await words.near([Float32Array.of(1, 0)], ['loom'])
  expect(asked).toEqual(['cup', 'mug', 'loom'])
})

it('begins anew when it holds too many, and still knows all that is asked for', async () => {
  const many = Array.from({ length: 30_000 }, (_, i) => `word${i}`)
  const words = createWordVectors(embedderOf([]))
  await words.learn(many)
  const others = many.map((word) => `other ${word}`)
  const [cosines] = await words.near([Float32Array.of(1, 0)], ['cup', ...others, 'mug', 'word7'])
  expect(cosines).toHaveLength(30_003)
  expect([cosines?.[0], cosines?.at(-2)].map((cosine) => cosine?.toFixed(2))).toEqual(['1.00', '0.80'])
})
