import { z } from 'zod'
import { UserError } from '../errors.ts'
import { arxivLinks, type Paper } from '../papers/paper.ts'
import { fileIn, type Named } from './named.ts'
import type { Parsed } from './source.ts'
import { statedLinks } from './stated-links.ts'
import { unwrap } from './unwrap.ts'
import { addWhole } from './whole-paper.ts'
import { parseXml } from './xml.ts'
import { yearOf } from './year-of.ts'

const feedSchema = z.object({ feed: z.object({ entry: z.array(z.unknown()).default([]) }) })
const entrySchema = z.object({
  id: z.string().max(1000),
  title: z.string().transform(unwrap).pipe(z.string().min(1).max(1000)),
  summary: z.string().max(200_000).transform(unwrap),
  published: z.string().optional(),
  author: z.array(z.object({ name: z.string() })).default([]),
})
const ID = /arxiv\.org\/abs\/(\S+?)(?:v(\d{1,6}))?\s*$/
const ERROR_ID = 'arxiv.org/api/errors'

/**
 * Reads an Atom feed of arXiv's API. Its errors are entries too and are rejected in their own words. Throws UserError
 * when the XML is broken, or is no Atom feed.
 */
export function parseArxivAtom(xml: string, name: Named): Parsed {
  const feed = feedSchema.safeParse(withEmptyFeed(parseXml(xml, name)))
  if (!feed.success) throw new UserError('unknown_format', (say) => say('error.noAtom', fileIn(name)(say)))
  const parsed: Parsed = { papers: [], rejected: [] }
  feed.data.feed.entry.forEach((raw, index) => {
    const where = `entry ${index + 1}`
    const entry = entrySchema.safeParse(raw)
    const [, id, version] = ID.exec(entry.data?.id ?? '') ?? []
    if (entry.data?.id.includes(ERROR_ID)) parsed.rejected.push({ where, reason: `arXiv says: ${entry.data.summary}` })
    else if (!entry.success || !id) parsed.rejected.push({ where, reason: 'needs an arXiv id, a title and a summary' })
    else addWhole(parsed, where, toPaper(id, Number(version), entry.data))
  })
  return parsed
}

function toPaper(id: string, version: number, entry: z.infer<typeof entrySchema>): Paper {
  const { title, summary, published, author } = entry
  const year = yearOf(published)
  return {
    id,
    title,
    abstract: summary,
    ...(year && { year }),
    ...(author.length > 0 && { authors: author.map(({ name }) => unwrap(name)).join(', ') }),
    url: `https://arxiv.org/abs/${id}`,
    links: { ...arxivLinks(id), ...statedLinks(summary) },
    source: 'arxiv',
    ...(version >= 1 && { version }),
  }
}

/** A feed in which nothing stands is read as an empty text, and is a feed all the same. */
function withEmptyFeed(document: unknown): unknown {
  const empty = z.object({ feed: z.string().regex(/^\s*$/) }).safeParse(document)
  return empty.success ? { feed: {} } : document
}
