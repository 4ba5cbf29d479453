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

/** Reads one JSON object a line. A line that is no paper is rejected by its number; the others are kept. */
export function parseJsonl(text: string): Parsed {
  const parsed: Parsed = { papers: [], rejected: [] }
  const seen = new Map<string, number>()
  text.split(/\r?\n/).forEach((line, index) => {
    if (line.trim() === '') return
    const where = `line ${index + 1}`
    let value: unknown
    try {
      value = JSON.parse(line)
    } catch {
      parsed.rejected.push({ where, reason: 'not JSON' })
      return
    }
    const record = recordSchema.safeParse(value)
    if (!record.success) {
      parsed.rejected.push({ where, reason: issueOf(record.error.issues) })
      return
    }
    const { id, title, abstract, year, authors, url, links, source } = record.data
    const earlier = seen.get(id)
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
    const flaw = flawOf(paper) ?? (earlier ? `id ${id} was already on line ${earlier}` : undefined)
    if (flaw !== undefined) {
      parsed.rejected.push({ where, reason: flaw })
      return
    }
    seen.set(id, index + 1)
    parsed.papers.push(paper)
  })
  return parsed
}
