import { z } from 'zod'
import { arxivLinks, paperSchema } from '../papers/paper.ts'
import type { Parsed } from './source.ts'
import { statedLinks } from './stated-links.ts'

/** The checked links that go with a page dump: one entry a paper, joined by exact title. */
export const pageLinksSchema = z.array(
  z.object({
    title: z.string(),
    arxiv_id: z.string(),
    year: z.number().int(),
    authors: z.string(),
    code_url: z.string().nullable(),
    project_url: z.string().nullable(),
  }),
)

// Titles stay under 300 characters and abstracts above it on all of the page's 69 papers; the page's own header lines
// ("Subscribe", "Apr 29") are short and are followed by a short line.
const SHORTEST_ABSTRACT = 300

/**
 * Reads a plain dump of a page of papers: lines separated by blank lines, each paper a title line and then one line
 * of abstract. Titles and abstracts are kept byte for byte; lines that are neither are the page's own.
 */
export function parsePage(text: string, links: z.infer<typeof pageLinksSchema> = []): Parsed {
  const byTitle = new Map(links.map((link) => [link.title, link]))
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  const parsed: Parsed = { papers: [], rejected: [] }
  lines.forEach((abstract, at) => {
    const title = lines[at - 1]
    if (abstract.length < SHORTEST_ABSTRACT || title === undefined || title.length >= SHORTEST_ABSTRACT) return
    const link = byTitle.get(title)
    const id = link?.arxiv_id ?? `page:${slug(title)}`
    const stated = statedLinks(abstract)
    const code = link?.code_url ?? stated.code
    const project = link?.project_url ?? stated.project
    parsed.papers.push(
      paperSchema.parse({
        id,
        title,
        abstract,
        ...(link && { year: link.year, authors: link.authors }),
        url: arxivLinks(id).arxiv ?? `https://arxiv.org/search/?query=${encodeURIComponent(title)}`,
        links: { ...arxivLinks(id), ...(code && { code }), ...(project && { project }) },
        source: 'page',
      }),
    )
  })
  if (parsed.papers.length === 0)
    parsed.rejected.push({ where: 'page', reason: 'no title line followed by an abstract' })
  return parsed
}

function slug(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, 80)
}
