import { z } from 'zod'
import { arxivLinks, type Paper } from '../papers/paper.ts'
import { httpUrl, repositoryUrl, urlPart } from './http-url.ts'
import type { ListedPaper } from './news.ts'
import type { Parsed } from './source.ts'
import { statedLinks } from './stated-links.ts'
import { unwrap } from './unwrap.ts'
import { flawOf, issueOf } from './whole-paper.ts'
import { yearOf } from './year-of.ts'

// Votes and links are no part of the text that is quoted: of a wrong type they are as good as absent.
const paperRow = z.object({
  id: z.string().min(1).max(200),
  title: z.string().transform(unwrap).pipe(z.string().min(1).max(1000)),
  summary: z.string().max(200_000).transform(unwrap),
  authors: z.array(z.object({ name: z.string(), hidden: z.boolean().nullish() })).nullish(),
  publishedAt: z.string().nullish(),
  upvotes: z.number().int().min(0).nullish().catch(undefined),
  githubRepo: z.string().transform(repositoryUrl).nullish().catch(undefined),
  projectPage: z
    .string()
    .transform((text) => httpUrl(text.trim())?.href)
    .nullish()
    .catch(undefined),
})
const wrappedRow = z.object({ paper: paperRow })

/** What a list of rows comes to, in its order. */
export interface HuggingFaceRows {
  entries: ListedPaper[]
  rejected: Parsed['rejected']
}

/**
 * Reads the JSON of Hugging Face Daily Papers (an array of `{paper: {…}}`) or of one paper. Only `paper.summary`, the
 * authors' abstract, is kept: `ai_summary` is machine-written and the outer `summary` may be shortened.
 */
export function parseHuggingFaceJson(value: unknown): Parsed {
  const { entries, rejected } = parseHuggingFaceRows(Array.isArray(value) ? value : [value])
  return { papers: entries.map(({ paper }) => paper), rejected }
}

/** Reads rows as parseHuggingFaceJson does, and their votes with them. A rejected row is named by number and field. */
export function parseHuggingFaceRows(rows: readonly unknown[]): HuggingFaceRows {
  const parsed: HuggingFaceRows = { entries: [], rejected: [] }
  rows.forEach((row, index) => {
    const where = `entry ${index + 1}`
    const isWrapped = typeof row === 'object' && row !== null && 'paper' in row
    const checked = isWrapped ? wrappedRow.transform(({ paper }) => paper).safeParse(row) : paperRow.safeParse(row)
    if (!checked.success) {
      parsed.rejected.push({ where, reason: issueOf(checked.error.issues) })
      return
    }
    const paper = toPaper(checked.data)
    const flaw = flawOf(paper)
    const votes = checked.data.upvotes
    if (flaw !== undefined) parsed.rejected.push({ where, reason: flaw })
    else parsed.entries.push({ paper, kind: 'new', ...(typeof votes === 'number' && { votes }) })
  })
  return parsed
}

function toPaper(row: z.infer<typeof paperRow>): Paper {
  const { id, title, summary, authors, publishedAt, githubRepo, projectPage } = row
  const year = yearOf(publishedAt)
  const names = (authors ?? []).filter((author) => !author.hidden).map((author) => unwrap(author.name))
  return {
    id,
    title,
    abstract: summary,
    ...(year && { year }),
    ...(names.length > 0 && { authors: names.join(', ') }),
    url: arxivLinks(id).arxiv ?? `https://huggingface.co/papers/${urlPart(id)}`,
    links: {
      ...arxivLinks(id),
      ...(githubRepo && { code: githubRepo }),
      ...(projectPage && { project: projectPage }),
      ...statedLinks(summary),
    },
    source: 'huggingface',
  }
}
