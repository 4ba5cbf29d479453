import { z } from 'zod'
import { type Quote, quoteOf } from '../src/answer/quote.ts'
import type { Quoted } from '../src/answer/record.ts'
import { claimsWithin } from '../src/answer/result.ts'
import { summary } from '../src/answer/summary.ts'
import type { App } from '../src/app.ts'
import { defineCommand, voiceFor } from '../src/command.ts'
import { UserError } from '../src/errors.ts'
import { evidenceCsv } from '../src/export/csv.ts'
import type { Evidence } from '../src/export/evidence.ts'
import { evidenceMarkdown } from '../src/export/markdown.ts'
import { textHash } from '../src/papers/paper.ts'
import { listed } from '../src/say/listed.ts'
import { topic as topicCommand } from './topic.ts'

const EXTENSIONS = { csv: 'csv', markdown: 'md', bibtex: 'bib', ris: 'ris' } as const
type Format = keyof typeof EXTENSIONS

export const exportEvidence = defineCommand({
  name: 'export',
  description: 'The quotes of an answer, a paper or a topic as a file, with their places and hashes',
  options: z.object({
    answer: z.string().trim().max(20).optional().describe('The id at the end of an answer'),
    paper: z.string().trim().max(300).optional().describe('A paper: id, link or part of the title'),
    topic: z.string().trim().max(300).optional().describe('A topic'),
    format: z.enum(['csv', 'markdown', 'bibtex', 'ris']).default('csv').describe('What kind of file'),
  }),
  positional: 'paper',
  completes: { paper: 'papers' },
  example: 'export --paper BrightDreamer --format bibtex',
  async run(app, { format, ...of }, asker) {
    const say = voiceFor(asker)
    const { name, evidence, gone } = await evidenceOf(app, of)
    const text = await written(evidence, format)
    const papers = new Set(evidence.map(({ paper }) => paper.id)).size
    const file = { name: `verbatim-${name}.${EXTENSIONS[format]}`, text }
    const fromPapers = say('paper.from', { count: papers })
    const heading = [
      say('answer.exported', { count: evidence.length, fromPapers, file: file.name }),
      ...(gone > 0 ? [say('answer.leftOut', { count: gone })] : []),
    ]
    return {
      result: { format, ...file, quotes: evidence.length, left: gone },
      reply: {
        heading: listed(say, heading, 'semicolon'),
        cards: [],
        files: [file],
      },
    }
  },
})

interface Found {
  /** For the file's name. */
  name: string
  evidence: Evidence[]
  /** Quotes of texts that are no longer what they were. */
  gone: number
}

async function evidenceOf(
  app: App,
  { answer, paper, topic }: { answer?: string | undefined; paper?: string | undefined; topic?: string | undefined },
): Promise<Found> {
  if (answer) return ofRecord(app, answer)
  if (paper) return ofPaper(app, paper)
  if (!topic) throw new UserError('bad_options', (say) => say('error.nothingToExportNamed'))
  const { result } = await topicCommand.run(app, topicCommand.options.parse({ topic }))
  return ofRecord(app, z.object({ id: z.string() }).parse(result).id)
}

function ofRecord(app: App, id: string): Found {
  const record = app.recall(id)
  if (!record.isAnswered) {
    const { question } = record
    throw new UserError('nothing_found', (say) => say('error.nothingFoundToExport', { question }))
  }
  const evidence = record.quotes.flatMap((quoted) => {
    const quote = quoteAgain(app, quoted)
    return quote ? [quote] : []
  })
  return { name: record.id, evidence, gone: record.quotes.length - evidence.length }
}

function quoteAgain(app: App, { paperId, field, start, end, textHash: hash }: Quoted): Evidence | undefined {
  const paper = app.paper(paperId)
  return paper && textHash(paper[field]) === hash ? { paper, quote: quoteOf(paper, field, { start, end }) } : undefined
}

/** What sums a paper up, and every sentence that reports a number. */
function ofPaper(app: App, words: string): Found {
  const read = app.findPaper(words)
  const { paper, sentences } = read
  const shown = new Set(summary(read).map(({ start }) => start))
  const quotes: Quote[] = sentences
    .filter((span) => shown.has(span.start) || claimsWithin(read, span).length > 0)
    .map((span) => quoteOf(paper, 'abstract', span))
  return { name: paper.id.replace(/[^\w.-]+/g, '_'), evidence: quotes.map((quote) => ({ paper, quote })), gone: 0 }
}

async function written(evidence: readonly Evidence[], format: Format): Promise<string> {
  if (format === 'csv') return evidenceCsv(evidence)
  if (format === 'markdown') return evidenceMarkdown(evidence)
  // The citation library takes a while to load: only those who export citations wait for it.
  const { evidenceBibtex, evidenceRis } = await import('../src/export/citation.ts')
  return format === 'bibtex' ? evidenceBibtex(evidence) : evidenceRis(evidence)
}
