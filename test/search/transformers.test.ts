import { type ChildProcess, fork } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { UserError } from '../../src/errors.ts'
import { createTransformersEmbedder } from '../../src/search/transformers.ts'

const started: ChildProcess[] = []
const startProcess = ((...args: Parameters<typeof fork>) => {
  const child = fork(...args)
  started.push(child)
  return child
}) as typeof fork

const modelsFolder = join(import.meta.dirname, '../../data')
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'verbatim-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const open = () => createTransformersEmbedder({ model: 'shipped', modelsFolder, cacheFolder: folder, startProcess })

it('answers what was asked before it closes, and nothing afterwards', async () => {
  const embedder = await open()
  const texts = Array.from({ length: 50 }, (_, i) => `text ${i}`)
  const asked = embedder.embed(texts, 'passage')
  await embedder.close()
  expect(await asked).toHaveLength(50)
  expect(started.at(-1)?.killed).toBe(true)
  await expect(embedder.embed(['x'], 'query')).rejects.toThrow('closed')
})

it('starts again after its process is killed', async () => {
  const embedder = await open()
  const [before] = await embedder.embed(['a small model'], 'query')
  const child = started.at(-1)
  const gone = new Promise((done) => child?.once('exit', done))
  child?.kill('SIGKILL')
  // Asked while it dies: refused or answered by the next process, never left waiting.
  await Promise.allSettled([embedder.embed(['a small model'], 'query')])
  await gone
  expect(await embedder.embed(['a small model'], 'query')).toEqual([before])
  expect(started.at(-1)).not.toBe(child)
  await embedder.close()
})

it('keeps its process when a terminal tells every process to stop', async () => {
  const embedder = await open()
  await embedder.embed(['a small model'], 'query')
  const child = started.at(-1)
  child?.kill('SIGINT')
  child?.kill('SIGTERM')
  expect(await embedder.embed(['another model'], 'query')).toHaveLength(1)
  expect(child?.signalCode).toBe(null)
  expect(started.at(-1)).toBe(child)
  await embedder.close()
})

it('closes without having been used', async () => {
  const embedder = await open()
  expect(await embedder.embed([], 'query')).toEqual([])
  await embedder.close()
})

it.each(['tokenizer.json', 'onnx/model_quantized.onnx'])('names the folder when %s is cut short', async (file) => {
  const broken = join(folder, `cut-${file.length}`)
  cpSync(join(modelsFolder, 'model'), broken, { recursive: true })
  truncateSync(join(broken, file), 1000)
  const embedder = await createTransformersEmbedder({ model: broken, modelsFolder, cacheFolder: folder })
  const asked = embedder.embed(['x'], 'query')
  await expect(asked).rejects.toThrow(UserError)
  await expect(asked).rejects.toThrow(broken)
  await embedder.close()
})
