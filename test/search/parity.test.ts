import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { createTransformersEmbedder } from '../../src/search/transformers.ts'

const dataFolder = join(import.meta.dirname, '../../data')
const paritySchema = z.array(z.object({ text: z.string(), vector: z.array(z.number()) }))

it('gives the vectors that its trainer gave, to within the rounding to bytes', async () => {
  const parity = paritySchema.parse(JSON.parse(readFileSync(join(dataFolder, 'model/parity.json'), 'utf8')))
  expect(parity).toHaveLength(50)
  const embedder = await createTransformersEmbedder({
    model: 'shipped',
    modelsFolder: dataFolder,
    cacheFolder: tmpdir(),
  })
  const vectors = await embedder.embed(
    parity.map(({ text }) => text),
    'passage',
  )
  await embedder.close()
  for (const [i, { text, vector }] of parity.entries()) {
    const cosine = vector.reduce((sum, value, at) => sum + value * (vectors[i]?.[at] ?? 0), 0)
    expect(cosine, text).toBeGreaterThan(0.9995)
  }
})
