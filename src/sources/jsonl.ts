import { z } from 'zod'
import { arxivLinks, paperSchema } from '../papers/paper.ts'
import type { Parsed } from './source.ts'
import { statedLinks } from './stated-links.ts'

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
      const issue = record.error.issues[0]
      parsed.rejected.push({ where, reason: `${issue?.path.join('.') || 'record'}: ${issue?.message}` })
      return
    }
    const { id, title, abstract, year, authors, url, links, source } = record.data
    const earlier = seen.get(id)
    if (earlier !== undefined) {
      parsed.rejected.push({ where, reason: `id ${id} was already on line ${earlier}` })
      return
    }
    seen.set(id, index + 1)
    parsed.papers.push({
      id,
      title,
      abstract,
      ...(year && { year }),
      ...(authors && { authors }),
      url: url ?? arxivLinks(id).arxiv ?? '',
      links: { ...arxivLinks(id), ...statedLinks(abstract), ...links },
      source: source ?? 'import',
    })
  })
  return parsed
}
