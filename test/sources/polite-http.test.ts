import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { SourceUnavailable } from '../../src/sources/news.ts'
import { createPoliteHttp, type PoliteHttp, type PoliteHttpOptions } from '../../src/sources/polite-http.ts'
import { type Fault, hfRow, type LoopbackSources, startLoopbackSources } from '../fakes/loopback-sources.ts'

const NOON = Date.parse('2026-01-05T12:00:00Z')
const open: { close(): Promise<void> }[] = []
let clock: number
let sources: LoopbackSources
let http: PoliteHttp
let url: string

function httpOf(over: Partial<PoliteHttpOptions> = {}): PoliteHttp {
  const limits = { spacingMs: 0, timeoutMs: 2000, largestBytes: 100_000 }
  const made = createPoliteHttp({ name: 'Test', ...limits, now: () => clock, userAgent: 'verbatim-test/1', ...over })
  open.push(made)
  return made
}

beforeEach(async () => {
  clock = NOON
  sources = await startLoopbackSources()
  sources.days.set('2026-01-05', [hfRow(0)])
  url = `${sources.huggingFaceUrl}/api/daily_papers?date=2026-01-05`
  http = httpOf()
})

afterEach(async () => {
  for (const each of open.splice(0)) await each.close()
  await sources.close()
})

async function failure(asked: Promise<unknown>): Promise<SourceUnavailable> {
  const error = await asked.catch((cause: unknown) => cause)
  if (!(error instanceof SourceUnavailable)) throw new Error(`no SourceUnavailable, but ${error}`)
  expect(error.source).toBe('Test')
  return error
}

const fail = (fault: Fault) => {
  sources.faults.huggingface = fault
}

it('gives the text and says who asks', async () => {
  const answer = await http.get(url)
  expect(answer).toMatchObject({ status: 'fresh', text: JSON.stringify([hfRow(0)]) })
  expect(sources.requests[0]?.headers).toMatchObject({ 'user-agent': 'verbatim-test/1', 'accept-encoding': 'identity' })
})

it('asks one after another over one connection, so far apart as told', async () => {
  const spaced = httpOf({ spacingMs: 80 })
  fail({ delayMs: 30 })
  await Promise.all([spaced.get(url), spaced.get(url), spaced.get(url), spaced.get(url)])
  const gaps = sources.requests.slice(1).map(({ at }, index) => at - (sources.requests[index]?.at ?? 0))
  // Less than 80, since a busy machine may have noted the request before late.
  for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(40)
  expect(gaps.reduce((sum, gap) => sum + gap, 0)).toBeGreaterThanOrEqual(3 * 80 - 40)
  expect(sources.connections()).toBe(1)
})

it('keeps the distance before a retry too', async () => {
  const spaced = httpOf({ spacingMs: 100 })
  fail({ status: 500, times: 1 })
  await spaced.get(url)
  expect((sources.requests[1]?.at ?? 0) - (sources.requests[0]?.at ?? 0)).toBeGreaterThanOrEqual(60)
})

it('asks only for what has changed, and has the text of last time where nothing has', async () => {
  const first = await http.get(url, { etagKey: url })
  expect(await http.get(url, { etagKey: url })).toEqual({ ...first, status: 'unchanged' })
  sources.days.set('2026-01-05', [hfRow(1)])
  expect(await http.get(url, { etagKey: url })).toMatchObject({ status: 'fresh', text: JSON.stringify([hfRow(1)]) })
  expect(await http.get(url)).toMatchObject({ status: 'fresh' })
  expect(sources.requests.map(({ headers }) => headers['if-none-match'] !== undefined)).toEqual([
    false,
    true,
    true,
    false,
  ])
})

it.each([
  ['seconds', { 'retry-after': '90' }, 90],
  ['an HTTP date', { 'retry-after': 'Mon, 05 Jan 2026 12:02:00 GMT' }, 120],
  ['a limit used up', { ratelimit: '"api";r=0;t=123' }, 123],
  ['the limit used up of two', { ratelimit: '"pages";r=12;t=200, "api";r=0;t=60' }, 60],
  ['nothing', {}, 300],
  ['what nobody can read', { 'retry-after': 'later' }, 300],
  ['a year', { 'retry-after': '31536000' }, 24 * 3600],
])('lets a source that answers 429 alone for as long as it says, here by %s', async (_, headers, seconds) => {
  fail({ status: 429, headers })
  const first = await failure(http.get(url))
  expect(first.retryAt).toEqual(new Date(NOON + seconds * 1000))
  sources.faults.huggingface = undefined
  clock = NOON + seconds * 1000 - 1
  expect((await failure(http.get(`${url}&p=1`))).retryAt).toEqual(first.retryAt)
  expect(sources.requests).toHaveLength(1)
  clock += 1
  expect(await http.get(url)).toMatchObject({ status: 'fresh' })
})

it('lets no request that was waiting out once the source wants to be left alone', async () => {
  fail({ status: 429, delayMs: 50 })
  const [first, second] = await Promise.all([failure(http.get(url)), failure(http.get(url))])
  expect(second?.retryAt).toEqual(first?.retryAt)
  expect(sources.requests).toHaveLength(1)
})

