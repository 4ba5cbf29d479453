import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sentences } from '../../src/claims/sentences.ts'
import type { Embedder } from '../../src/search/embedder.ts'
import { fuse } from '../../src/search/fuse.ts'
import { createSearch } from '../../src/search/search.ts'
import { createSemanticIndex, dot } from '../../src/search/semantic.ts'
import { fingerprint, loadSnapshot, saveSnapshot } from '../../src/search/snapshot.ts'
import { createFakeEmbedder } from '../fakes/fake-embedder.ts'
import { paperOf } from '../fakes/paper-of.ts'

const papers = [
  paperOf('a', 'Otters', 'Otters swim in rivers. They eat fish at night.'),
  paperOf('b', 'Kilns', 'Clay is fired in kilns. Glaze melts late.'),
  paperOf('c', 'River fish', 'Fish swim upstream.'),
]
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'verbatim-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const loaded = async (embedder: Embedder | undefined) => {
  const search = createSearch({ embedder, sentences })
  await search.load(papers)
  return search
}
const word = (id: string, score: number, coverage: number) => ({ id, score, coverage, terms: [id] })

it('ranks every paper and names the sentence that fits best', async () => {
  const embedder = createFakeEmbedder()
  const index = createSemanticIndex(embedder, sentences)
  await index.add(papers)
  const [query = new Float32Array()] = await embedder.embed(['eat fish at night'], 'query')
  const hits = index.search(query)
  expect(hits).toHaveLength(3)
  const { start = 0, end = 0 } = hits[0]?.sentence ?? {}
  expect(papers[0]?.abstract.slice(start, end)).toBe('They eat fish at night.')
  expect(embedder.calls.every((texts) => texts.length <= 16)).toBe(true)
})

it('takes its vectors back, and refuses those of other papers', async () => {
  const embedder = createFakeEmbedder()
  const index = createSemanticIndex(embedder, sentences)
  await index.add(papers)
  const again = createSemanticIndex(embedder, sentences)
  expect(again.restore(index.snapshot(papers), papers.slice(1))).toBe(false)
  expect(again.restore(index.snapshot(papers), papers)).toBe(true)
  const [query = new Float32Array()] = await embedder.embed(['glaze'], 'query')
  expect(again.search(query)).toEqual(index.search(query))
})

it('lets words nobody holds count for nothing, and words that are all held decide', () => {
  const meaning = [
    { id: 'a', score: 0.9 },
    { id: 'b', score: 0.8 },
    { id: 'c', score: 0.1 },
  ]
  expect(fuse([word('b', 5, 0.1)], meaning).map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  expect(fuse([word('b', 5, 1)], meaning).map(({ id }) => id)).toEqual(['b', 'a', 'c'])
  expect(fuse([word('b', 5, 1)], []).map(({ id }) => id)).toEqual(['b'])
})

it('fuses any two rankings to finite scores in falling order, each paper once', () => {
  const unit = fc.double({ min: 0, max: 1, noNaN: true })
  const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'))
  fc.assert(
    fc.property(ids, ids, fc.array(unit, { minLength: 10, maxLength: 10 }), (inWords, inMeaning, values) => {
      const hits = fuse(
        inWords.map((id, i) => word(id, 10 * (values[i] ?? 0), values[i] ?? 0)).sort((a, b) => b.score - a.score),
        inMeaning.map((id, i) => ({ id, score: values[i + 5] ?? 0 })).sort((a, b) => b.score - a.score),
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
  expect(fits.filter(({ shares }) => shares.some(Boolean))[0]).toMatchObject({ paperId: 'b', meaning: 0 })
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

it('gives a snapshot back only whole and under its own fingerprint', () => {
  const vectors = Float32Array.from([1, 2, 3])
  const own = fingerprint(papers, 'fake')
  mkdirSync(folder, { recursive: true })
  saveSnapshot(folder, own, { lexical: '{}', vectors })
  expect(loadSnapshot(folder, own)).toEqual({ lexical: '{}', vectors })
  expect(loadSnapshot(folder, fingerprint(papers, 'other'))).toBeUndefined()
  expect(loadSnapshot(join(folder, 'none'), own)).toBeUndefined()
  const file = join(folder, 'index.json')
  const text = readFileSync(file, 'utf8')
  for (const broken of [text.replace('"{}"', '"[]"'), text.slice(0, -9), text.replace('AACA', 'AABA')]) {
    expect(broken).not.toBe(text)
    writeFileSync(file, broken)
    expect(loadSnapshot(folder, own)).toBeUndefined()
  }
})

it('makes unit vectors in the fake, too', async () => {
  const [vector = new Float32Array()] = await createFakeEmbedder().embed(['one two three'], 'query')
  expect(dot(vector, vector)).toBeCloseTo(1)
})
