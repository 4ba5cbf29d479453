import { z } from 'zod'
import { quoteOf } from '../src/answer/quote.ts'
import { claimResult, paperResult, quoteResult } from '../src/answer/result.ts'
import { summary } from '../src/answer/summary.ts'
import { defineCommand } from '../src/command.ts'
import { counted, paperCard } from '../src/render/cards.ts'
import type { Why } from '../src/search/search.ts'

export const search = defineCommand({
  name: 'search',
  description: 'Papers that match words or a description, each with its best sentence',
  options: z.object({
    query: z.string().trim().min(1).max(2000).describe('What to look for'),
    limit: z.number().int().min(1).max(100).default(5).describe('How many papers at most'),
    mode: z.enum(['fused', 'lexical', 'semantic']).default('fused').describe('How to rank'),
    year: z.number().int().min(1900).max(2200).optional().describe('Only papers of this year'),
    since: z.number().int().min(1900).max(2200).optional().describe('Only papers of this year or later'),
    has_code: z.boolean().optional().describe('Only papers whose abstract links code'),
  }),
  positional: 'query',
  example: 'search speculative decoding without a draft model',
  async run(app, { query, limit, mode, year, since, has_code }) {
    const accept = (id: string) => {
      const paper = app.paper(id)
      if (!paper) return false
      if (year !== undefined && paper.year !== year) return false
      if (since !== undefined && (paper.year ?? 0) < since) return false
      return has_code === undefined || Boolean(paper.links.code) === has_code
    }
    const { hits, total } = await app.search.search(query, { limit, mode, accept })
    const found = hits.flatMap((hit) => {
      const read = app.library.get(hit.id)
      if (!read) return []
      const { why } = hit
      const spans = why.sentence ? [why.sentence] : summary(read)
      const result = {
        paper: paperResult(read.paper),
        score: hit.score,
        summary: spans.map((span) => quoteResult(read, quoteOf(read.paper, 'abstract', span))),
        claims: read.claims.map((claim) => claimResult(read, claim)),
        why: {
          ...why,
          sentence: why.sentence ? quoteResult(read, quoteOf(read.paper, 'abstract', why.sentence)) : null,
        },
      }
      return [
        {
          result,
          card: paperCard(read, spans, { lines: [reason(why)] }),
        },
      ]
    })
    return {
      result: { hits: found.map(({ result }) => result), total },
      reply: {
        heading:
          found.length > 0
            ? `${counted(found.length, 'paper')} for “${query}”, best first`
            : `No paper here matches “${query}”.`,
        cards: found.map(({ card }) => card),
      },
    }
  },
})

/** Why a paper is shown, in the bot's own words. */
function reason({ words, title, by }: Why): string {
  const inTitle = title.length > 0 ? ` (in the title: ${title.join(', ')})` : ''
  if (words.length === 0) return 'found by meaning, no word in common'
  return by === 'meaning'
    ? `found by meaning; also holds ${words.join(', ')}${inTitle}`
    : `holds ${words.join(', ')}${inTitle}`
}
