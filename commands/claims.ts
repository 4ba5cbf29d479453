import { z } from 'zod'
import { chartOf } from '../src/answer/comparable.ts'
import { findNumbers, type NumberFound } from '../src/answer/numbers.ts'
import { quoteOf } from '../src/answer/quote.ts'
import { claimResult } from '../src/answer/result.ts'
import { KINDS } from '../src/claims/claim.ts'
import { type ClaimWish, optionsWish, understoodAs } from '../src/claims/claim-wish.ts'
import { parseClaimWish } from '../src/claims/claim-words.ts'
import { defineCommand, voiceFor } from '../src/command.ts'
import { UserError } from '../src/errors.ts'
import type { ReadPaper } from '../src/papers/library.ts'
import { claimTable, paperCard } from '../src/render/cards.ts'
import type { Card } from '../src/render/reply.ts'
import { listed } from '../src/say/listed.ts'
import { type Say, sayEnglish } from '../src/say/say.ts'

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
  async run(app, { query, paper, limit, ...options }, asker) {
    const say = voiceFor(asker)
    const wishes = wishesOf(query, options)
    if (wishes.length === 0 && !paper) {
      throw new UserError('bad_options', (say) => say('error.noNumbersAsked'))
    }
    if (options.min !== undefined && options.max !== undefined && options.min > options.max) {
      const { min, max } = options
      throw new UserError('bad_options', (say) => say('error.minAboveMax', { min, max }))
    }
    const { library, search } = app
    const read = paper ? app.findPaper(paper) : undefined
    const { found, unused } = await findNumbers(wishes, { library, search, ...(read && { paper: read }) })
    const shown = found.slice(0, limit)
    const chart = chartOf(shown, say)
    const understood = (voice: Say) => understoodIn(voice, { wishes, read, unused })
    return {
      result: {
        claims: shown.map((one) => claimResult(one.read, one.claim)),
        total: found.length,
        understood: understood(sayEnglish),
      },
      reply: {
        heading: heading(found.length, shown, say),
        cards: cardsOf(shown, say),
        footer: say('claims.readAs', { understood: understood(say) }),
        ...(chart && { chart }),
      },
    }
  },
})

interface Understood {
  wishes: readonly ClaimWish[]
  read: ReadPaper | undefined
  unused: readonly string[]
}

function understoodIn(say: Say, { wishes, read, unused }: Understood): string {
  const ignored = wishes.flatMap((wish) => wish.ignored)
  const quoted = (words: readonly string[]) => words.map((word) => say('claims.word', { word }))
  const wanted = wishes.length > 0 ? wishes.map((wish) => understoodAs(wish, say)) : [say('claims.all')]
  const parts = [
    ...wanted,
    ...(read ? [say('claims.inPaper', { title: read.paper.title })] : []),
    ...(ignored.length > 0 ? [say('claims.notUsed', { words: listed(say, quoted(ignored)) })] : []),
    ...(unused.length > 0 ? [say('claims.notHere', { words: listed(say, quoted(unused)) })] : []),
  ]
  return listed(say, parts, 'semicolon')
}

function wishesOf(query: string | undefined, options: Parameters<typeof optionsWish>[0]): ClaimWish[] {
  const isGiven = Object.values(options).some((value) => value !== undefined)
  return [...(query ? [parseClaimWish(query)] : []), ...(isGiven ? [optionsWish(options)] : [])]
}

/** One card a paper, in the order of its best number, with each of its sentences once. */
function cardsOf(shown: readonly NumberFound[], say: Say): Card[] {
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
    return [paperCard(read, sentences, { quotes, table: claimTable(read, claimsShown, say) })]
  })
}

function heading(found: number, shown: readonly NumberFound[], say: Say): string {
  if (found === 0) return say('claims.none')
  const papers = new Set(shown.map(({ read }) => read.paper.id)).size
  const fromPapers = say('paper.from', { count: papers })
  return shown.length < found
    ? say('claims.foundPart', { count: found, shown: shown.length, fromPapers })
    : say('claims.found', { count: found, fromPapers })
}
