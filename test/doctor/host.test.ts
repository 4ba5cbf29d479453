import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { clockFindings } from '../../src/doctor/clock.ts'
import { corpusFinding } from '../../src/doctor/corpus.ts'
import { diskFindings } from '../../src/doctor/disk.ts'
import { runCheck } from '../../src/doctor/run-check.ts'
import { UserError } from '../../src/errors.ts'
import { type LoopbackSources, startLoopbackSources } from '../fakes/loopback-sources.ts'
import { inFolder } from './in-folder.ts'

const MB = 1024 ** 2
const NOWHERE = 'http://127.0.0.1:9/'
const folder = inFolder()
let server: LoopbackSources
beforeAll(async () => {
  server = await startLoopbackSources()
})
afterAll(() => server.close())

it('finds a disk good that has room, and says what the home takes', async () => {
  const home = join(folder(), 'home')
  mkdirSync(join(home, 'index'), { recursive: true })
  writeFileSync(join(home, 'index', 'file'), Buffer.alloc(3 * MB))
  const [finding] = await diskFindings(home)
  expect(finding).toMatchObject({ status: 'good', says: expect.stringMatching(/home takes \d MB; [\d.]+ GB are free/) })
  expect(readdirSync(home)).toEqual(['index'])
})

it('makes no home where there is none', async () => {
  const [finding] = await diskFindings(join(folder(), 'a/b'))
  expect(finding).toMatchObject({ status: 'good', says: expect.stringContaining('made at the first start') })
  expect(readdirSync(folder())).toEqual([])
})

it('warns of less than a gigabyte, and finds less than 100 MB bad', async () => {
  const status = async (free: number) => (await diskFindings(folder(), async () => free))[0]?.status
  expect(await Promise.all([2000, 900, 90].map((free) => status(free * MB)))).toEqual(['good', 'warning', 'bad'])
})

it('finds a home bad that cannot be written', async () => {
  const file = join(folder(), 'file')
  writeFileSync(file, '')
  for (const home of [file, join(file, 'home'), '/proc/verbatim']) {
    expect(await diskFindings(home)).toMatchObject([
      { status: 'bad', says: expect.stringContaining('cannot be written') },
    ])
  }
})

it('holds the clock against the first server that answers', async () => {
  const status = async (ahead: number) => {
    const now = () => Date.now() + ahead * 1000
    const [finding] = await clockFindings({ addresses: [NOWHERE, server.huggingFaceUrl], now, timeoutMs: 2000 })
    return `${finding?.status}: ${finding?.says.slice(0, 40)}`
  }
  expect(await status(0)).toMatch(/^good/)
  expect(await status(120)).toMatch(/^warning: the host's clock is 1(19|2\d) s ahead/)
  expect(await status(-400)).toMatch(/^bad: the host's clock is (39\d|40\d) s behind/)
})

it('says that nothing tells the time when nothing answers', async () => {
  const findings = await clockFindings({ addresses: [NOWHERE], now: Date.now, timeoutMs: 2000 })
  expect(findings).toMatchObject([{ status: 'warning', says: expect.stringContaining('nothing answers') }])
})

it('reads the papers to start with', () => {
  const data = join(import.meta.dirname, '../../data')
  expect(corpusFinding(undefined, data)).toMatchObject({ status: 'good', says: expect.stringMatching(/^69 papers/) })
  expect(corpusFinding('none', data).status).toBe('good')
  expect(corpusFinding(join(folder(), 'gone.jsonl'), data)).toMatchObject({ status: 'bad' })
  const file = join(folder(), 'papers.jsonl')
  writeFileSync(file, '{"id": "1", "title": "A", "abstract": "It works."}\n{"id": "2"}\n')
  expect(corpusFinding(file, data)).toMatchObject({ status: 'warning', says: expect.stringMatching(/^1 of 2 papers/) })
})

it('makes a bad finding of a check that throws or takes too long', async () => {
  const run = (look: () => Promise<never>) => runCheck({ what: 'disk', limitMs: 50, look })
  const mended = () => Promise.reject(new UserError('code', 'The file is gone: put it back.'))
  expect(await run(mended)).toEqual([{ what: 'disk', status: 'bad', says: 'The file is gone: put it back.' }])
  const broken = () => Promise.reject(new TypeError('no such thing'))
  expect(await run(broken)).toMatchObject([{ status: 'bad', says: expect.stringContaining('no such thing') }])
  const slow = () => sleep(5000, undefined, { ref: false }) as Promise<never>
  expect(await run(slow)).toMatchObject([{ status: 'bad', says: expect.stringContaining('within 0.05 s') }])
})
