import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import wabt from 'wabt'
import { sentences } from '../../src/claims/sentences.ts'
import type { Paper } from '../../src/papers/paper.ts'
import { createTextsInMemory } from '../../src/papers/texts.ts'
import { textsHash } from '../../src/papers/texts-hash.ts'
import { dot, packVectors, toBytes, unpackVectors } from '../../src/search/byte-vector.ts'
import type { Embedder } from '../../src/search/embedder.ts'
import { fuse } from '../../src/search/fuse.ts'
import { openIndexFile } from '../../src/search/index-file.ts'
import { SCAN_WASM } from '../../src/search/scan-wasm.ts'
import { createSearch } from '../../src/search/search.ts'
import { createSemanticIndex } from '../../src/search/semantic.ts'
import { createVectorTable } from '../../src/search/vector-table.ts'
import { createFakeEmbedder } from '../fakes/fake-embedder.ts'
import { paperOf } from '../fakes/paper-of.ts'

const papers = [
  paperOf('a', 'Otters', 'Otters swim in rivers. They eat fish at night.'),
  paperOf('b', 'Kilns', 'Clay is fired in kilns. Glaze melts late.'),
  paperOf('c', 'River fish', 'Fish swim upstream.'),
]
const loaded = async (embedder: Embedder | undefined) => {
  const search = createSearch({ embedder, sentences })
  search.load(papers)
  await search.embedMissing()
  return search
}
const textOf = (paper: Paper) => ({ id: paper.id, hash: textsHash(paper) })
const word = (id: string, score: number, coverage: number) => ({ id, score, coverage, reach: coverage })

it('ranks every paper and names the sentence that fits best', async () => {
  const embedder = createFakeEmbedder()
  const index = createSemanticIndex({ db: openIndexFile(), embedder, sentences })
  await index.add(papers)
  const [query = new Float32Array()] = await embedder.embed(['eat fish at night'], 'query')
  const { hits } = index.search(query)
  expect(hits).toHaveLength(3)
  expect(hits[0]).toMatchObject({ id: 'a', sentence: 1 })
})

it('takes its vectors back, but not those of a changed text or of another model', async () => {
  const embedder = createFakeEmbedder()
  const db = openIndexFile()
  const index = createSemanticIndex({ db, embedder, sentences })
  await index.add(papers)
  const again = createSemanticIndex({ db, embedder, sentences })
  const changed = paperOf('b', 'Kilns', 'Changed.')
  expect(again.restore([...papers.filter(({ id }) => id !== 'b'), changed].map(textOf))).toEqual(['b'])
  const [query = new Float32Array()] = await embedder.embed(['fish'], 'query')
  expect(again.search(query).hits.map(({ id }) => id)).not.toContain('b')
  const other = createSemanticIndex({ db, embedder: { ...embedder, id: 'other' }, sentences })
  expect(other.restore(papers.map(textOf))).toEqual(papers.map(({ id }) => id))
})

it('takes the vectors of exactly the texts there are, and all at once where no others are kept', async () => {
  const db = openIndexFile()
  const embedder = createFakeEmbedder()
  const [a, b, c] = papers as [Paper, Paper, Paper]
  const of = (model: string) => createSemanticIndex({ db, embedder: { ...embedder, id: model }, sentences })
  const known = (...given: Paper[]) => {
    const texts = createTextsInMemory()
    texts.put(given)
    return texts
  }
  /** What lacks vectors, and the hits of a question with their scores. */
  const load = async (model: string, ...given: Paper[]) => {
    const index = of(model)
    const missing = index.load(known(...given))
    const [query = new Float32Array()] = await embedder.embed(['fish'], 'query')
    return { missing, hits: index.search(query).hits }
  }
  const first = of('one')
  await first.add([a, b])
  const [query = new Float32Array()] = await embedder.embed(['fish'], 'query')
  expect(await load('one', a, b)).toEqual({ missing: [], hits: first.search(query).hits })
  expect((await load('one', a, b, c)).missing).toEqual(['c'])
  // One is gone: its vectors are kept, and not found.
  expect((await load('one', a)).hits.map(({ id }) => id)).toEqual(['a'])
  const changed = { ...b, abstract: 'Changed.' }
  expect((await load('one', a, changed)).missing).toEqual(['b'])
  await of('one').add([changed])
  expect(await load('one', a, changed)).toMatchObject({ missing: [], hits: [{ id: 'a' }, { id: 'b' }] })
  // Another model takes a part over, and the first takes it back.
  await of('two').add([a])
  expect((await load('one', a, changed)).missing).toEqual(['a'])
  expect((await load('two', a, changed)).missing).toEqual(['b'])
  await of('one').add([a])
  expect(await load('one', a, changed)).toMatchObject({ missing: [], hits: [{ id: 'a' }, { id: 'b' }] })
})

it('keeps vectors to within a thousandth, in a quarter of the room', () => {
  fc.assert(
    fc.property(fc.array(fc.float({ min: -1, max: 1, noNaN: true }), { minLength: 64, maxLength: 64 }), (values) => {
      const length = Math.hypot(...values) || 1
      const vector = Float32Array.from(values, (value) => value / length)
      const [kept] = unpackVectors(packVectors([toBytes(vector)]), 64)
      if (!kept) throw new Error('nothing unpacked')
      expect(dot(vector, kept)).toBeCloseTo(
        vector.reduce((sum, value) => sum + value * value, 0),
        2,
      )
    }),
  )
})

