import { z } from 'zod'
import { type HuggingFaceRows, parseHuggingFaceRows } from './huggingface-json.ts'
import { isDay, type Listing, type NewsSource, type PaperLookup, SourceUnavailable } from './news.ts'
import { splitArxivId } from './paper-ids.ts'
import type { HttpAnswer, PoliteHttp } from './polite-http.ts'
import type { Parsed } from './source.ts'

const ROWS_A_PAGE = 100
// Five hundred papers: several times the fullest day's list.
const MOST_PAGES = 5
const rowsSchema = z.array(z.unknown())

/** Hugging Face's Daily Papers: the list of a day, counted in UTC, and single papers. */
export function createHuggingFace(options: {
  /** `https://huggingface.co` */
  baseUrl: string
  http: PoliteHttp
  now?: () => number
}): NewsSource & PaperLookup {
  const { http, now = Date.now } = options
  const base = options.baseUrl.replace(/\/+$/, '')

  // Days of which the last try broke off after some pages: what had changed on those has been seen by nobody.
  const brokenOff = new Set<string>()

  async function list(date: string): Promise<Listing | 'unchanged'> {
    checkHasBegun(date, now(), http.name)
    const seen = new Map<string, string>()
    const listing: Listing = { date, entries: [], rejected: [] }
    let isUnchanged = !brokenOff.has(date)
    brokenOff.add(date)
    for (let page = 0; page < MOST_PAGES; page++) {
      const url = `${base}/api/daily_papers?date=${date}&limit=${ROWS_A_PAGE}&p=${page}`
      const answer = await http.get(url, { etagKey: url })
      if (answer.status === 'refused')
        throw new SourceUnavailable(http.name, `has no list of ${date} (HTTP ${answer.code})`)
      if (answer.status === 'fresh') isUnchanged = false
      const rows = rowsOf(answer, http.name)
      addPage(listing, parseHuggingFaceRows(rows), page, seen)
      if (rows.length < ROWS_A_PAGE) break
      if (page + 1 === MOST_PAGES)
        listing.rejected.push({ where: `page ${page + 2}`, reason: 'no further page is read' })
    }
    brokenOff.delete(date)
    return isUnchanged ? 'unchanged' : listing
  }

  async function lookUpOne(asked: string, parsed: Parsed): Promise<void> {
    const id = splitArxivId(asked)?.id
    if (id === undefined) {
      parsed.rejected.push({ where: asked, reason: 'is no arXiv id' })
      return
    }
    const answer = await http.get(`${base}/api/papers/${encodeURIComponent(id)}`)
    if (answer.status === 'refused') {
      parsed.rejected.push({ where: asked, reason: `${http.name} has no such paper (HTTP ${answer.code})` })
      return
    }
    const { entries, rejected } = parseHuggingFaceRows([jsonOf(answer, http.name)])
    for (const { reason } of rejected) parsed.rejected.push({ where: asked, reason })
    for (const { paper } of entries) {
      if (paper.id === id) parsed.papers.push(paper)
      else parsed.rejected.push({ where: asked, reason: `${http.name} answers with another paper, ${paper.id}` })
    }
  }

  return {
    name: 'huggingface',
    list,
    async lookUp(ids) {
      const parsed: Parsed = { papers: [], rejected: [] }
      for (const id of new Set(ids)) await lookUpOne(id, parsed)
      return parsed
    },
  }
}

/** Hugging Face refuses days that have not begun in UTC: they are not asked for. */
function checkHasBegun(date: string, now: number, name: string): void {
  if (!isDay(date)) throw new SourceUnavailable(name, `has lists of days like 2026-01-31, not of “${date}”`)
  const begins = Date.parse(`${date}T00:00:00Z`)
  if (now < begins) {
    throw new SourceUnavailable(name, `has no list of ${date} yet: the day has not begun in UTC`, {
      retryAt: new Date(begins),
    })
  }
}

/** Adds one page. A list that grows between two pages repeats a row on the next: that one is rejected by name. */
function addPage(listing: Listing, rows: HuggingFaceRows, page: number, seen: Map<string, string>): void {
  const at = page === 0 ? '' : `page ${page + 1}, `
  for (const { where, reason } of rows.rejected) listing.rejected.push({ where: `${at}${where}`, reason })
  rows.entries.forEach((entry, index) => {
    const { id } = entry.paper
    const where = `${at}paper ${index + 1}`
    const earlier = seen.get(id)
    if (earlier === undefined) listing.entries.push(entry)
    else listing.rejected.push({ where, reason: `paper.id: ${id} was already ${earlier}` })
    seen.set(id, earlier ?? where)
  })
}

function rowsOf(answer: HttpAnswer, name: string): unknown[] {
  const rows = rowsSchema.safeParse(jsonOf(answer, name))
  if (!rows.success) throw new SourceUnavailable(name, 'answers with JSON that is no list', { cause: rows.error })
  return rows.data
}

function jsonOf({ text }: HttpAnswer, name: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new SourceUnavailable(name, 'answers with what is no JSON', { cause })
  }
}
