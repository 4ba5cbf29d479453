import { entries } from 'bibtex-parse'
import { z } from 'zod'
import { arxivLinks, type Paper } from '../papers/paper.ts'
import type { Parsed } from './source.ts'
import { statedLinks } from './stated-links.ts'
import { unwrap } from './unwrap.ts'

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
  for (const block of text.split(/^(?=[ \t]*@\w+\s*[{(])/m)) {
    if (!block.trimStart().startsWith('@') || NOT_PAPERS.test(block.trimStart())) continue
    const where = block.trim().split(/[,\n]/, 1)[0]?.slice(0, 80) ?? 'entry'
    const entry = entrySchema.safeParse(readEntry(block))
    if (entry.success) parsed.papers.push(toPaper(entry.data))
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
  const year = Number.parseInt(YEAR ?? '', 10)
  const id = eprint ?? key
  return {
    id,
    title: TITLE,
    abstract: ABSTRACT,
    ...(year >= 1900 && year <= 2200 && { year }),
    ...(AUTHOR && { authors: AUTHOR.split(' and ').join(', ') }),
    url: arxivLinks(id).arxiv ?? URL ?? '',
    links: { ...arxivLinks(id), ...statedLinks(ABSTRACT) },
    source: 'bibtex',
  }
}
