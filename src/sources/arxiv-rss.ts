import { z } from 'zod'
import { UserError } from '../errors.ts'
import { arxivLinks, type Paper } from '../papers/paper.ts'
import { isDay, type ListedPaper, type Listing } from './news.ts'
import { splitArxivId } from './paper-ids.ts'
import { statedLinks } from './stated-links.ts'
import { unwrap } from './unwrap.ts'
import { flawOf, issueOf } from './whole-paper.ts'
import { parseXml } from './xml.ts'

const dated = z.object({ pubDate: z.string() })
const channelSchema = z.object({
  title: z.string().catch(''),
  description: z.string().catch(''),
  pubDate: z.string().optional().catch(undefined),
  item: z.array(z.unknown()).default([]),
})
const feedSchema = z.object({ rss: z.object({ channel: channelSchema }) })
const KINDS = new Map<string, ListedPaper['kind']>([
  ['new', 'new'],
  ['cross', 'cross'],
  ['replace', 'replace'],
  ['replace-cross', 'replace'],
])
const itemSchema = z.object({
  title: z.string().transform(unwrap).pipe(z.string().min(1).max(1000)),
  description: z.string().max(200_000).transform(unwrap),
  guid: z.string().optional(),
  link: z.string().optional(),
  'arxiv:announce_type': z.string().trim().optional(),
  'dc:creator': z.array(z.string()).default([]),
})
// How a description begins before the abstract does: a quote must not contain it.
const PREFIX = /^arXiv:(\S+) Announce Type: (\S+) Abstract: ?/
const BEFORE_ID = /^\s*(?:oai:arXiv\.org:|https?:\/\/arxiv\.org\/abs\/)/
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/**
 * Reads a day's RSS feed of arXiv (`https://rss.arxiv.org/rss/cs.CL+cs.LG`). Its date is the one that it states, in its
 * own offset: the day on which the papers were announced. Throws UserError when the XML is broken, is no such feed, or
 * is arXiv's answer to a category it does not know.
 */
export function parseArxivRss(xml: string): Listing {
  const feed = feedSchema.safeParse(parseXml(xml, 'arXiv’s feed'))
  if (!feed.success) throw new UserError('unknown_format', 'arXiv’s feed is XML, but no RSS: fetch it again.')
  const { title, description, pubDate, item: items } = feed.data.rss.channel
  if (title.includes('Feed error for query')) {
    const query = title.slice(title.lastIndexOf('/') + 1).trim()
    throw new UserError(
      'unknown_category',
      `arXiv has no feed for ${query}: ${unwrap(description) || 'no reason given'}. Take categories like cs.CL from https://arxiv.org/category_taxonomy.`,
    )
  }
  const date = dayOf(pubDate) ?? items.map((item) => dayOf(dated.safeParse(item).data?.pubDate)).find(Boolean)
  if (date === undefined) throw new UserError('unknown_format', 'arXiv’s feed states no date: fetch it again.')
  const listing: Listing = { date, entries: [], rejected: [] }
  items.forEach((raw, index) => {
    const entry = toEntry(raw)
    if (typeof entry === 'string') listing.rejected.push({ where: `item ${index + 1}`, reason: entry })
    else listing.entries.push(entry)
  })
  return listing
}

/** One item as a listed paper, or what is wrong with it. */
function toEntry(raw: unknown): ListedPaper | string {
  const item = itemSchema.safeParse(raw)
  if (!item.success) return issueOf(item.error.issues)
  const { title, description, guid, link } = item.data
  const [prefix = '', prefixId, prefixKind = 'new'] = PREFIX.exec(description) ?? []
  const named = [guid, prefixId, link].map((text) => splitArxivId(text?.replace(BEFORE_ID, '') ?? '')).find(Boolean)
  if (!named) return 'guid: needs an arXiv id'
  const abstract = description.slice(prefix.length)
  if (abstract === '') return 'description: needs an abstract'
  const kind = KINDS.get(item.data['arxiv:announce_type'] ?? prefixKind)
  if (!kind) return 'arxiv:announce_type: is none of new, cross, replace and replace-cross'
  const authors = unwrap(item.data['dc:creator'].join(', '))
  const { id, version, year } = named
  const paper: Paper = {
    id,
    title,
    abstract,
    year,
    ...(authors && { authors }),
    url: `https://arxiv.org/abs/${id}`,
    links: { ...arxivLinks(id), ...statedLinks(abstract) },
    source: 'arxiv',
    ...(version && { version }),
  }
  return flawOf(paper) ?? { paper, kind }
}

/** The day of a date like `Mon, 20 Jul 2026 00:00:00 -0400`, as it is written there. */
function dayOf(written: string | undefined): string | undefined {
  const [, day = '', month = '', year] = /(\d{1,2}) ([A-Z][a-z]{2}) (\d{4})\b/.exec(written ?? '') ?? []
  const number = MONTHS.indexOf(month) + 1
  const date = `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`
  return isDay(date) ? date : undefined
}
