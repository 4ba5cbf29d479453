import type { ReadPaper } from '../papers/library.ts'
import type { Span } from '../papers/paper.ts'

const CONTRIBUTION =
  /\b(we|this (paper|work|article|study))\b[^.]{0,40}\b(propose|present|introduce|develop|describe|investigate|study|show)/i

/**
 * The sentences that carry a paper, in their order: the first that says what the work does, and the last that reports
 * a number (without numbers, the last one). Empty for an empty abstract.
 */
export function summary(read: ReadPaper): Span[] {
  const { sentences, claims, paper } = read
  const contribution = sentences.find((span) => CONTRIBUTION.test(paper.abstract.slice(span.start, span.end)))
  const first = contribution ?? sentences[0]
  const reported = sentences.filter((span) =>
    claims.some((claim) => claim.start >= span.start && claim.end <= span.end),
  )
  const last = reported.at(-1) ?? sentences.at(-1)
  return [...new Set([first, last])].filter((span) => span !== undefined).sort((a, b) => a.start - b.start)
}
