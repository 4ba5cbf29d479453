import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sentences } from '../../src/claims/sentences.ts'
import { UserError } from '../../src/errors.ts'
import type { Paper } from '../../src/papers/paper.ts'
import { acronymsIn } from '../../src/search/acronyms.ts'
import type { Embedder } from '../../src/search/embedder.ts'
import { createSearch } from '../../src/search/search.ts'
import { tokenize } from '../../src/search/tokenize.ts'
import { createTransformersEmbedder } from '../../src/search/transformers.ts'
import { paperOf } from '../fakes/paper-of.ts'

const modelsFolder = join(import.meta.dirname, '../../data')
const papers = [
  paperOf(
    'a',
    'Guessing ahead',
    'We study speculative decoding (SD) for language models. A small model drafts 4 tokens.',
  ),
  paperOf('b', 'Tiny weights', 'We quantise to 1.58-bit weights. Memory falls by 2.4× on 3,072 prompts.'),
  paperOf('c', 'Singing machines', 'Songs are generated from lyrics. The singing voice follows the melody.'),
]

let folder: string
let embedder: Embedder
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'verbatim-'))
  embedder = await createTransformersEmbedder({ model: 'shipped', modelsFolder, cacheFolder: folder })
})
afterAll(async () => {
  await embedder.close()
  rmSync(folder, { recursive: true, force: true })
})

const find = async (query: string, mode: 'fused' | 'lexical' | 'semantic' = 'fused') => {
  const search = createSearch({ embedder, sentences })
  search.load(papers)
  await search.embedMissing()
  return (await search.search(query, { limit: 3, mode })).hits.map(({ id }) => id)
}

it.each([
  ['1.58-bit', ['1.58-bit', '1.58', 'bit']],
  ['3,072', ['3,072', '3072']],
  ['2.4×', ['2.4x']],
  ['constructor', ['constructor']],
  ['__proto__', ['proto']],
  ['KV-cache', ['kv-cache', 'kv', 'cach']],
])('finds %s whole and in parts', (text, terms) => {
  expect(tokenize(text)).toEqual(terms)
})

it('reads acronyms from their definitions only', () => {
  expect(acronymsIn('We study speculative decoding (SD) and it (NOT) so.')).toEqual([
    { short: 'SD', long: 'speculative decoding' },
  ])
})

it('finds a paper by its acronym, its long form, a typo and a number', async () => {
  expect((await find('SD', 'lexical'))[0]).toBe('a')
  expect((await find('speculative decoding', 'lexical'))[0]).toBe('a')
  expect((await find('languge', 'lexical'))[0]).toBe('a')
  expect((await find('3072', 'lexical'))[0]).toBe('b')
})

it('finds by meaning what shares no word', async () => {
  expect((await find('music vocals', 'lexical')).length).toBe(0)
  expect((await find('music vocals', 'semantic'))[0]).toBe('c')
  expect((await find('music vocals'))[0]).toBe('c')
})

it('gives unit vectors, the same for a text alone and in a batch', async () => {
  const [alone] = await embedder.embed(['a small draft model'], 'query')
  const [, batched] = await embedder.embed(['other words', 'a small draft model'], 'passage')
  expect(batched).toEqual(alone)
  expect(Math.hypot(...(alone ?? []))).toBeCloseTo(1, 4)
})

it('takes its index back from its file, reads only what is new, and starts anew when a text changed or the file is damaged', async () => {
  const indexFolder = join(folder, 'index')
  const start = async (all: Paper[]) => {
    const search = createSearch({ embedder, sentences, indexFolder })
    const outcome = search.load(all)
    await search.embedMissing()
    const { hits } = await search.search('singing', { limit: 1, mode: 'fused' })
    await search.close()
    return { ...outcome, found: hits[0]?.id }
  }
  const changed = papers.map((paper) => (paper.id === 'a' ? { ...paper, abstract: 'A choir is singing.' } : paper))
  expect(await start(papers.slice(1))).toEqual({ changed: 2, missing: 2, found: 'c' })
  expect(await start(papers)).toEqual({ changed: 1, missing: 1, found: 'c' })
  expect(await start(papers)).toEqual({ changed: 0, missing: 0, found: 'c' })
  expect(await start(changed)).toEqual({ changed: 3, missing: 1, found: 'c' })
  rmSync(join(indexFolder, 'index.db-wal'), { force: true })
  writeFileSync(join(indexFolder, 'index.db'), 'not a database, but long enough to be read as the head of one')
  expect(await start(papers)).toEqual({ changed: 3, missing: 3, found: 'c' })
})

it('goes over to the other engine and back with the number of papers, and finds the same', async () => {
  const indexFolder = join(folder, 'engines')
  for (const [miniSearchUpTo, engine] of [
    [9, 'minisearch'],
    [2, 'fts5'],
    [2, 'fts5'],
    [9, 'minisearch'],
  ] as const) {
    const search = createSearch({ embedder: undefined, sentences, indexFolder, miniSearchUpTo })
    search.load(papers)
    expect(search.state().engine).toBe(engine)
    for (const [query, id] of [
      ['SD', 'a'],
      ['languge', 'a'],
      ['3072', 'b'],
      ['singin', 'c'],
    ] as const) {
      expect((await search.search(query, { limit: 3, mode: 'lexical' })).hits.map((hit) => hit.id)).toEqual([id])
    }
    await search.add([{ ...(papers[2] as Paper), abstract: 'Songs.' }])
    expect(search.holding('voice')).toEqual([])
    await search.close()
  }
})

it('says why each paper is there', async () => {
  const search = createSearch({ embedder, sentences })
  search.load(papers)
  await search.embedMissing()
  const why = async (query: string) => (await search.search(query, { limit: 1, mode: 'fused' })).hits[0]?.why
  expect(await why('Guessing with speculatve decoding')).toMatchObject({
    words: ['Guessing', 'speculatve', 'decoding'],
    title: ['Guessing'],
  })
  const byMeaning = await why('music vocals')
  expect(byMeaning).toMatchObject({ words: [], title: [], by: 'meaning' })
  const { start = 0, end = 0 } = byMeaning?.sentence ?? {}
  expect(papers[2]?.abstract.slice(start, end)).toMatch(/^(Songs are|The singing)/)
})

it('names a model folder that lacks files', async () => {
  const broken = createTransformersEmbedder({ model: folder, modelsFolder, cacheFolder: folder })
  await expect(broken).rejects.toThrow(UserError)
  await expect(broken).rejects.toThrow(/lacks config.json/)
})
