import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { UserError } from '../../src/errors.ts'
import { readRecipes, recipeOf } from '../../src/search/models.ts'
import { createTransformersEmbedder } from '../../src/search/transformers.ts'

const modelsFolder = join(import.meta.dirname, '../../data')
const MODEL = 'acme/tiny'
let cacheFolder: string
let server: Server
let served: string[]
let serve: (file: string, request: IncomingMessage, response: ServerResponse) => void

beforeEach(async () => {
  cacheFolder = mkdtempSync(join(tmpdir(), 'verbatim-'))
  served = []
  serve = whole
  server = createServer((request, response) => {
    const file = request.url?.split('/resolve/main/')[1] ?? ''
    served.push(`${request.method} ${file}${request.headers.range ? ` ${request.headers.range}` : ''}`)
    serve(file, request, response)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise((closed) => server.close(closed))
  rmSync(cacheFolder, { recursive: true, force: true })
})

/** The shipped model's files in the hub's layout: large ones elsewhere, with their SHA-256 beside the way there. */
function whole(file: string, { method, headers }: IncomingMessage, response: ServerResponse) {
  const [name = '', place] = file.split('?')
  const path = join(modelsFolder, 'model', name)
  if (!existsSync(path)) return void response.writeHead(404).end()
  const content = readFileSync(path)
  if (name.endsWith('.onnx') && !place) {
    response.setHeader('x-linked-etag', `"${sha256(content)}"`)
    response.setHeader('x-linked-size', content.length)
    return void response.writeHead(302, { location: `/x/resolve/main/${file}?elsewhere` }).end('Found')
  }
  const from = Number(/bytes=(\d+)-/.exec(headers.range ?? '')?.[1] ?? 0)
  if (!place) response.setHeader('etag', `"${gitSha1(content)}"`)
  response.setHeader('content-length', content.length - from)
  if (from > 0) response.setHeader('content-range', `bytes ${from}-${content.length - 1}/${content.length}`)
  response.writeHead(from > 0 ? 206 : 200).end(method === 'HEAD' ? undefined : content.subarray(from))
}
const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex')
const gitSha1 = (content: Buffer) => createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex')
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

it.each<[string, typeof serve, RegExp]>([
  ['does not know it', (_file, _request, response) => response.writeHead(404).end(), /the hub answers 404/],
  ['stays broken', (_file, _request, response) => response.writeHead(503).end(), /the hub answers 503/],
  [
    'sends other bytes than it announces',
    (file, request, response) =>
      request.method === 'HEAD' ? whole(file, request, response) : response.writeHead(200).end('{}'),
    /not the file the hub announced/,
  ],
])('names the model and the mend when the hub %s, and starts cleanly the next time', async (_case, answer, reason) => {
  serve = answer
  const opened = open()
  await expect(opened).rejects.toThrow(UserError)
  await expect(opened).rejects.toThrow(reason)
  await expect(opened).rejects.toThrow(/acme\/tiny .*check the name and the network/)
  serve = whole
  const again = await open()
  expect(await again.embed(['x'], 'query')).toHaveLength(1)
  await again.close()
})

it('waits as long as a busy hub says and asks again', async () => {
  let refusals = 2
  serve = (file, request, response) =>
    refusals-- > 0 ? response.writeHead(429, { 'retry-after': '1' }).end() : whole(file, request, response)
  const started = performance.now()
  const embedder = await open()
  expect(performance.now() - started).toBeGreaterThan(1900)
  expect(await embedder.embed(['x'], 'query')).toHaveLength(1)
  await embedder.close()
})

it('goes on where a connection broke, at once and after a restart', async () => {
  const cut = (file: string, request: IncomingMessage, response: ServerResponse) => {
    if (request.method === 'HEAD' || !file.includes('.onnx?')) return whole(file, request, response)
    const content = readFileSync(join(modelsFolder, 'model', 'onnx/model_quantized.onnx'))
    response.writeHead(200, { 'content-length': content.length })
    response.write(content.subarray(0, 100_000), () => response.destroy())
  }
  let times = 0
  serve = (file, request, response) => {
    const isLast = file.includes('.onnx?') && ++times > 1
    if (isLast) response.writeHead(404).end()
    else cut(file, request, response)
  }
  await expect(open()).rejects.toThrow(/acme\/tiny/)
  serve = whole
  served = []
  const embedder = await open()
  expect(served.some((one) => /^GET onnx.* bytes=[1-9]\d*-$/.test(one))).toBe(true)
  expect(await embedder.embed(['x'], 'query')).toHaveLength(1)
  await embedder.close()
})

it('takes the recipe of a model from the reader’s own table, and names what is wrong in it', async () => {
  const file = join(cacheFolder, 'models.json')
  expect(readRecipes(file)).toEqual({})
  writeFileSync(file, JSON.stringify({ [MODEL]: { queryPrefix: 'ask: ' } }))
  const recipes = readRecipes(file)
  expect(recipeOf(MODEL, recipes)).toEqual({ pooling: 'mean', queryPrefix: 'ask: ', passagePrefix: '' })
  const own = await createTransformersEmbedder({ model: MODEL, modelsFolder, cacheFolder, hub: address(), recipes })
  const plain = await open()
  expect(own.id).not.toBe(plain.id)
  expect(cosine((await own.embed(['x y'], 'query'))[0], (await plain.embed(['ask: x y'], 'query'))[0])).toBeCloseTo(
    1,
    5,
  )
  await own.close()
  await plain.close()
  writeFileSync(file, JSON.stringify({ [MODEL]: { pooling: 'max' } }))
  expect(() => readRecipes(file)).toThrow(/models\.json .*acme\/tiny\.pooling/)
  writeFileSync(file, '{')
  expect(() => readRecipes(file)).toThrow(UserError)
})

it('names the model when the hub cannot be reached', async () => {
  const closed = address()
  await new Promise((done) => server.close(done))
  await expect(open(closed)).rejects.toThrow(/acme\/tiny .*ECONNREFUSED/)
})

it('gives a hub up that stops sending', async () => {
  serve = (file, request, response) =>
    file.includes('.onnx?') && request.method === 'GET'
      ? response.writeHead(200, { 'content-length': 999 }).write('x')
      : whole(file, request, response)
  await expect(open(address(), 1500)).rejects.toThrow(/no data for 1.5 s/)
})

const cosine = (a: Float32Array = new Float32Array(), b: Float32Array = new Float32Array()) =>
  a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0)