it('ships the kernel that its text compiles to', async () => {
  const text = readFileSync(join(import.meta.dirname, '../../src/search/scan.wat'), 'utf8')
  const { buffer } = (await wabt()).parseWat('scan.wat', text, { simd: true }).toBinary({})
  expect(SCAN_WASM).toBe(Buffer.from(buffer).toString('base64'))
})

it('scans, replaces and removes rows of a table that grows', () => {
  const table = createVectorTable(4)
  const vector = (i: number) => Float32Array.from([Math.cos(i), Math.sin(i), 0, 0])
  for (let i = 0; i < 300; i++) table.put(String(i), toBytes(vector(i)))
  table.put('7', toBytes(vector(1000)))
  table.remove('0')
  table.remove('none')
  expect(table.size()).toBe(299)
  expect(table.get('0')).toBeUndefined()
  const { ids, scores } = table.scores(vector(1000))
  expect(new Set(ids).size).toBe(299)
  for (const [row, id] of ids.entries()) {
    expect(scores[row]).toBeCloseTo(id === '7' ? 1 : Math.cos(1000 - Number(id)), 1)
  }
})

it('serves by words while vectors are being made, and by both as they come', async () => {
  const slow = createFakeEmbedder()
  let release = () => {}
  const gate = new Promise<void>((open) => {
    release = open
  })
  const embedder: Embedder = {
    ...slow,
    async embed(texts, role) {
      if (role === 'passage') await gate
      return slow.embed(texts, role)
    },
  }
  const search = createSearch({ embedder, sentences })
  expect(search.load(papers)).toEqual({ changed: 3, missing: 3 })
  const making = search.embedMissing()
  expect((await search.search('kilns', { limit: 5, mode: 'fused' })).hits.map(({ id }) => id)).toEqual(['b'])
  expect(search.state().embedded).toBe(0)
  release()
  await making
  expect(search.state().embedded).toBe(3)
  expect((await search.search('kilns', { limit: 5, mode: 'fused' })).hits).toHaveLength(3)
})

it('lets words nobody holds count for nothing, and words that are all held decide', () => {
  const hits = [
    { id: 'a', score: 0.9 },
    { id: 'b', score: 0.8 },
    { id: 'c', score: 0.1 },
  ]
  const near = { hits, mean: 0.1 }
  expect(fuse([word('b', 5, 0.05)], near).hits.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  expect(fuse([word('b', 5, 1)], near).hits.map(({ id }) => id)).toEqual(['b', 'a', 'c'])
  expect(fuse([word('b', 5, 1)], { hits: [], mean: 0 }).hits.map(({ id }) => id)).toEqual(['b'])
})

it('fuses any two rankings to finite scores in falling order, each paper once', () => {
  const unit = fc.double({ min: 0, max: 1, noNaN: true })
  const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'))
  fc.assert(
    fc.property(ids, ids, fc.array(unit, { minLength: 10, maxLength: 10 }), (inWords, inMeaning, values) => {
      const { hits } = fuse(
        inWords.map((id, i) => word(id, 10 * (values[i] ?? 0), values[i] ?? 0)).sort((a, b) => b.score - a.score),
        { hits: inMeaning.map((id, i) => ({ id, score: values[i + 5] ?? 0 })), mean: values[9] ?? 0 },
      )
      expect(new Set(hits.map(({ id }) => id)).size).toBe(hits.length)
      expect(hits.every(({ score }) => Number.isFinite(score))).toBe(true)
      expect(hits.every(({ score }, i) => i === 0 || score <= (hits[i - 1]?.score ?? 0))).toBe(true)
    }),
  )
})

it('works by words alone without an embedder', async () => {
  const search = await loaded(undefined)
  expect((await search.search('kilns', { limit: 5, mode: 'fused' })).hits.map(({ id }) => id)).toEqual(['b'])
  expect(search.similar('a', 1).map(({ id }) => id)).toEqual(['c'])
  const fits = await search.sentenceFits('glaze melts', ['a', 'b'])
  const held = fits.filter(({ sentences }) => sentences.some(({ shares }) => shares.some(Boolean)))
  expect(held.map(({ paperId }) => paperId)).toEqual(['b'])
  expect(held[0]?.sentences[0]).toMatchObject({ meaning: 0, typical: 0 })
})

it('leaves out what is not accepted, counts the rest and cuts at the limit', async () => {
  const search = await loaded(createFakeEmbedder())
  const found = await search.search('fish', { limit: 1, mode: 'fused', accept: (id) => id !== 'c' })
  expect(found.total).toBe(2)
  expect(found.hits.map(({ id }) => id)).toEqual(['a'])
})

it('finds an added paper at once', async () => {
  const search = await loaded(createFakeEmbedder())
  await search.add([paperOf('d', 'Looms', 'Weaving.')])
  expect((await search.search('looms', { limit: 1, mode: 'fused' })).hits[0]?.id).toBe('d')
  expect(search.similar('d', 9).map(({ id }) => id)).not.toContain('d')
})

it('takes the last text of a paper that comes twice at once', async () => {
  const search = await loaded(createFakeEmbedder())
  await search.add([paperOf('d', 'Looms', 'Weaving.'), paperOf('d', 'Spindles', 'Spinning.')])
  expect(search.holding('weaving')).toEqual([])
  expect(search.holding('spinning')).toEqual(['d'])
  expect(search.state().embedded).toBe(4)
})

it('makes unit vectors in the fake, too', async () => {
  const [vector = new Float32Array()] = await createFakeEmbedder().embed(['one two three'], 'query')
  expect(Math.hypot(...vector)).toBeCloseTo(1)
})
