import Papa from 'papaparse'
import { z } from 'zod'
import { type Evidence, proofOf } from './evidence.ts'

const COLUMNS = ['paper', 'title', 'year', 'url', 'field', 'start', 'end', 'quote', 'quote_sha256', 'text_sha256']

/** One row a quote (RFC 4180), with its place and hashes; `quotesInCsv` reads it back. */
export function evidenceCsv(evidence: readonly Evidence[]): string {
  const rows = evidence.map((one) => {
    const { paper } = one
    const { words, field, start, end, wordsHash, textHash } = proofOf(one)
    return [paper.id, paper.title, paper.year ?? '', paper.url, field, start, end, words, wordsHash, textHash]
  })
  return `${Papa.unparse([COLUMNS, ...rows])}\r\n`
}

const rowSchema = z.object({
  paper: z.string(),
  field: z.enum(['title', 'abstract']),
  start: z.coerce.number().int(),
  end: z.coerce.number().int(),
  quote: z.string().min(1),
  quote_sha256: z.string().optional(),
})
/** A quote as a CSV states it. */
export type StatedQuote = z.infer<typeof rowSchema>

/** The quotes that a CSV of ours states; undefined for any other text. A row that lost its columns is named. */
export function quotesInCsv(text: string): { quotes: StatedQuote[]; rejected: string[] } | undefined {
  const [head = ''] = text.trimStart().split(/\r?\n/, 1)
  const columns = Papa.parse<string[]>(head).data[0] ?? []
  if (!['paper', 'field', 'start', 'end', 'quote'].every((name) => columns.includes(name))) return undefined
  const { data } = Papa.parse<Record<string, string>>(text.trim(), { header: true, skipEmptyLines: true })
  const rows = data.map((row) => rowSchema.safeParse(row))
  return {
    quotes: rows.flatMap(({ data: quote }) => quote ?? []),
    rejected: rows.flatMap(({ error }, i) =>
      error
        ? [`row ${i + 2}: ${error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ')}`]
        : [],
    ),
  }
}
