import { afterEach, beforeEach, expect, it } from 'vitest'
import { UserError } from '../../src/errors.ts'
import { createArxiv } from '../../src/sources/arxiv-live.ts'
import { parseArxivRss } from '../../src/sources/arxiv-rss.ts'
import { type NewsSource, type PaperLookup, SourceUnavailable } from '../../src/sources/news.ts'
import { createPoliteHttp, type PoliteHttp } from '../../src/sources/polite-http.ts'
import { type LoopbackSources, startLoopbackSources } from '../fakes/loopback-sources.ts'

const DAY = '2026-01-05'
let sources: LoopbackSources
let http: PoliteHttp
let arxiv: NewsSource & PaperLookup

function arxivOf(categories: string[]): NewsSource & PaperLookup {
  return createArxiv({ apiUrl: sources.arxivApiUrl, rssUrl: sources.arxivRssUrl, categories, http })
}

beforeEach(async () => {
  sources = await startLoopbackSources()
  sources.rss.date = DAY
  const limits = { spacingMs: 0, timeoutMs: 2000, largestBytes: 1e6 }
  http = createPoliteHttp({ name: 'arXiv', ...limits, now: Date.now, userAgent: 'test' })
  arxiv = arxivOf(['cs.CL', 'cs.LG'])
})

afterEach(async () => {
  await http.close()
  await sources.close()
})

const rss = (items: string, head = '<pubDate>Mon, 05 Jan 2026 00:00:00 -0500</pubDate>') =>
  `<?xml version='1.0' encoding='UTF-8'?><rss version="2.0"><channel><title>x</title>${head}${items}</channel></rss>`
const item = (over: Record<string, string>) => {
  const fields = {
    title: 'A\n title',
    description: 'arXiv:2601.00001v2 Announce Type: new \nAbstract: One\n &lt; 3%.',
    guid: 'oai:arXiv.org:2601.00001v2',
    ...over,
  }
  return `<item>${Object.entries(fields)
    .map(([name, text]) => `<${name}>${text}</${name}>`)
    .join('')}</item>`
}

it('reads an announcement without its prefix, on one line, with its version', () => {
  const creator = { 'dc:creator': 'Ada Example, Bo\n Sample &amp; Sons' }
  expect(parseArxivRss(rss(item(creator)))).toEqual({
    date: DAY,
    rejected: [],
    entries: [
      {
        kind: 'new',
        paper: {
          id: '2601.00001',
          version: 2,
          title: 'A title',
          abstract: 'One < 3%.',
          year: 2026,
          authors: 'Ada Example, Bo Sample & Sons',
          url: 'https://arxiv.org/abs/2601.00001',
          links: expect.objectContaining({ pdf: 'https://arxiv.org/pdf/2601.00001' }),
          source: 'arxiv',
        },
      },
    ],
  })
})

it.each([
  ['new', 'new'],
  ['cross', 'cross'],
  ['replace', 'replace'],
  ['replace-cross', 'replace'],
])('takes the announcement %s for %s', (type, kind) => {
  expect(parseArxivRss(rss(item({ 'arxiv:announce_type': type }))).entries[0]?.kind).toBe(kind)
  const description = `arXiv:2601.00001v2 Announce Type: ${type} Abstract: Text.`
  expect(parseArxivRss(rss(item({ description }))).entries[0]?.kind).toBe(kind)
})

it('keeps an item without the prefix if it has an id and an abstract, and names the others', () => {
  const { entries, rejected } = parseArxivRss(
    rss(
      [
        item({ description: 'Just text.', guid: '', link: 'https://arxiv.org/abs/cs/0112017' }),
        item({ description: 'Just text.', guid: 'https://example.org/1' }),
        item({ description: '' }),
        item({ description: 'arXiv:2601.00001v2 Announce Type: new Abstract: ' }),
        item({ title: ' ' }),
        item({ 'arxiv:announce_type': 'withdrawn' }),
        '<item/>',
      ].join(''),
    ),
  )
  expect(entries.map(({ paper }) => [paper.id, paper.abstract, paper.year])).toEqual([
    ['cs/0112017', 'Just text.', 2001],
  ])
  expect(rejected.map(({ where, reason }) => `${where} ${reason.split(': ')[0]}`)).toEqual([
    'item 2 guid',
    'item 3 description',
    'item 4 description',
    'item 5 title',
    'item 6 arxiv:announce_type',
    'item 7 record',
  ])
})

it('takes the date as it is written, from the feed or from its items', () => {
  expect(parseArxivRss(rss('', '<pubDate>Mon, 5 Jan 2026 23:30:00 -0500</pubDate>')).date).toBe(DAY)
  expect(parseArxivRss(rss(item({ pubDate: 'Mon, 05 Jan 2026 00:00:00 -0500' }), '')).date).toBe(DAY)
})

