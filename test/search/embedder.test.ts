import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { createTransformersEmbedder } from '../../src/search/transformers.ts'
import { embedderContract } from '../contracts/embedder.ts'
import { createFakeEmbedder } from '../fakes/fake-embedder.ts'

const modelsFolder = join(import.meta.dirname, '../../data')
const cacheFolder = mkdtempSync(join(tmpdir(), 'verbatim-'))
afterAll(() => rmSync(cacheFolder, { recursive: true, force: true }))

const folder = join(cacheFolder, 'own')
cpSync(join(modelsFolder, 'model'), folder, { recursive: true })

const opened = (model: string, pooling: 'mean' | 'cls', prefix = '') =>
  createTransformersEmbedder({
    model,
    modelsFolder,
    cacheFolder,
    recipes: { [folder]: { pooling, queryPrefix: prefix, passagePrefix: prefix } },
  })

embedderContract('the one that ships', () => opened('shipped', 'cls'))
embedderContract('one in a folder, which wants a prefix', () => opened(folder, 'mean', 'passage: '))
embedderContract('the tests’ fake', async () => createFakeEmbedder())

it('pools either way to the same vector, as the model is made for', async () => {
  const texts = ['a small model', 'reads quite a few more words than that', '']
  const [shipped, own] = await Promise.all([opened('shipped', 'cls'), opened(folder, 'mean')])
  const [first, mean] = await Promise.all([shipped.embed(texts, 'query'), own.embed(texts, 'query')])
  for (const [i, vector] of first.entries()) {
    for (const [at, value] of vector.entries()) expect(mean[i]?.[at]).toBeCloseTo(value, 5)
  }
  await Promise.all([shipped.close(), own.close()])
})
