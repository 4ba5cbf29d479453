import { cpSync, mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { parseConfig } from '../../src/config.ts'
import { modelFindings } from '../../src/doctor/model.ts'
import { runCheck } from '../../src/doctor/run-check.ts'
import { inFolder } from './in-folder.ts'

const folder = inFolder()
const dataFolder = resolve(import.meta.dirname, '../../data')
const KNOWN = '/acme/known/resolve/main/config.json'
let server: Server
let hub: string
beforeAll(async () => {
  server = createServer((request, response) => response.writeHead(request.url === KNOWN ? 200 : 401).end())
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  hub = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())

function look(EMBEDDING_MODEL: string, EMBEDDING_HUB = hub) {
  const config = parseConfig({ EMBEDDING_MODEL, EMBEDDING_HUB, VERBATIM_HOME: folder() })
  const parts = { config, dataFolder, timeoutMs: 1000 }
  return runCheck({ what: 'model', limitMs: 30_000, look: () => modelFindings(parts) })
}

it('lets the model that ships read a sentence', async () => {
  const [finding] = await look('shipped')
  expect(finding).toMatchObject({ what: 'model', status: 'good' })
  expect(finding?.says).toMatch(/^shipped reads a sentence into 256 dimensions in \d+ ms$/)
})

it('warns of what is lost without a model', async () => {
  expect(await look('none')).toMatchObject([
    { status: 'warning', says: expect.stringContaining('by their words only') },
  ])
})

it('finds a folder bad that is not there, lacks files, or holds a broken model', async () => {
  const at = join(folder(), 'model')
  expect(await look(at)).toMatchObject([{ status: 'bad', says: expect.stringContaining('a folder that is not there') }])
  mkdirSync(at)
  expect(await look(at)).toMatchObject([{ status: 'bad', says: expect.stringContaining('lacks config.json') }])
  rmSync(at, { recursive: true })
  cpSync(join(dataFolder, 'model'), at, { recursive: true, filter: (file) => !file.includes('training') })
  truncateSync(join(at, 'onnx/model_quantized.onnx'), 1000)
  expect(await look(at)).toMatchObject([{ status: 'bad', says: expect.stringContaining('cannot be loaded') }])
})

it('warns of a download that the next start makes', async () => {
  expect(await look('acme/known')).toMatchObject([
    { status: 'warning', says: expect.stringContaining('the next start downloads it') },
  ])
})

it('finds a model bad that its hub has not, or whose hub cannot be reached', async () => {
  expect(await look('acme/unknown')).toMatchObject([{ status: 'bad', says: expect.stringContaining('HTTP 401') }])
  expect(await look('acme/known', 'http://127.0.0.1:9')).toMatchObject([
    { status: 'bad', says: expect.stringContaining('cannot be reached') },
  ])
})

it('finds a broken table of recipes bad', async () => {
  writeFileSync(join(folder(), 'models.json'), '{"a": {"pooling": "max"}}')
  expect(await look('shipped')).toMatchObject([{ status: 'bad', says: expect.stringContaining('models.json') }])
})
