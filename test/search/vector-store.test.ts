import fc from 'fast-check'
import { expect, it } from 'vitest'
import { dot, dots, packVectors, toBytes } from '../../src/search/byte-vector.ts'
import { openIndexFile } from '../../src/search/index-file.ts'
import { createVectorStore } from '../../src/search/vector-store.ts'

const vector = (seed: number) => toBytes(Float32Array.of(seed + 1, 2, 3, -4))
const hashes = (store: ReturnType<typeof createVectorStore>) =>
  Object.fromEntries(store.all().map(({ id, hash, vector: { bytes } }) => [id, `${hash} ${bytes.join()}`]))

it('gives each paper once with its newest vector, put together or not', () => {
  const db = openIndexFile()
  const store = createVectorStore(db, 'one', 4)
  const put = (id: number, hash: string, seed = id) =>
    store.put(`p${id}`, hash, packVectors([vector(seed)]), packVectors([]))
  for (let id = 0; id < 2100; id++) put(id, 'first')
  createVectorStore(db, 'other', 4).put('p5000', 'other', packVectors([vector(0)]), packVectors([]))
  const before = hashes(store)
  store.pack()
  expect(db.prepare('SELECT count(*) AS rows FROM whole_vectors').get()).toMatchObject({ rows: 1 })
  expect(hashes(store)).toEqual(before)
  expect(store.all()).toHaveLength(2100)

  put(7, 'second', 9)
  put(2100, 'first')
  expect(store.all()).toHaveLength(2101)
  expect(hashes(store)).toEqual({ ...before, p7: `second ${vector(9).bytes}`, p2100: `first ${vector(2100).bytes}` })
  db.close()
})

it('gives the products of packed vectors exactly as one by one, however many', () => {
  const component = fc.float({ noNaN: true, noDefaultInfinity: true, min: -1, max: 1 })
  const any = fc.array(component, { minLength: 5, maxLength: 5 }).map((values) => Float32Array.from(values))
  fc.assert(
    fc.property(any, fc.array(any, { maxLength: 11 }), (query, others) => {
      const packed = others.map(toBytes)
      // The scale goes through 32 bits on its way.
      const expected = packed.map(({ scale, bytes }) => dot(query, { scale: Math.fround(scale), bytes }))
      expect(dots(query, packVectors(packed))).toEqual(expected)
    }),
  )
})