it.each([
  ['cut short', rss(item({})).slice(0, -30)],
  ['no XML', 'busy'],
  ['another XML', '<feed><entry/></feed>'],
  ['no date', rss('', '')],
  ['no day of the calendar', rss('', '<pubDate>Mon, 31 Feb 2026 00:00:00 -0500</pubDate>')],
  ['own entities', `<!DOCTYPE rss [<!ENTITY a "x"><!ENTITY b "&a;&a;">]>${rss(item({ title: '&b;' }))}`],
  ['deep nesting', rss('<a>'.repeat(50_000) + '</a>'.repeat(50_000))],
])('refuses a feed with an error that may be shown: %s', (_, xml) => {
  expect(() => parseArxivRss(xml)).toThrow(UserError)
})

it('lists the day of the feed, and nothing under any other day', async () => {
  sources.rss.items = [
    { id: '2601.00001', title: 'One', abstract: 'A <b> & "c".', authors: ['Ada Example', 'Bo Sample'] },
    { id: '2512.00002', title: 'Two', abstract: 'Second.', version: 3, announceType: 'replace-cross' },
  ]
  expect(await arxiv.list('2026-01-06')).toEqual({ date: DAY, entries: [], rejected: [] })
  const listing = await arxiv.list(DAY)
  expect(listing).toMatchObject({
    date: DAY,
    entries: [
      {
        kind: 'new',
        paper: { id: '2601.00001', version: 1, abstract: 'A <b> & "c".', authors: 'Ada Example, Bo Sample' },
      },
      { kind: 'replace', paper: { id: '2512.00002', version: 3 } },
    ],
    rejected: [],
  })
  expect(await arxiv.list(DAY)).toBe('unchanged')
  expect(sources.requests[0]?.url).toBe('/rss/cs.CL+cs.LG')
})

it('says what arXiv says of a category that it does not know', async () => {
  const error = await arxivOf(['cs.CL', 'cs.XX'])
    .list(DAY)
    .catch((cause: unknown) => cause)
  expect(error).toBeInstanceOf(SourceUnavailable)
  expect(error).toMatchObject({ message: expect.stringContaining('arXiv has no feed for cs.CL+cs.XX: Bad archive') })
})

it('takes a feed that cannot be read for a source that is unavailable', async () => {
  for (const fault of [{ truncate: true }, { body: '' }, { body: '<html></html>' }, { status: 404, body: 'gone' }]) {
    sources.faults.arxiv = fault
    await expect(arxiv.list(DAY)).rejects.toThrow(SourceUnavailable)
    await expect(arxiv.lookUp(['2601.00001']).then(({ papers }) => papers)).rejects.toThrow(SourceUnavailable)
  }
  await expect(arxiv.list('yesterday')).rejects.toThrow(SourceUnavailable)
})

it('looks up twenty papers a request, the versions asked for, and rejects what is missing', async () => {
  const ids = Array.from({ length: 43 }, (_, n) => `2601.${20_000 + n}`)
  for (const id of ids)
    sources.papers.set(id, { title: `Of ${id}`, summary: 'Latest\n text.', version: 3, authors: ['A B'] })
  sources.papers.set('2601.20000v1', { title: 'First', summary: 'Earlier text.' })
  const { papers, rejected } = await arxiv.lookUp([...ids, '2601.20000v1', '2601.20001v9', '2601.99999', 'nothing'])
  expect(papers).toHaveLength(44)
  expect(papers[0]).toMatchObject({
    id: '2601.20000',
    version: 3,
    abstract: 'Latest text.',
    authors: 'A B',
    year: 2026,
  })
  expect(papers.at(-1)).toMatchObject({ id: '2601.20000', version: 1, abstract: 'Earlier text.' })
  expect(rejected).toEqual([
    { where: 'nothing', reason: 'is no arXiv id' },
    { where: '2601.20001v9', reason: 'arXiv has no such paper or version' },
    { where: '2601.99999', reason: 'arXiv has no such paper or version' },
  ])
  expect(sources.requests).toHaveLength(3)
})

it('loses no good paper to a refused one of the same request', async () => {
  sources.papers.set('2601.00001', { title: 'One', summary: 'First.' })
  sources.papers.set('2601.00002', { title: 'Two', summary: 'Second.' })
  sources.faults.arxiv = { status: 400, times: 1 }
  const { papers, rejected } = await arxiv.lookUp(['2601.00001', '2601.00002'])
  expect(papers.map(({ id }) => id)).toEqual(['2601.00001', '2601.00002'])
  expect(rejected).toEqual([])
})
