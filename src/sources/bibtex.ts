import { entries } from 'bibtex-parse'
import { z } from 'zod'
import { arxivLinks, type Paper } from '../papers/paper.ts'
import { httpUrl } from './http-url.ts'
import type { Parsed } from './source.ts'
import { statedLinks } from './stated-links.ts'
import { unwrap } from './unwrap.ts'
import { addWhole } from './whole-paper.ts'
import { yearOf } from './year-of.ts'

const field = z.union([z.string(), z.number().transform(String)]).transform(unwrap)
const entrySchema = z.object({
  key: z.string().min(1).max(200),
  TITLE: field.pipe(z.string().min(1).max(1000)),
  ABSTRACT: field.pipe(z.string().max(200_000)).default(''),
  AUTHOR: field.optional(),
  YEAR: field.optional(),
  EPRINT: field.optional(),
  URL: field.optional(),
})
const NOT_PAPERS = /^@(comment|preamble|string)\b/i

/** Reads BibTeX, each entry by itself so that a broken one costs no other. The key is the id unless there is an eprint. */
export function parseBibtex(text: string): Parsed {
  const parsed: Parsed = { papers: [], rejected: [] }
  // The beginning of an entry that breaks off within its type stands alone too, so that it spoils none before it.
  for (const block of text.split(/^(?=[ \t]*@\w*\s*(?:[{(]|$))/m)) {
    if (!block.trimStart().startsWith('@') || NOT_PAPERS.test(block.trimStart())) continue
    const [opening = ''] = block.trim().slice(0, 80).split(/[,\n]/, 1)
    const where = opening.replace(/\p{Surrogate}/gu, '\u{FFFD}')
    const entry = entrySchema.safeParse(readEntry(block))
    if (entry.success) addWhole(parsed, where, toPaper(entry.data))
    else parsed.rejected.push({ where, reason: 'broken, or without a title' })
  }
  return parsed
}

function readEntry(block: string): unknown {
  try {
    return entries(block)[0]
  } catch {
    return undefined
  }
}

function toPaper({ key, TITLE, ABSTRACT, AUTHOR, YEAR, EPRINT, URL }: z.infer<typeof entrySchema>): Paper {
  const eprint =
    /^\d{4}\.\d{4,5}/.exec(EPRINT ?? '')?.[0] ?? /arxiv\.org\/(?:abs|pdf)\/(\d{4}\.\d{4,5})/.exec(URL ?? '')?.[1]
  const year = yearOf(YEAR)
  const id = eprint ?? key
  return {
    id,
    title: TITLE,
    abstract: ABSTRACT,
    ...(year && { year }),
    ...(AUTHOR && { authors: AUTHOR.split(' and ').join(', ') }),
    url: arxivLinks(id).arxiv ?? (URL && httpUrl(URL) ? URL : ''),
    links: { ...arxivLinks(id), ...statedLinks(ABSTRACT) },
    source: 'bibtex',
  }
}