it('takes 503 with Retry-After like 429, and without it for a passing error', async () => {
  fail({ status: 503, headers: { 'retry-after': '60' } })
  expect((await failure(http.get(url))).retryAt).toEqual(new Date(NOON + 60_000))
  expect(sources.requests).toHaveLength(1)
  clock += 60_000
  fail({ status: 503 })
  expect((await failure(http.get(url))).retryAt).toBeUndefined()
  expect(sources.requests).toHaveLength(3)
})

it.each([500, 502, 504, 520])('asks once more after %d, and not a third time', async (status) => {
  fail({ status, times: 1 })
  expect(await http.get(url)).toMatchObject({ status: 'fresh' })
  expect(sources.requests).toHaveLength(2)
  fail({ status })
  expect((await failure(http.get(url))).message).toBe(`Test answers with HTTP ${status}`)
  expect(sources.requests).toHaveLength(4)
})

it('asks once more after a connection that was closed without an answer', async () => {
  fail({ dropAfterBytes: 0, times: 1 })
  expect(await http.get(url)).toMatchObject({ status: 'fresh' })
  fail({ dropAfterBytes: 0 })
  expect((await failure(http.get(url))).cause).toBeInstanceOf(Error)
  expect(sources.requests).toHaveLength(4)
})

it('outlives a source at which nobody listens, and a name that nobody has', async () => {
  // An error beside the answer would end this run as it would end the bot.
  for (const address of ['http://127.0.0.1:1/', 'http://127.0.0.1:1/', 'http://nobody.invalid/']) {
    expect((await failure(http.get(address))).message).toContain('cannot be reached')
  }
  expect(await http.get(url)).toMatchObject({ status: 'fresh' })
})

it('never takes an answer that broke off for a whole one', async () => {
  fail({ dropAfterBytes: 20 })
  expect((await failure(http.get(url))).message).toContain('breaks off')
})

it('tells a refusal of what was asked for from a source that is not there', async () => {
  fail({ status: 404, body: 'none' })
  expect(await http.get(url)).toEqual({ status: 'refused', code: 404, text: 'none' })
  fail({ status: 403 })
  expect((await failure(http.get(url))).message).toContain('403')
  await sources.close()
  expect((await failure(http.get(url))).cause).toBeDefined()
})

it.each([
  ['announced', {}],
  ['unannounced', { 'transfer-encoding': 'chunked' }],
])('stops reading beyond the largest size, %s', async (_, headers: Record<string, string>) => {
  fail({ body: 'x'.repeat(100_001), headers })
  expect((await failure(http.get(url))).message).toContain('more than 100000 bytes')
  fail({ body: 'x'.repeat(100_000) })
  expect(await http.get(url)).toMatchObject({ status: 'fresh' })
})

it.each([
  ['Latin-1', Buffer.from('caf\u00e9', 'latin1')],
  ['UTF-16', Buffer.from('\ufeffcaf\u00e9', 'utf16le')],
  ['a character cut in two', Buffer.from('caf\u00e9').subarray(0, 4)],
  ['half a pair', Buffer.from([0xed, 0xa0, 0x80])],
])('refuses bytes that are not UTF-8: %s', async (_, body) => {
  fail({ body })
  expect((await failure(http.get(url))).message).toBe('Test answers with bytes that are not UTF-8')
})

it('refuses a compression that was not asked for', async () => {
  fail({ headers: { 'content-encoding': 'gzip' } })
  expect((await failure(http.get(url))).message).toContain('gzip')
})

it('gives up an answer that does not come, and one that comes by drops', async () => {
  const hasty = httpOf({ timeoutMs: 150 })
  fail({ delayMs: 1000, times: 1 })
  expect((await failure(hasty.get(url))).message).toBe('Test gives no whole answer within 150 ms')
  const dripping = createServer((_, response) => {
    const timer = setInterval(() => response.write('x'), 40)
    response.on('close', () => clearInterval(timer))
  })
  await new Promise<void>((done) => dripping.listen(0, '127.0.0.1', done))
  const { port } = dripping.address() as AddressInfo
  expect((await failure(hasty.get(`http://127.0.0.1:${port}/`))).message).toContain('no whole answer')
  await new Promise((done) => dripping.close(done))
})

it('follows three redirections, not four, and only to the web', async () => {
  const hop = (location: string, times: number) => fail({ status: 302, headers: { location }, times })
  hop(url, 3)
  expect(await http.get(url)).toMatchObject({ status: 'fresh' })
  hop(url, 4)
  expect((await failure(http.get(url))).message).toContain('302')
  for (const location of ['ftp://127.0.0.1/', 'file:///etc/hosts', 'data:text/plain,x', 'http://', '//']) {
    hop(location, 1)
    await failure(http.get(url))
  }
  await failure(http.get('ftp://127.0.0.1/'))
  await failure(http.get('no address'))
})

it('answers what is asked after it was closed, and what was waiting', async () => {
  fail({ delayMs: 300 })
  const waiting = [failure(http.get(url)), failure(http.get(url))]
  await new Promise((done) => setTimeout(done, 50))
  await http.close()
  await Promise.all(waiting)
  await failure(http.get(url))
  expect(sources.requests).toHaveLength(1)
})
