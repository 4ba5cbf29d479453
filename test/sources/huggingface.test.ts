import { afterEach, beforeEach, expect, it } from 'vitest'
import { createHuggingFace } from '../../src/sources/huggingface-live.ts'
import { type Listing, type NewsSource, type PaperLookup, SourceUnavailable } from '../../src/sources/news.ts'
import { parsePapers } from '../../src/sources/parse-papers.ts'
import { createPoliteHttp, type PoliteHttp } from '../../src/sources/polite-http.ts'
import { hfRow, type LoopbackSources, startLoopbackSources } from '../fakes/loopback-sources.ts'

const DAY = '2026-01-05'
const now = () => Date.parse(`${DAY}T12:00:00Z`)
let sources: LoopbackSources
let http: PoliteHttp
let huggingFace: NewsSource & PaperLookup

beforeEach(async () => {
  sources = await startLoopbackSources()
  sources.today = () => DAY
  http = createPoliteHttp({
    name: 'Hugging Face',
    spacingMs: 0,
    timeoutMs: 2000,
    largestBytes: 1e6,
    now,
    userAgent: 'test',
  })
  huggingFace = createHuggingFace({ baseUrl: `${sources.huggingFaceUrl}/`, http, now })
})

afterEach(async () => {
  await http.close()
  await sources.close()
})

async function listed(date = DAY): Promise<Listing> {
  const listing = await huggingFace.list(date)
  if (listing === 'unchanged') throw new Error('unchanged')
  return listing
}

it('lists a day with its votes and with the authors’ own words', async () => {
  sources.days.set(DAY, [hfRow(0), hfRow(1, { title: ' Hard\n  wrapped ', summary: ' Gains\nof  2.4x. ', upvotes: 0 })])
  const { date, entries, rejected } = await listed()
  expect({ date, rejected }).toEqual({ date: DAY, rejected: [] })
  expect(entries.map(({ kind, votes, paper }) => [kind, votes, paper.id])).toEqual([
    ['new', 120, '2601.10000'],
    ['new', 0, '2601.10001'],
  ])
  expect(entries[0]?.paper).toMatchObject({ abstract: hfRow(0).paper.summary, year: 2026, source: 'huggingface' })
  expect(entries[1]?.paper).toMatchObject({ title: 'Hard wrapped', abstract: 'Gains of 2.4x.' })
  expect(JSON.stringify(entries)).not.toMatch(/Machine-written|shortened/)
})

it.each([
  [0, 1],
  [99, 1],
  [100, 2],
  [250, 3],
  [600, 5],
])('reads %d rows in %d pages, five at most', async (rows, pages) => {
  sources.days.set(
    DAY,
    Array.from({ length: rows }, (_, n) => hfRow(n)),
  )
  const { entries, rejected } = await listed()
  expect(entries).toHaveLength(Math.min(rows, 500))
  expect(rejected).toEqual(rows > 500 ? [{ where: 'page 6', reason: 'no further page is read' }] : [])
  expect(sources.requests).toHaveLength(pages)
})

it('names the row and the field of what it drops, and a row that comes again on the next page', async () => {
  const rows: unknown[] = Array.from({ length: 101 }, (_, n) => hfRow(n))
  rows.splice(1, 3, { paper: { id: '2601.00001', title: '', summary: 'x' } }, 'text', hfRow(3, { summary: '\ud800' }))
  rows[100] = hfRow(0)
  sources.days.set(DAY, rows as never)
  const { entries, rejected } = await listed()
  expect(entries).toHaveLength(97)
  expect(rejected).toEqual([
    { where: 'entry 2', reason: expect.stringMatching(/^paper\.title: /) },
    { where: 'entry 3', reason: expect.stringMatching(/^record: /) },
    { where: 'entry 4', reason: 'abstract: is broken Unicode' },
    { where: 'page 2, paper 1', reason: 'paper.id: 2601.10000 was already paper 1' },
  ])
})

it('says unchanged only when no page has changed', async () => {
  const rows = Array.from({ length: 150 }, (_, n) => hfRow(n))
  sources.days.set(DAY, rows)
  await listed()
  expect(await huggingFace.list(DAY)).toBe('unchanged')
  rows[149] = hfRow(149, { upvotes: 7 })
  expect((await listed()).entries).toHaveLength(150)
})

