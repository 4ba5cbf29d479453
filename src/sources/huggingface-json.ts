import { z } from 'zod'
import { arxivLinks, type Paper } from '../papers/paper.ts'
import type { Parsed } from './source.ts'
import { statedLinks } from './stated-links.ts'

const paperRow = z.object({
  id: z.string().min(1).max(200),
  title: z.string().trim().min(1).max(1000),
  summary: z.string().max(200_000),
  authors: z.array(z.object({ name: z.string(), hidden: z.boolean().nullish() })).nullish(),
  publishedAt: z.string().nullish(),
})
const rowSchema = z.union([z.object({ paper: paperRow }).transform((row) => row.paper), paperRow])

/**
 * Reads the JSON of Hugging Face Daily Papers (an array of `{paper: {…}}`) or of one paper. Only `paper.summary`, the
 * authors' abstract, is kept: `ai_summary` is machine-written and the outer `summary` may be shortened.
 */
export function parseHuggingFaceJson(value: unknown): Parsed {
  const rows = Array.isArray(value) ? value : [value]
  const parsed: Parsed = { papers: [], rejected: [] }
  rows.forEach((row, index) => {
    const checked = rowSchema.safeParse(row)
    if (checked.success) parsed.papers.push(toPaper(checked.data))
    else parsed.rejected.push({ where: `entry ${index + 1}`, reason: 'needs paper.id, paper.title and paper.summary' })
  })
  return parsed
}

function toPaper({ id, title, summary, authors, publishedAt }: z.infer<typeof paperRow>): Paper {
  const year = Number.parseInt(publishedAt?.slice(0, 4) ?? '', 10)
  const names = (authors ?? []).filter((author) => !author.hidden).map((author) => author.name)
  return {
    id,
    title,
    abstract: summary,
    ...(year >= 1900 && { year }),
    ...(names.length > 0 && { authors: names.join(', ') }),
    url: arxivLinks(id).arxiv ?? `https://huggingface.co/papers/${encodeURIComponent(id)}`,
    links: { ...arxivLinks(id), ...statedLinks(summary) },
    source: 'huggingface',
  }
}
