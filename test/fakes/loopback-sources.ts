import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** One row of Hugging Face's daily list, of the shape recorded from live answers. Further fields may be added. */
export interface HfRow {
  paper: {
    id: string
    title: string
    summary: string
    authors?: { name: string; hidden?: boolean }[]
    publishedAt?: string
    upvotes?: number
    [further: string]: unknown
  }
  [further: string]: unknown
}

/** A paper that can be looked up. Its texts are those of every version up to `version`, unless `IDvN` is set by itself. */
export interface LoopbackPaper {
  title: string
  summary: string
  /** The latest; 1 if absent. */
  version?: number
  authors?: string[]
  published?: string
}

/** One item of arXiv's feed. */
export interface LoopbackItem {
  id: string
  title: string
  abstract: string
  /** 1 if absent. */
  version?: number
  /** `new` if absent. */
  announceType?: string
  authors?: string[]
}

/** What goes wrong at a source. Several parts may be given together. */
export interface Fault {
  /** Answer with this status instead of the right one. */
  status?: number
  /** Sent besides the usual ones. */
  headers?: Record<string, string>
  /** Answer with this instead of the right text; with status 200 unless `status` is given. */
  body?: Buffer | string
  /** Answer only after this time. */
  delayMs?: number
  /** Close the connection after so many bytes of the body; 0 closes it before any answer. */
  dropAfterBytes?: number
  /** Send half of the body, as if it were whole. */
  truncate?: boolean
  /** The fault is gone after so many answers; it stays if absent. */
  times?: number
}

/** Both sources on one local port. All that is not a method may be set at any time, also between two requests. */
export interface LoopbackSources {
  /** For createHuggingFace. */
  huggingFaceUrl: string
  /** For createArxiv: its Atom API. */
  arxivApiUrl: string
  /** For createArxiv: its feeds. */
  arxivRssUrl: string
  /** The day it is at Hugging Face: later ones are refused with HTTP 400. */
  today: () => string
  /** Hugging Face's lists by date, YYYY-MM-DD; a day without one has an empty list. */
  days: Map<string, HfRow[]>
  /** What both look-ups know, by arXiv id, or by `IDvN` where versions differ. Rows in `days` are known to Hugging Face too. */
  papers: Map<string, LoopbackPaper>
  /** arXiv's feed of today. A category that is not one of `categories` gets arXiv's feed error. */
  rss: { date: string; items: LoopbackItem[]; categories: string[] }
  /** What goes wrong at present: RSS and API of arXiv share one fault. */
  faults: { huggingface: Fault | undefined; arxiv: Fault | undefined }
  /** Each request so far, with path and query, what it carried, and when it came. */
  requests: { url: string; at: number; headers: IncomingMessage['headers'] }[]
  /** How many connections were opened so far. */
  connections: () => number
  close(): Promise<void>
}

interface Answer {
  status: number
  type: string
  body: Buffer | string
}

/** Starts Hugging Face's routes and arXiv's API and feeds on a free port of 127.0.0.1, over real HTTP. */
export async function startLoopbackSources(): Promise<LoopbackSources> {
  let connections = 0
  const server = createServer((request, response) => {
    respond(sources, request, response).catch((error) => response.destroy(error))
  })
  server.on('connection', () => connections++)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const sources: LoopbackSources = {
    huggingFaceUrl: url,
    arxivApiUrl: `${url}/api/query`,
    arxivRssUrl: `${url}/rss`,
    today: () => new Date().toISOString().slice(0, 10),
    days: new Map(),
    papers: new Map(),
    rss: { date: new Date().toISOString().slice(0, 10), items: [], categories: ['cs.CL', 'cs.LG', 'cs.AI'] },
    faults: { huggingface: undefined, arxiv: undefined },
    requests: [],
    connections: () => connections,
    async close() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
  return sources
}

async function respond(sources: LoopbackSources, request: IncomingMessage, response: ServerResponse): Promise<void> {
  sources.requests.push({ url: request.url ?? '', at: Date.now(), headers: request.headers })
  const url = new URL(request.url ?? '/', 'http://127.0.0.1')
  const source = url.pathname.startsWith('/rss/') || url.pathname === '/api/query' ? 'arxiv' : 'huggingface'
  const right = source === 'arxiv' ? arxivAnswer(sources, url) : huggingFaceAnswer(sources, url)
  const fault = sources.faults[source]
  if (fault?.times !== undefined && --fault.times <= 0) sources.faults[source] = undefined
  if (fault?.delayMs) await sleep(fault.delayMs)
  if (fault?.dropAfterBytes === 0) {
    response.destroy()
    return
  }
  const whole = Buffer.from(fault?.body ?? right.body)
  const body = fault?.truncate ? whole.subarray(0, whole.length >> 1) : whole
  const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 32)}"`
  const status = fault?.status ?? (fault?.body === undefined ? right.status : 200)
  if (status === 200 && request.headers['if-none-match'] === etag) {
    response.writeHead(304, { etag }).end()
    return
  }
  response.writeHead(status, {
    'content-type': right.type,
    ...(!fault?.headers?.['transfer-encoding'] && { 'content-length': body.length }),
    ...(status === 200 && { etag }),
    ...fault?.headers,
  })
  if (fault?.dropAfterBytes === undefined) response.end(body)
  else response.write(body.subarray(0, fault.dropAfterBytes), () => response.destroy())
}