it('does not say unchanged of what was lost when a later page failed', async () => {
  const rows = Array.from({ length: 150 }, (_, n) => hfRow(n))
  sources.days.set(DAY, rows)
  await listed()
  rows[0] = hfRow(0, { upvotes: 999 })
  let asked = 0
  const breaking: PoliteHttp = {
    ...http,
    get: (url, options) => (++asked === 2 ? http.get('http://127.0.0.1:1/') : http.get(url, options)),
  }
  huggingFace = createHuggingFace({ baseUrl: sources.huggingFaceUrl, http: breaking, now })
  await expect(huggingFace.list(DAY)).rejects.toThrow(SourceUnavailable)
  expect((await listed()).entries[0]?.votes).toBe(999)
  expect(await huggingFace.list(DAY)).toBe('unchanged')
})

it('does not ask for a day that has not begun, and says when it may be asked', async () => {
  const error = await huggingFace.list('2026-01-06').catch((cause: unknown) => cause)
  expect(error).toBeInstanceOf(SourceUnavailable)
  expect(error).toMatchObject({ retryAt: new Date('2026-01-06T00:00:00Z') })
  for (const none of ['2026-02-30', '05.01.2026', '']) {
    await expect(huggingFace.list(none)).rejects.toThrow(SourceUnavailable)
  }
  expect(sources.requests).toEqual([])
})

it.each([
  ['no JSON', '<html>busy</html>'],
  ['JSON cut short', JSON.stringify([hfRow(0)]).slice(0, 300)],
  ['JSON that is no list', '{"error":"busy"}'],
  ['an empty answer', ''],
])('takes %s for a source that is unavailable, again and again', async (_, body) => {
  sources.faults.huggingface = { body }
  await expect(huggingFace.list(DAY)).rejects.toThrow(SourceUnavailable)
  await expect(huggingFace.list(DAY)).rejects.toThrow(SourceUnavailable)
})

it('looks papers up one by one and rejects those it has not', async () => {
  sources.papers.set('2601.00001', { title: 'One', summary: 'First.' })
  sources.days.set(DAY, [hfRow(2)])
  const asked = ['2601.00001v2', '2601.10002', '2601.99999', 'p1', '../daily_papers', '2601.10002']
  const { papers, rejected } = await huggingFace.lookUp(asked)
  expect(papers.map(({ id, version }) => [id, version])).toEqual([
    ['2601.00001', undefined],
    ['2601.10002', undefined],
  ])
  expect(rejected).toEqual([
    { where: '2601.99999', reason: 'Hugging Face has no such paper (HTTP 404)' },
    { where: 'p1', reason: 'is no arXiv id' },
    { where: '../daily_papers', reason: 'is no arXiv id' },
  ])
  expect(sources.requests).toHaveLength(3)
})

it('rejects the answer about another paper', async () => {
  sources.faults.huggingface = { body: JSON.stringify(hfRow(5).paper) }
  const { papers, rejected } = await huggingFace.lookUp(['2601.00001'])
  expect(papers).toEqual([])
  expect(rejected[0]).toMatchObject({ where: '2601.00001', reason: expect.stringContaining('2601.10005') })
})

it.each([
  [{ githubRepo: 'https://github.com/a/b' }, { code: 'https://github.com/a/b' }],
  [{ githubRepo: 'owner-1/some.name' }, { code: 'https://github.com/owner-1/some.name' }],
  [
    { githubRepo: 'https://gitlab.com/a/b', projectPage: 'https://a.io/x' },
    { code: 'https://gitlab.com/a/b', project: 'https://a.io/x' },
  ],
  [
    { githubRepo: 'https://github.com/a/b', summary: 'See https://github.com/c/d.' },
    { code: 'https://github.com/c/d' },
  ],
  [{ githubRepo: 'https://github.com@evil.org/a/b' }, {}],
  [{ githubRepo: 'https://github.com.evil.org/a/b' }, {}],
  [{ githubRepo: 'javascript:alert(1)', projectPage: 'javascript:alert(1)' }, {}],
  [{ githubRepo: 'https://github.com/', projectPage: 'data:text/html,x' }, {}],
  [{ githubRepo: 7, projectPage: {}, upvotes: 'many' }, {}],
  [{ projectPage: 'https://user:secret@a.io' }, {}],
  [{ projectPage: `https://a.io/${'x'.repeat(3000)}` }, {}],
])('makes of %j the links %j', (over, wanted) => {
  const { papers } = parsePapers(JSON.stringify([hfRow(0, { summary: 'None.', ...over } as object)]), 'file')
  const { arxiv, huggingface, pdf, ...links } = papers[0]?.links ?? {}
  expect(links).toEqual(wanted)
  expect([arxiv, huggingface, pdf]).not.toContain(undefined)
})
