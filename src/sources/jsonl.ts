import { z } from 'zod'
import { arxivLinks, type Paper, paperSchema } from '../papers/paper.ts'
import type { Parsed } from './source.ts'
import { statedLinks } from './stated-links.ts'
import { flawOf, issueOf } from './whole-paper.ts'

const recordSchema = z.object({
  id: z.string().min(1).max(200),
  title: z.string().trim().min(1, 'title is empty').max(1000),
  abstract: z.string().max(200_000).default(''),
  year: z.number().int().min(1900).max(2200).nullish(),
  authors: z.union([z.string(), z.array(z.string()).transform((names) => names.join(', '))]).nullish(),
  url: z.url({ protocol: /^https?$/ }).nullish(),
  links: paperSchema.shape.links.optional(),
  source: z.string().optional(),
})

// Papers in memory together while a long file is read.
const PART = 500

/** Reads one JSON object a line. A line that is no paper is rejected by its number; the others are kept. */
export function parseJsonl(text: string): Parsed {
  const parts = [...parseJsonlParts(text.split(/\r?\n/))]
  return { papers: parts.flatMap(({ papers }) => papers), rejected: parts.flatMap(({ rejected }) => rejected) }
}

/** The same of lines that come one after the other, some hundred papers at a time. */
export function* parseJsonlParts(lines: Iterable<string>): Generator<Parsed> {
  const seen = new Map<string, number>()
  let parsed: Parsed = { papers: [], rejected: [] }
  let number = 0
  for (const line of lines) {
    number++
    if (line.trim() === '') continue
    const paper = paperIn(line)
    const earlier = typeof paper === 'string' ? undefined : seen.get(paper.id)
    const flaw = earlier && typeof paper !== 'string' ? `id ${paper.id} was already on line ${earlier}` : paper
    if (typeof flaw === 'string') parsed.rejected.push({ where: `line ${number}`, reason: flaw })
    else {
      seen.set(flaw.id, number)
      parsed.papers.push(flaw)
    }
    if (parsed.papers.length < PART) continue
    yield parsed
    parsed = { papers: [], rejected: [] }
  }
  yield parsed
}

/** The paper of a line, or why it is none. */
function paperIn(line: string): Paper | string {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return 'not JSON'
  }
  const record = recordSchema.safeParse(value)
  if (!record.success) return issueOf(record.error.issues)
  const { id, title, abstract, year, authors, url, links, source } = record.data
  const paper: Paper = {
    id,
    title,
    abstract,
    ...(year && { year }),
    ...(authors && { authors }),
    url: url ?? arxivLinks(id).arxiv ?? '',
    links: { ...arxivLinks(id), ...statedLinks(abstract), ...links },
    source: source ?? 'import',
  }
  return flawOf(paper) ?? paper
}
