import type { Paper } from '../papers/paper.ts'
import type { Parsed } from './source.ts'

/** One paper as a day's list gives it. `replace` is a new version of a paper that was announced on an earlier day. */
export interface ListedPaper {
  paper: Paper
  votes?: number
  kind: 'new' | 'cross' | 'replace'
}

/** A day's list. */
export interface Listing {
  /** YYYY-MM-DD, the list's own date: no paper of the day that was asked for is in a list of another date. */
  date: string
  entries: ListedPaper[]
  rejected: Parsed['rejected']
}

/** Where the papers of a day are listed. */
export interface NewsSource {
  name: 'huggingface' | 'arxiv'
  /** The list of `date`; `unchanged` where the server says so since the last answer. Throws only SourceUnavailable. */
  list(date: string): Promise<Listing | 'unchanged'>
}

/** Where single papers are looked up by arXiv id. */
export interface PaperLookup {
  /** The papers of `ids`, which may end in vN; each id without a paper is rejected. Throws only SourceUnavailable. */
  lookUp(ids: readonly string[]): Promise<Parsed>
}

/** A source that does not answer as it should. */
export class SourceUnavailable extends Error {
  readonly source: string
  /** When it may be asked again, if it said so. */
  readonly retryAt: Date | undefined

  constructor(source: string, reason: string, options: { cause?: unknown; retryAt?: Date } = {}) {
    super(`${source} ${reason}`, 'cause' in options ? { cause: options.cause } : undefined)
    this.name = 'SourceUnavailable'
    this.source = source
    this.retryAt = options.retryAt
  }
}

/** Whether `date` is a day of the calendar, written YYYY-MM-DD. */
export function isDay(date: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date)
}
