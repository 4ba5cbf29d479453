import { parseArxivAtom } from './arxiv-atom.ts'
import { parseArxivRss } from './arxiv-rss.ts'
import { isDay, type Listing, type NewsSource, type PaperLookup, SourceUnavailable } from './news.ts'
import { splitArxivId } from './paper-ids.ts'
import type { PoliteHttp } from './polite-http.ts'
import type { Parsed } from './source.ts'

// The size that clients of arXiv's API settled on against its 429s (zotero-arxiv-daily, pull request 250).
const IDS_A_REQUEST = 20

/**
 * arXiv: the announcements of a day by its RSS feed, and single papers, of any version, by its API. arXiv allows one
 * request in three seconds for all of these together: `http` is the only way to it.
 */
export function createArxiv(options: {
  /** `https://export.arxiv.org/api/query` */
  apiUrl: string
  /** `https://rss.arxiv.org/rss` */
  rssUrl: string
  /** `cs.CL` and the like. */
  categories: readonly string[]
  http: PoliteHttp
}): NewsSource & PaperLookup {
  const { apiUrl, categories, http } = options
  const feedUrl = `${options.rssUrl.replace(/\/+$/, '')}/${categories.map(encodeURIComponent).join('+')}`

  /** The feed is always that of arXiv's own today: asked for another day, it is empty and carries its own date. */
  async function list(date: string): Promise<Listing | 'unchanged'> {
    if (!isDay(date)) throw new SourceUnavailable(http.name, `has lists of days like 2026-01-31, not of “${date}”`)
    // Kept by the day asked for: who was told that it is not there yet has not seen what a later 304 is about.
    const answer = await http.get(feedUrl, { etagKey: `${feedUrl} ${date}` })
    const listing = read(() => parseArxivRss(answer.text), http.name)
    if (answer.status === 'refused') throw new SourceUnavailable(http.name, `refuses its feed (HTTP ${answer.code})`)
    if (answer.status === 'unchanged') return 'unchanged'
    return listing.date === date ? listing : { date: listing.date, entries: [], rejected: [] }
  }

  /** One bad id makes arXiv refuse all that are asked for with it: halved until it stands alone. */
  async function lookUpTogether(ids: readonly string[], parsed: Parsed): Promise<void> {
    const answer = await http.get(
      `${apiUrl}?id_list=${ids.map(encodeURIComponent).join(',')}&max_results=${ids.length}`,
    )
    const { papers, rejected } = read(() => parseArxivAtom(answer.text, 'arXiv’s answer'), http.name)
    if (answer.status === 'refused' && ids.length > 1) {
      const half = Math.ceil(ids.length / 2)
      await lookUpTogether(ids.slice(0, half), parsed)
      await lookUpTogether(ids.slice(half), parsed)
      return
    }
    for (const asked of ids) {
      const wanted = splitArxivId(asked)
      const paper = papers.find(({ id, version }) => id === wanted?.id && (wanted.version ?? version) === version)
      if (paper) parsed.papers.push(paper)
      else parsed.rejected.push({ where: asked, reason: rejected[0]?.reason ?? 'arXiv has no such paper or version' })
    }
  }

  return {
    name: 'arxiv',
    list,
    async lookUp(ids) {
      const parsed: Parsed = { papers: [], rejected: [] }
      const good: string[] = []
      for (const id of new Set(ids)) {
        if (splitArxivId(id)) good.push(id.trim())
        else parsed.rejected.push({ where: id, reason: 'is no arXiv id' })
      }
      for (let at = 0; at < good.length; at += IDS_A_REQUEST) {
        await lookUpTogether(good.slice(at, at + IDS_A_REQUEST), parsed)
      }
      return parsed
    },
  }
}

/** What `parse` reads; a document that cannot be read at all is the source's fault, told in the parser's words. */
function read<T>(parse: () => T, name: string): T {
  try {
    return parse()
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new SourceUnavailable(name, `gives no answer that can be read: ${reason}`, { cause })
  }
}
