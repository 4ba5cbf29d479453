import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { quoteOf } from '../../src/answer/quote.ts'
import { type App, createApp } from '../../src/app.ts'
import { isSettled } from '../../src/daily/news.ts'
import type { Paper } from '../../src/papers/paper.ts'
import { type ListedPaper, type Listing, type NewsSource, SourceUnavailable } from '../../src/sources/news.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import { paperOf } from '../fakes/paper-of.ts'

const NOON = Date.UTC(2026, 2, 4, 12)
const MINUTE = 60_000
let home: string
let app: App
let troubles: string[]
/** What the source lists, by date; an error is thrown. */
let lists: Map<string, ListedPaper[] | SourceUnavailable>
let asked: string[]

const source: NewsSource = {
  name: 'huggingface',
  async list(date): Promise<Listing> {
    asked.push(date)
    const entries = lists.get(date) ?? []
    if (entries instanceof SourceUnavailable) throw entries
    return { date, entries, rejected: [] }
  },
}
const listed = (paper: Paper, kind: ListedPaper['kind'] = 'new'): ListedPaper => ({ paper, kind, votes: 3 })

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'verbatim-'))
  ;[troubles, lists, asked] = [[], new Map(), []]
  app = await createApp({
    corpus: [paperOf('2501.00001', 'Looms', 'A loom weaves 3 rugs a day. It is old.')],
    store: openSqliteStore(home),
    embedder: undefined,
    sources: { news: [source], lookups: [], readFile: async () => '', close: async () => {} },
    onBackgroundError: (cause, what) => troubles.push(`${what}: ${cause}`),
  })
})
afterEach(async () => {
  await app.close()
  rmSync(home, { recursive: true, force: true })
})

it('adds what is new, and leaves a paper as it is when a list prints it another way', async () => {
  const reprinted = paperOf('2501.00001', 'Looms', 'A loom weaves\n3 rugs a day.   It is old.')
  lists.set('2026-03-04', [listed(reprinted), listed(paperOf('2603.00002', 'Pots', 'A pot holds 2 l.'))])
  await app.daily.news.poll(NOON)
  expect(app.paper('2501.00001')?.abstract).toBe('A loom weaves 3 rugs a day. It is old.')
  expect(app.paper('2603.00002')?.abstract).toBe('A pot holds 2 l.')
  expect(app.state.listedSince('2026-03-04').map(({ paperId, votes }) => [paperId, votes])).toEqual([
    ['2501.00001', 3],
    ['2603.00002', 3],
  ])
  expect((await app.search.search('pot', { limit: 1, mode: 'fused' })).hits[0]?.id).toBe('2603.00002')
})

it('takes a new version, and still shows what was quoted from the one before', async () => {
  const before = app.paper('2501.00001')
  if (!before) throw new Error('the corpus is not there')
  const quote = quoteOf(before, 'abstract', { start: 0, end: 27 })
  const next = { ...paperOf('2501.00001', 'Looms', 'A loom weaves 4 rugs a day. It is old.'), version: 2 }
  lists.set('2026-03-04', [listed(next)])
  await app.daily.news.poll(NOON)
  expect(app.paper('2501.00001')?.abstract).toContain('3 rugs')
  lists.set('2026-03-04', [listed(next, 'replace'), listed(paperOf('2501.00099', 'Unknown', 'It is.'), 'replace')])
  await app.daily.news.poll(NOON + 31 * MINUTE)
  expect(app.paper('2501.00001')).toMatchObject({ abstract: 'A loom weaves 4 rugs a day. It is old.', version: 2 })
  expect(app.quoteText(quote)).toBe('A loom weaves 3 rugs a day.')
  expect(app.paper('2501.00099')).toBeUndefined()
})

it('asks half an hour after a list and ten minutes after a failure, or when the source says', async () => {
  await app.daily.news.poll(NOON)
  expect(asked).toEqual(['2026-02-28', '2026-03-01', '2026-03-02', '2026-03-03', '2026-03-04'])
  asked.length = 0
  await app.daily.news.poll(NOON + 29 * MINUTE)
  expect(asked).toEqual([])
  lists.set('2026-03-03', new SourceUnavailable('huggingface', 'is down'))
  await app.daily.news.poll(NOON + 30 * MINUTE)
  expect(asked).toEqual(['2026-03-03'])
  expect(troubles.join()).toContain('is down')
  expect(app.daily.news.status()[0]?.status).toMatchObject({ failingSince: NOON + 30 * MINUTE })
  const retryAt = new Date(NOON + 100 * MINUTE)
  lists.set('2026-03-03', new SourceUnavailable('huggingface', 'is busy', { retryAt }))
  await app.daily.news.poll(NOON + 40 * MINUTE)
  await app.daily.news.poll(NOON + 99 * MINUTE)
  expect(asked).toHaveLength(2)
  lists.set('2026-03-03', [])
  await app.daily.news.poll(NOON + 100 * MINUTE)
  expect(asked.slice(2)).toEqual(['2026-03-03', '2026-03-04'])
  expect(app.daily.news.status()[0]?.status.failingSince).toBeUndefined()
})

it('reads the lists of the days that an outage hid', async () => {
  await app.daily.news.poll(NOON)
  asked.length = 0
  await app.daily.news.poll(NOON + 3 * 24 * 60 * MINUTE)
  expect(asked).toEqual(['2026-03-03', '2026-03-04', '2026-03-05', '2026-03-06', '2026-03-07'])
})

it('takes a list for complete when two readings half an hour apart agree', async () => {
  const settled = () => isSettled(app.daily.news.status()[0]?.status ?? { lists: {} }, '2026-03-04')
  lists.set('2026-03-04', [listed(paperOf('2603.00002', 'Pots', 'A pot.'))])
  await app.daily.news.poll(NOON)
  expect(settled()).toBe(false)
  lists.set('2026-03-04', [
    listed(paperOf('2603.00002', 'Pots', 'A pot.')),
    listed(paperOf('2603.00003', 'Pans', 'A pan.')),
  ])
  await app.daily.news.poll(NOON + 30 * MINUTE)
  expect(settled()).toBe(false)
  await app.daily.news.poll(NOON + 60 * MINUTE)
  expect(settled()).toBe(true)
})
