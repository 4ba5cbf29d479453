import { z } from 'zod'
import { arxivLinks } from '../papers/paper.ts'
import { urlPart } from './http-url.ts'
import type { Parsed } from './source.ts'
import { statedLinks } from './stated-links.ts'
import { addWhole } from './whole-paper.ts'

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
// How lines of feeds and of JSON begin. What is left of a broken one must not pass for a page of papers.
const NO_TEXT = /^\s*(?:<[?!/a-z]|\{\s*"|"[\w-]+"\s*:)/i

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
    const where = `paper ${parsed.papers.length + parsed.rejected.length + 1}`
    if (NO_TEXT.test(title) || NO_TEXT.test(abstract)) {
      parsed.rejected.push({ where, reason: 'is markup, no text' })
      return
    }
    const link = byTitle.get(title)
    const id = link?.arxiv_id ?? `page:${slug(title)}`
    const stated = statedLinks(abstract)
    const code = link?.code_url ?? stated.code
    const project = link?.project_url ?? stated.project
    addWhole(parsed, where, {
      id,
      title,
      abstract,
      ...(link && { year: link.year, authors: link.authors }),
      url: arxivLinks(id).arxiv ?? `https://arxiv.org/search/?query=${urlPart(title)}`,
      links: { ...arxivLinks(id), ...(code && { code }), ...(project && { project }) },
      source: 'page',
    })
  })
  if (parsed.papers.length + parsed.rejected.length === 0)
    parsed.rejected.push({ where: 'page', reason: 'no title line followed by an abstract' })
  return parsed
}

function slug(title: string): string {
  const words = title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-')
  return [...words].slice(0, 80).join('')
}
