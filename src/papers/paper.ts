import { createHash } from 'node:crypto'
import { z } from 'zod'

/** The two stored texts of a paper that can be quoted. */
export type Field = 'title' | 'abstract'

/** Half-open range of UTF-16 code units into one stored text. */
export interface Span {
  start: number
  end: number
}

const linksSchema = z.object({
  arxiv: z.string().optional(),
  huggingface: z.string().optional(),
  pdf: z.string().optional(),
  code: z.string().optional(),
  project: z.string().optional(),
})

/** One paper as stored: what every source must produce. Titles and abstracts are kept as they came. */
export const paperSchema = z.object({
  id: z.string().min(1).max(200),
  title: z.string().min(1).max(1000),
  abstract: z.string().max(200_000).default(''),
  year: z.number().int().min(1900).max(2200).optional(),
  authors: z.string().optional(),
  url: z.string(),
  links: linksSchema.default({}),
  source: z.string().default('import'),
  /** arXiv's number of the version that the texts are of, where the source tells. */
  version: z.number().int().min(1).optional(),
})
export type Paper = z.infer<typeof paperSchema>

/** SHA-256 of a text, hex: the version of a stored text that a quote's offsets are good for. */
export function textHash(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

const ARXIV_ID = /^\d{4}\.\d{4,5}$/

/** Links that follow from an arXiv id alone; none for other ids. */
export function arxivLinks(id: string): Pick<Paper['links'], 'arxiv' | 'huggingface' | 'pdf'> {
  if (!ARXIV_ID.test(id)) return {}
  return {
    arxiv: `https://arxiv.org/abs/${id}`,
    huggingface: `https://huggingface.co/papers/${id}`,
    pdf: `https://arxiv.org/pdf/${id}`,
  }
}
