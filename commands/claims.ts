import { z } from 'zod'
import { chartOf } from '../src/answer/comparable.ts'
import { findNumbers, type NumberFound } from '../src/answer/numbers.ts'
import { quoteOf } from '../src/answer/quote.ts'
import { claimResult } from '../src/answer/result.ts'
import { KINDS } from '../src/claims/claim.ts'
import { type ClaimWish, optionsWish, understoodAs } from '../src/claims/claim-wish.ts'
import { parseClaimWish } from '../src/claims/claim-words.ts'
import { defineCommand } from '../src/command.ts'
import { UserError } from '../src/errors.ts'
import { claimTable, counted, paperCard } from '../src/render/cards.ts'
import type { Card } from '../src/render/reply.ts'

export const claims = defineCommand({
  name: 'claims',
  description: 'Numbers the papers report, each inside its sentence',
  options: z.object({
    query: z.string().trim().max(2000).optional().describe('Plain words: speedups above 3x, FID below 2.5'),
    paper: z.string().trim().max(300).optional().describe('Only this paper: id, link or part of the title'),
    kind: z.enum(KINDS).optional().describe('What the number is about'),
    metric: z.string().trim().max(100).optional().describe('Word of the metric: FID, accuracy, latency'),
    unit: z.string().trim().max(40).optional().describe('Unit: %, x, ms, GB, parameters'),
    min: z.number().optional().describe('Smallest value'),
    max: z.number().optional().describe('Largest value'),
    limit: z.number().int().min(1).max(1000).default(20).describe('How many numbers at most'),
  }),
  positional: 'query',
  completes: { paper: 'papers', metric: 'metrics', unit: 'units' },
  example: 'claims speedups above 3x',
  async run(app, { query, paper, limit, ...options }) {
    const wishes = wishesOf(query, options)
    if (wishes.length === 0 && !paper) {
      throw new UserError(
        'bad_options',
        'Say which numbers: words (speedups above 3x), a paper, a kind, a metric or a unit.',
      )
    }
    if (options.min !== undefined && options.max !== undefined && options.min > options.max) {
      throw new UserError('bad_options', `min ${options.min} is above max ${options.max}: swap them.`)
    }
    const { library, search } = app
    const read = paper ? app.findPaper(paper) : undefined
    const { found, unused } = findNumbers(wishes, { library, search, ...(read && { paper: read }) })
    const shown = found.slice(0, limit)
    const chart = chartOf(shown)
    const ignored = wishes.flatMap((wish) => wish.ignored)
    const understood = [
      wishes.map(understoodAs).join('; ') || 'all numbers',
      ...(read ? [`in “${read.paper.title}”`] : []),
      ...(ignored.length > 0 ? [`not used: ${ignored.map((words) => `“${words}”`).join(', ')}`] : []),
      ...(unused.length > 0
        ? [`not used, because no paper here has it: ${unused.map((word) => `“${word}”`).join(', ')}`]
        : []),
    ].join('; ')
    return {
      result: { claims: shown.map((one) => claimResult(one.read, one.claim)), total: found.length, understood },
      reply: {
        heading: heading(found.length, shown),
        cards: cardsOf(shown),
        footer: `Read as: ${understood}`,
        ...(chart && { chart }),
      },
    }
  },
})

function wishesOf(query: string | undefined, options: Parameters<typeof optionsWish>[0]): ClaimWish[] {
  const isGiven = Object.values(options).some((value) => value !== undefined)
  return [...(query ? [parseClaimWish(query)] : []), ...(isGiven ? [optionsWish(options)] : [])]
}

/** One card a paper, in the order of its best number, with each of its sentences once. */
function cardsOf(shown: readonly NumberFound[]): Card[] {
  const byPaper = new Map<string, NumberFound[]>()
  for (const one of shown) byPaper.set(one.read.paper.id, [...(byPaper.get(one.read.paper.id) ?? []), one])
  return [...byPaper.values()].flatMap((own) => {
    const read = own[0]?.read
    if (!read) return []
    const claimsShown = own.map(({ claim }) => claim)
    const sentences = [...new Map(claimsShown.map(({ sentence }) => [sentence.start, sentence])).values()]
    const quotes = sentences.map((span) => ({
      quote: quoteOf(read.paper, 'abstract', span),
      bold: claimsShown.filter(({ sentence }) => sentence.start === span.start),
    }))
    return [paperCard(read, sentences, { quotes, table: claimTable(read, claimsShown) })]
  })
}

function heading(found: number, shown: readonly NumberFound[]): string {
  if (found === 0) return 'No number in these papers fits.'
  const papers = new Set(shown.map(({ read }) => read.paper.id)).size
  const part = shown.length < found ? `, the first ${shown.length} shown` : ''
  return `${counted(found, 'number')}${part}, from ${counted(papers, 'paper')}`
}
