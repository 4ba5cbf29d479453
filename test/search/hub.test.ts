import { createReadStream, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { UserError } from '../../src/errors.ts'
import { createTransformersEmbedder } from '../../src/search/transformers.ts'

const modelsFolder = join(import.meta.dirname, '../../data')
const MODEL = 'acme/tiny'
let cacheFolder: string
let server: Server
let served: string[]
let serve: (file: string, response: ServerResponse) => void

beforeEach(async () => {
  cacheFolder = mkdtempSync(join(tmpdir(), 'verbatim-'))
  served = []
  serve = whole
  server = createServer((request, response) => {
    const file = request.url?.split('/resolve/main/')[1] ?? ''
    served.push(file)
    serve(file, response)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise((closed) => server.close(closed))
  rmSync(cacheFolder, { recursive: true, force: true })
})

/** The shipped model's files in the hub's layout. */
function whole(file: string, response: ServerResponse) {
  const path = join(modelsFolder, 'model', file)
  if (!existsSync(path)) return void response.writeHead(404).end()
  response.setHeader('content-length', readFileSync(path).length)
  createReadStream(path).pipe(response)
}
const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
const seen: string[] = []
const open = (hub = address(), stalledMs = 20_000, model = MODEL) =>
  createTransformersEmbedder({
    model,
    modelsFolder,
    cacheFolder,
    hub,
    stalledMs,
    onProgress: ({ file }) => seen.push(file),
  })

it('downloads a model once, with progress, and loads it from the home without the hub', async () => {
  const first = await open()
  const [vector] = await first.embed(['a small model'], 'query')
  await first.close()
  expect(seen).toContain('onnx/model_quantized.onnx')
  const asked = served.length
  const second = await open('http://127.0.0.1:1/')
  expect(await second.embed(['a small model'], 'query')).toEqual([vector])
  await second.close()
  expect(served.length).toBe(asked)
  const shipped = await createTransformersEmbedder({ model: 'shipped', modelsFolder, cacheFolder })
  expect(cosine((await shipped.embed(['a small model'], 'query'))[0], vector)).toBeCloseTo(1, 5)
  await shipped.close()
})

it('puts before a text what its model wants before questions and before passages', async () => {
  const e5 = await open(address(), 20_000, 'Xenova/e5-small-v2')
  const plain = await open()
  for (const [role, prefix] of [
    ['query', 'query: '],
    ['passage', 'passage: '],
  ] as const) {
    const [prefixed] = await plain.embed([`${prefix}a small model`], role)
    expect(cosine((await e5.embed(['a small model'], role))[0], prefixed)).toBeCloseTo(1, 5)
  }
  await e5.close()
  await plain.close()
})

it.each<[string, typeof serve]>([
  ['does not know it', (_file, response) => response.writeHead(404).end()],
  ['refuses for now', (_file, response) => response.writeHead(429, { 'retry-after': '9' }).end()],
  ['is broken', (_file, response) => response.writeHead(503).end()],
  [
    'hangs up halfway',
    (_file, response) => response.writeHead(200, { 'content-length': 999 }).write('{', () => response.destroy()),
  ],
])('names the model and the mend when the hub %s, and keeps nothing of it', async (_case, answer) => {
  serve = answer
  const opened = open()
  await expect(opened).rejects.toThrow(UserError)
  await expect(opened).rejects.toThrow(/acme\/tiny .*check the name and the network/)
  serve = whole
  const again = await open()
  expect(await again.embed(['x'], 'query')).toHaveLength(1)
  await again.close()
})

it('names the model when the hub cannot be reached', async () => {
  const closed = address()
  await new Promise((done) => server.close(done))
  await expect(open(closed)).rejects.toThrow(/acme\/tiny .*ECONNREFUSED/)
})

it('gives a hub up that stops sending', async () => {
  serve = (file, response) => (file.endsWith('.onnx') ? response.writeHead(200).write('x') : whole(file, response))
  await expect(open(address(), 1500)).rejects.toThrow(/no data for 1.5 s/)
})

const cosine = (a: Float32Array = new Float32Array(), b: Float32Array = new Float32Array()) =>
  a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0)
