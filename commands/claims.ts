import { z } from 'zod'
import { claimResult } from '../src/answer/result.ts'
import type { App } from '../src/app.ts'
import { KINDS } from '../src/claims/claim.ts'
import { matchesClaimQuery, parseClaimQuery } from '../src/claims/claim-query.ts'
import { defineCommand } from '../src/command.ts'
import { UserError } from '../src/errors.ts'
import { claimTable, counted, paperCard } from '../src/render/cards.ts'

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
  async run(app, { query, paper, kind, metric, unit, min, max, limit }) {
    if (!query && !paper && !kind && !metric && !unit && min === undefined && max === undefined) {
      throw new UserError(
        'bad_options',
        'Say which numbers: words (speedups above 3x), a paper, a kind, a metric or a unit.',
      )
    }
    const wanted = query ? parseClaimQuery(query) : undefined
    const reads = paper ? [app.findPaper(paper)] : await papersFor(app, wanted?.subject ?? '')
    const found = reads.flatMap((read) =>
      read.claims
        .filter((claim) => {
          const sentence = read.paper.abstract.slice(claim.sentence.start, claim.sentence.end)
          if (wanted && !matchesClaimQuery(claim, sentence, wanted)) return false
          if (kind && claim.kind !== kind) return false
          if (metric && !`${claim.metric ?? ''} ${sentence}`.toLowerCase().includes(metric.toLowerCase())) return false
          return claim.values.some(
            (value) =>
              (unit === undefined || value.unit === unit) &&
              (min === undefined || (value.high ?? value.value) >= min) &&
              (max === undefined || value.value <= max),
          )
        })
        .map((claim) => ({ read, claim })),
    )
    const shown = found.slice(0, limit)
    const understood = wanted?.understood ?? 'the options as given'
    const readsShown = [...new Set(shown.map(({ read }) => read))]
    return {
      result: { claims: shown.map(({ read, claim }) => claimResult(read, claim)), total: found.length, understood },
      reply: {
        heading: heading(found.length, shown.length, readsShown.length),
        cards: readsShown.map((read) => {
          const own = shown.filter((item) => item.read === read).map(({ claim }) => claim)
          const sentences = [...new Map(own.map(({ sentence }) => [sentence.start, sentence])).values()]
          return paperCard(read, sentences, { table: claimTable(read, own) })
        }),
        footer: `Read as: ${understood}`,
      },
    }
  },
})

/** Papers a subject is about, or all of them when no subject words are left. */
async function papersFor(app: App, subject: string) {
  if (subject.trim() === '') return app.library.all()
  const { hits } = await app.search.search(subject, { limit: 25, mode: 'lexical' })
  const ids = new Set(hits.map((hit) => hit.id))
  return ids.size > 0 ? app.library.all().filter((read) => ids.has(read.paper.id)) : app.library.all()
}

function heading(found: number, shown: number, papers: number): string {
  if (found === 0) return 'No number in these papers fits.'
  const part = shown < found ? `, the first ${shown} shown` : ''
  return `${counted(found, 'number')}${part}, from ${counted(papers, 'paper')}`
}
