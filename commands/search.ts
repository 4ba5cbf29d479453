import { z } from 'zod'
import { quoteOf } from '../src/answer/quote.ts'
import { claimResult, paperResult, quoteResult } from '../src/answer/result.ts'
import { summary } from '../src/answer/summary.ts'
import { defineCommand, voiceFor } from '../src/command.ts'
import { paperCard } from '../src/render/cards.ts'
import type { Say } from '../src/say/say.ts'
import type { Why } from '../src/search/search.ts'

// What a message can hold, 4,000 characters and embeds of 6,000 with ten addresses of 2,048, and some room.
const LONGEST_QUERY = 32_000
// More of a query, or of the words in common, than anyone reads back.
const SHOWN_QUERY = 200
const SHOWN_WORDS = 12

export const search = defineCommand({
  name: 'search',
  description: 'Papers that match words or a description, each with its best sentence',
  options: z.object({
    query: z.string().trim().min(1).max(LONGEST_QUERY).describe('What to look for'),
    limit: z.number().int().min(1).max(100).default(5).describe('How many papers at most'),
    mode: z.enum(['fused', 'lexical', 'semantic']).default('fused').describe('How to rank'),
    year: z.number().int().min(1900).max(2200).optional().describe('Only papers of this year'),
    since: z.number().int().min(1900).max(2200).optional().describe('Only papers of this year or later'),
    has_code: z.boolean().optional().describe('Only papers whose abstract links code'),
  }),
  positional: 'query',
  example: 'search speculative decoding without a draft model',
  onMessage: { name: 'Find papers like this', option: 'query' },
  async run(app, { query, limit, mode, year, since, has_code }, asker) {
    const say = voiceFor(asker)
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
          card: paperCard(read, spans, { lines: [reason(why, say)] }),
        },
      ]
    })
    return {
      result: { hits: found.map(({ result }) => result), total },
      reply: {
        heading:
          found.length > 0
            ? say('search.found', { count: found.length, query: shortened(query) })
            : say('search.none', { query: shortened(query) }),
        cards: found.map(({ card }) => card),
      },
    }
  },
})

/** Why a paper is shown, in the bot's own words. */
function reason({ words, title, by }: Why, say: Say): string {
  if (words.length === 0) return say('search.byMeaning')
  const isByMeaning = by === 'meaning'
  const held = { words: listed(words, say) }
  if (title.length === 0) return say(isByMeaning ? 'search.byMeaningHolds' : 'search.holds', held)
  const inTitle = { ...held, titleWords: listed(title, say) }
  return say(isByMeaning ? 'search.byMeaningHoldsInTitle' : 'search.holdsInTitle', inTitle)
}

/** Each word once; of many, how many more there are. */
function listed(words: readonly string[], say: Say): string {
  const each = [...new Map(words.map((word) => [word.toLowerCase(), word])).values()]
  const more = each.length - SHOWN_WORDS
  const shown = each.slice(0, SHOWN_WORDS).join(', ')
  return more > 0 ? say('search.andMore', { words: shown, count: more }) : shown
}

/** The query on one line, its end left out when it is long, as a message mostly is. */
function shortened(query: string): string {
  const line = query.replace(/\s+/g, ' ')
  return line.length <= SHOWN_QUERY ? line : `${line.slice(0, SHOWN_QUERY).replace(/[\uD800-\uDBFF]$/, '')}…`
}