function json(status: number, value: unknown): Answer {
  return { status, type: 'application/json; charset=utf-8', body: JSON.stringify(value) }
}

function huggingFaceAnswer({ days, papers, today }: LoopbackSources, url: URL): Answer {
  const id = /^\/api\/papers\/([^/]+)$/.exec(url.pathname)?.[1]
  if (id !== undefined) {
    const paper = papers.get(id)
    if (paper) return json(200, { id, ...paper, authors: (paper.authors ?? []).map((name) => ({ name })) })
    const row = [...days.values()].flat().find((listed) => listed.paper.id === id)
    return row ? json(200, row.paper) : json(404, { error: 'Paper not found' })
  }
  if (url.pathname !== '/api/daily_papers') return json(404, { error: 'Not found' })
  const date = url.searchParams.get('date') ?? today()
  const limit = Number(url.searchParams.get('limit') ?? 50)
  const page = Number(url.searchParams.get('p') ?? 0)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || date > today()) return json(400, { error: 'Invalid date' })
  if (limit < 1 || limit > 100) return json(400, { error: 'Invalid limit' })
  return json(200, (days.get(date) ?? []).slice(page * limit, (page + 1) * limit))
}

function arxivAnswer({ papers, rss }: LoopbackSources, url: URL): Answer {
  if (url.pathname === '/api/query') return atom(papers, url)
  const query = decodeURIComponent(url.pathname.slice('/rss/'.length))
  const unknown = query.split('+').find((category) => !rss.categories.includes(category))
  if (unknown === undefined) return feed(200, `${query} updates on arXiv.org`, '', rss.date, rss.items)
  const title = `Feed error for query: https://rss.arxiv.org/rss/${query}`
  return feed(400, title, `Bad archive '${unknown}'. Valid archives are: astro-ph, cs, math`, rss.date, [])
}

function atom(papers: LoopbackSources['papers'], url: URL): Answer {
  const ids = (url.searchParams.get('id_list') ?? '')
    .split(',')
    .slice(0, Number(url.searchParams.get('max_results') ?? 10))
  const bad = ids.find((id) => !/^(\d{4}\.\d{4,5}|[a-z-]+(\.[A-Z]{2})?\/\d{7})(v\d+)?$/.test(id))
  const entries = ids.flatMap((asked) => {
    const [, id = '', version] = /^(.+?)(?:v(\d+))?$/.exec(asked) ?? []
    const latest = papers.get(id)
    const wanted = Number(version ?? latest?.version ?? 1)
    const paper = papers.get(`${id}v${wanted}`) ?? (wanted <= (latest?.version ?? 1) ? latest : undefined)
    return paper ? [atomEntry(`http://arxiv.org/abs/${id}v${wanted}`, paper)] : []
  })
  const error = { title: 'Error', summary: `incorrect id format for ${bad}` }
  const wrong = bad === undefined ? undefined : atomEntry('http://arxiv.org/api/errors#incorrect_id_format', error)
  const body = `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <title type="html">ArXiv Query</title>
  <id>http://arxiv.org/api/loopback</id>
  ${wrong ?? entries.join('\n  ')}
</feed>
`
  return { status: wrong ? 400 : 200, type: 'application/atom+xml; charset=UTF-8', body }
}

