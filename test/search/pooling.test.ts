import { mean_pooling, Tensor } from '@xenova/transformers'
import { expect, it } from 'vitest'
import { firstPooled, meanPooled } from '../../src/search/pooling.ts'
import { seeded } from '../fakes/seeded.ts'

const dims = [3, 5, 7]
const random = seeded(7)
const data = Float32Array.from({ length: 3 * 5 * 7 }, () => random() - 0.5)
// Texts of five, three and no tokens.
const mask = BigInt64Array.from([5, 3, 0].flatMap((own) => [0, 1, 2, 3, 4].map((i) => (i < own ? 1n : 0n))))

it("gives the library's own means to the last digit, NaN included", () => {
  const own = meanPooled({ data, dims }, mask)
  const library = mean_pooling(new Tensor('float32', data, dims), new Tensor('int64', mask, [3, 5]))
  expect(own).toEqual(library.data)
  expect(own.subarray(14).every(Number.isNaN)).toBe(true)
})

it('gives the vector of the first token of each text', () => {
  expect(firstPooled({ data, dims })).toEqual(
    Float32Array.from([0, 1, 2].flatMap((text) => [...data.subarray(text * 35, text * 35 + 7)])),
  )
})
