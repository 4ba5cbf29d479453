import { z } from 'zod'
import type { Changes, Library } from '../papers/library.ts'
import type { Paper } from '../papers/paper.ts'
import { type ListedPaper, type Listing, type NewsSource, SourceUnavailable } from '../sources/news.ts'
import type { DailyState } from './state.ts'

const listSchema = z.object({
  /** Papers on it when it was last read. */
  count: z.number(),
  /** Since when it has had so many, and when it was last read; milliseconds. */
  since: z.number(),
  checkedAt: z.number(),
})
const statusSchema = z.object({
  /** When it was last asked, and when it may be asked again. */
  askedAt: z.number().optional(),
  notBefore: z.number().optional(),
  failingSince: z.number().optional(),
  reason: z.string().optional(),
  /** What its newest lists held, by date. */
  lists: z.record(z.string(), listSchema).default({}),
})
/** How a source has been doing. */
export type SourceStatus = z.infer<typeof statusSchema>

export interface News {
  /** Asks the sources whose time has come, and keeps what is new. Never throws for a source that fails. */
  poll(now: number): Promise<void>
  status(): { name: string; status: SourceStatus }[]
}

interface NewsParts {
  sources: readonly NewsSource[]
  library: Library
  state: DailyState
  addPapers(papers: readonly Paper[], also?: () => void): Promise<Changes>
  /** Told of each failure and of each record that was left out. */
  onTrouble(source: string, trouble: string): void
}

const MINUTE = 60_000
// A list grows during the day: read twice an hour it is seen complete half an hour late at most. arXiv's feed changes
// once a day, at midnight Eastern.
const EVERY: Record<NewsSource['name'], number> = { huggingface: 30 * MINUTE, arxiv: 120 * MINUTE }
const AFTER_FAILURE = 10 * MINUTE
// Two readings half an hour apart that agree: a list that is still being filled grows within that time.
const SETTLED = 30 * MINUTE
const DAY = 24 * 60 * MINUTE
const LISTS_KEPT = 5

/** New papers from the sources, asked politely and one after the other. */
export function createNews({ sources, library, state, addPapers, onTrouble }: NewsParts): News {
  const statusOf = (name: string): SourceStatus => {
    const saved = state.get(`news ${name}`)
    return statusSchema.parse(saved === undefined ? {} : JSON.parse(saved))
  }
  const save = (name: string, status: SourceStatus) => state.set(`news ${name}`, JSON.stringify(status))

  async function ask(source: NewsSource, now: number) {
    const { name } = source
    save(name, { ...statusOf(name), askedAt: now })
    try {
      for (const date of openLists(statusOf(name), now)) await keep(name, date, await source.list(date), now)
      const { failingSince: _since, reason: _reason, ...well } = statusOf(name)
      save(name, { ...well, notBefore: now + EVERY[name] })
    } catch (cause) {
      if (!(cause instanceof SourceUnavailable)) throw cause
      const before = statusOf(name)
      const notBefore = Math.max(cause.retryAt?.getTime() ?? 0, now + AFTER_FAILURE)
      save(name, { ...before, notBefore, failingSince: before.failingSince ?? now, reason: cause.message })
      onTrouble(name, cause.message)
    }
  }

  async function keep(name: string, date: string, listing: Listing | 'unchanged', now: number) {
    const status = statusOf(name)
    const before = status.lists[date]
    const count = listing === 'unchanged' ? (before?.count ?? 0) : listing.entries.length
    const since = before?.count === count ? before.since : now
    const lists = newest({ ...status.lists, [date]: { count, since, checkedAt: now } })
    const done = () => save(name, { ...status, lists })
    if (listing === 'unchanged') return done()
    for (const { where, reason } of listing.rejected) onTrouble(name, `${date}, ${where}: ${reason}`)
    // What is kept and that it was listed are one step: killed between the two, a paper would be in no post.
    await addPapers(newTexts(library, listing.entries), () => {
      state.putListed(
        listing.entries
          .filter(({ kind }) => kind !== 'replace')
          .map(({ paper, votes = 0 }) => ({ paperId: paper.id, source: name, listedOn: date, votes })),
      )
      done()
    })
  }

  return {
    async poll(now) {
      for (const source of sources) if ((statusOf(source.name).notBefore ?? 0) <= now) await ask(source, now)
    },
    status: () => sources.map(({ name }) => ({ name, status: statusOf(name) })),
  }
}

/** Whether a list holds papers and has stopped growing. */
export function isSettled(status: SourceStatus, date: string): boolean {
  const list = status.lists[date]
  return list !== undefined && list.count > 0 && list.checkedAt - list.since >= SETTLED
}

/**
 * The dates whose lists are read, oldest first: today's, yesterday's, which stays open for what is added late, and those
 * that an outage kept from being read after their day.
 */
function openLists({ lists }: SourceStatus, now: number): string[] {
  const dates = Array.from({ length: LISTS_KEPT }, (_, back) => utcDay(now - back * DAY)).reverse()
  return dates.filter((date) => (lists[date]?.checkedAt ?? Number.NEGATIVE_INFINITY) < Date.parse(date) + 2 * DAY)
}

/** The date of an instant in UTC, which the sources' lists go by. */
export function utcDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}

/**
 * What a list has that the library has not: papers, and newer versions of papers. A paper that is here keeps its text
 * unless its authors replaced it: sources print the same abstract with other line breaks and other markup.
 */
function newTexts(library: Library, entries: readonly ListedPaper[]): Paper[] {
  return entries.flatMap(({ paper, kind }) => {
    const stored = library.get(paper.id)?.paper
    if (!stored) return kind === 'replace' ? [] : [paper]
    const isNewer = kind === 'replace' && (paper.version ?? 0) > (stored.version ?? 0)
    if (!isNewer || lettersOf(paper) === lettersOf(stored)) return []
    return [{ ...stored, ...paper, links: { ...stored.links, ...paper.links } }]
  })
}

/** A paper's texts without what two printings of one text differ in. */
function lettersOf({ title, abstract }: Paper): string {
  return `${title} ${abstract}`.toLowerCase().replace(/[^\p{L}\p{N}.]+/gu, '')
}

function newest(lists: SourceStatus['lists']): SourceStatus['lists'] {
  return Object.fromEntries(Object.entries(lists).sort().slice(-LISTS_KEPT))
}