function atomEntry(id: string, { title, summary, authors = [], published }: LoopbackPaper): string {
  return `<entry>
    <id>${escaped(id)}</id>
    <published>${published ?? '2026-01-05T18:00:00Z'}</published>
    <title>${escaped(title)}</title>
    <summary>  ${escaped(summary)}
</summary>
    ${authors.map((name) => `<author><name>${escaped(name)}</name></author>`).join('')}
    <link href="${escaped(id)}" rel="alternate" type="text/html"/>
  </entry>`
}

function feed(status: number, title: string, description: string, date: string, items: LoopbackItem[]): Answer {
  const weekday = new Date(`${date}T00:00:00Z`).toUTCString().slice(0, 16)
  const body = `<?xml version='1.0' encoding='UTF-8'?>
<rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" version="2.0">
  <channel>
    <title>${escaped(title)}</title>
    <link>http://rss.arxiv.org/rss</link>
    <description>${escaped(description)}</description>
    <pubDate>${weekday} 00:00:00 -0500</pubDate>
    <skipDays><day>Sunday</day><day>Saturday</day></skipDays>
    ${items.map((item) => rssItem(item, weekday)).join('\n    ')}
  </channel>
</rss>
`
  return { status, type: 'application/rss+xml; charset=utf-8', body }
}

function rssItem(item: LoopbackItem, weekday: string): string {
  const { id, title, abstract, version = 1, announceType = 'new', authors = [] } = item
  return `<item>
      <title>${escaped(title)}</title>
      <link>https://arxiv.org/abs/${id}</link>
      <description>arXiv:${id}v${version} Announce Type: ${announceType} 
Abstract: ${escaped(abstract)}</description>
      <guid isPermaLink="false">oai:arXiv.org:${id}v${version}</guid>
      <pubDate>${weekday} 00:00:00 -0500</pubDate>
      <arxiv:announce_type>${announceType}</arxiv:announce_type>
      <dc:creator>${escaped(authors.join(', '))}</dc:creator>
    </item>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

const TASKS = ['parsing of receipts', 'routing of buses', 'grading of essays', 'tracking of drones', 'repair of tables']
const METHODS = ['sparse adapters', 'mirrored decoding', 'staged distillation', 'paired rewards', 'folded caches']
const DATA = ['ParcelBench', 'RiverQA', 'TableMend', 'NightDrive', 'LedgerSet']

/** The n-th invented paper of a daily list (n from 0): id, title and numbers differ for each; votes fall with n. */
export function hfRow(n: number, over: Partial<HfRow['paper']> = {}): HfRow {
  const of = (list: string[], step: number) => list[Math.floor(n / step) % list.length] ?? ''
  const [task, method, data] = [of(TASKS, 1), of(METHODS, 5), of(DATA, 3)]
  const gain = (1.1 + (n % 17) * 0.3).toFixed(1)
  const summary =
    `We study ${method} for the ${task}. On ${data} our model number ${n} reaches an accuracy of ${60 + (n % 35)}.${n % 10}% ` +
    `and is ${gain}x faster than the strongest baseline. Training takes ${2 + (n % 11)} hours on ${1 + (n % 8)} GPUs. ` +
    `An ablation over ${100 + n} examples shows that most of the gain comes from the second stage.`
  const title = `${method.replace(/^./, (first) => first.toUpperCase())} for the ${task}, Part ${n + 1}`
  const paper = {
    id: `2601.${String(10_000 + n)}`,
    title,
    summary,
    authors: [{ name: `Ada Example ${n}` }, { name: 'Bo Sample' }],
    publishedAt: '2026-01-04T18:00:00.000Z',
    submittedOnDailyAt: '2026-01-05T00:00:00.000Z',
    upvotes: Math.max(0, 120 - n),
    ai_summary: 'Machine-written words that nobody may quote.',
    ...over,
  }
  return { paper, title: paper.title, summary: 'A shortened text.', publishedAt: paper.publishedAt, numComments: n % 4 }
}
