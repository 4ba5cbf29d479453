import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { z } from 'zod'
import { UserError } from '../errors.ts'
import { arxivLinks, type Paper } from '../papers/paper.ts'
import type { Parsed } from './source.ts'
import { statedLinks } from './stated-links.ts'
import { unwrap } from './unwrap.ts'

// Values stay text: parsed as numbers, the id 2401.00010 would lose its last digit.
const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  htmlEntities: true,
  isArray: (name) => name === 'entry' || name === 'author',
})
const feedSchema = z.object({ feed: z.object({ entry: z.array(z.unknown()).default([]) }) })
const entrySchema = z.object({
  id: z.string(),
  title: z.string().transform(unwrap).pipe(z.string().min(1).max(1000)),
  summary: z.string().max(200_000).transform(unwrap),
  published: z.string().optional(),
  author: z.array(z.object({ name: z.string() })).default([]),
})
const ID = /arxiv\.org\/abs\/(.+?)(?:v\d+)?$/
const ERROR_ID = 'arxiv.org/api/errors'

/**
 * Reads an Atom feed of arXiv's API. Its errors are entries too and are rejected in their own words.
 * Throws UserError when the XML is broken: a feed cut short must not pass for a short feed.
 */
export function parseArxivAtom(xml: string, name: string): Parsed {
  const valid = XMLValidator.validate(xml)
  if (valid !== true) {
    throw new UserError(
      'broken_xml',
      `${name} is broken XML in line ${valid.err.line} (${valid.err.msg}): fetch it again.`,
    )
  }
  const feed = feedSchema.safeParse(parser.parse(xml))
  if (!feed.success) throw new UserError('unknown_format', `${name} is XML, but no Atom feed: give arXiv's API answer.`)
  const parsed: Parsed = { papers: [], rejected: [] }
  feed.data.feed.entry.forEach((raw, index) => {
    const where = `entry ${index + 1}`
    const entry = entrySchema.safeParse(raw)
    const id = entry.data && ID.exec(entry.data.id)?.[1]
    if (entry.data?.id.includes(ERROR_ID)) parsed.rejected.push({ where, reason: `arXiv says: ${entry.data.summary}` })
    else if (!entry.success || !id) parsed.rejected.push({ where, reason: 'needs an arXiv id, a title and a summary' })
    else parsed.papers.push(toPaper(id, entry.data))
  })
  return parsed
}

function toPaper(id: string, { title, summary, published, author }: z.infer<typeof entrySchema>): Paper {
  const year = Number.parseInt(published?.slice(0, 4) ?? '', 10)
  return {
    id,
    title,
    abstract: summary,
    ...(year >= 1900 && { year }),
    ...(author.length > 0 && { authors: author.map(({ name }) => unwrap(name)).join(', ') }),
    url: `https://arxiv.org/abs/${id}`,
    links: { ...arxivLinks(id), ...statedLinks(summary) },
    source: 'arxiv',
  }
}
