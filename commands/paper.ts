import { z } from 'zod'
import { quoteOf } from '../src/answer/quote.ts'
import { claimResult, paperResult, quoteResult } from '../src/answer/result.ts'
import { summary } from '../src/answer/summary.ts'
import { defineCommand, voiceFor } from '../src/command.ts'
import { claimTable, paperCard } from '../src/render/cards.ts'

export const paper = defineCommand({
  name: 'paper',
  description: 'One paper: its abstract, its numbers and papers like it',
  options: z.object({
    paper: z.string().trim().min(1).max(300).describe('Id, link or part of the title'),
  }),
  positional: 'paper',
  completes: { paper: 'papers' },
  example: 'paper BrightDreamer',
  async run(app, options, asker) {
    const say = voiceFor(asker)
    const read = app.findPaper(options.paper)
    const similar = app.search.similar(read.paper.id, 5).flatMap(({ id }) => app.library.get(id) ?? [])
    const about = [read.paper.authors, read.paper.year].filter(Boolean).join(' · ')
    return {
      result: {
        paper: paperResult(read.paper),
        abstract: read.paper.abstract,
        summary: summary(read).map((span) => quoteResult(read, quoteOf(read.paper, 'abstract', span))),
        claims: read.claims.map((claim) => claimResult(read, claim)),
        similar: similar.map((other) => paperResult(other.paper)),
      },
      reply: {
        heading: about || read.paper.id,
        cards: [
          paperCard(read, read.sentences, read.claims.length > 0 ? { table: claimTable(read, read.claims, say) } : {}),
          ...(similar.length > 0 ? [{ quotes: [], lines: [say('paper.likeIt')] }] : []),
          ...similar.map((other) => paperCard(other, [])),
        ],
      },
    }
  },
})
