import { z } from 'zod'
import { quoteOf } from '../src/answer/quote.ts'
import { claimResult, paperResult, quoteResult } from '../src/answer/result.ts'
import { summary } from '../src/answer/summary.ts'
import { defineCommand } from '../src/command.ts'
import { counted, paperCard } from '../src/render/cards.ts'

export const topic = defineCommand({
  name: 'topic',
  description: 'The papers on a topic, each with its key sentences and numbers',
  options: z.object({
    topic: z.string().trim().min(1).max(300).describe('The topic'),
    limit: z.number().int().min(1).max(25).default(8).describe('How many papers at most'),
  }),
  positional: 'topic',
  example: 'topic KV cache compression',
  async run(app, options) {
    const { hits } = await app.search.search(options.topic, { limit: options.limit, mode: 'fused' })
    const found = hits.flatMap((hit) => app.library.get(hit.id) ?? [])
    return {
      result: {
        papers: found.map((read) => ({
          paper: paperResult(read.paper),
          summary: summary(read).map((span) => quoteResult(read, quoteOf(read.paper, 'abstract', span))),
          claims: read.claims.map((claim) => claimResult(read, claim)),
        })),
        claims: found.flatMap((read) => read.claims.map((claim) => claimResult(read, claim))),
      },
      reply: {
        heading:
          found.length > 0
            ? `${counted(found.length, 'paper')} on “${options.topic}”`
            : `No paper here is about “${options.topic}”.`,
        cards: found.map((read) => paperCard(read, summary(read))),
      },
    }
  },
})
