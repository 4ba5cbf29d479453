import type { ReadPaper } from '../papers/library.ts'
import type { Span } from '../papers/paper.ts'
import { claimsWithin } from './result.ts'

const CONTRIBUTION =
  /\b(we|this (paper|work|article|study))\b[^.]{0,40}\b(propose|present|introduce|develop|describe|investigate|study|show)/i
const PROBLEM =
  /\b(however|but|yet|despite|although|challeng\w+|difficult\w*|limit(s|ed|ation\w*)?|suffers?|fails?|lacks?|costly|expensive|bottlenecks?|inefficien\w+|remains?|still|unclear|problem\w*|struggles?|hinder\w*|degrad\w+)\b/i
const RESULT =
  /\b(results?|experiments?|outperform\w*|achiev\w+|improv\w+|reduc\w+|surpass\w*|demonstrat\w+|show\w*|state-of-the-art|accuracy|faster)\b/i
// A sentence that only says where something is to be found is no result.
const ADDRESS = /https?:\/\//

/** The sentence that says what a paper does: the first that says so, else the first of all; none in an empty abstract. */
export function contribution({ paper, sentences }: ReadPaper): Span | undefined {
  return sentences.find(({ start, end }) => CONTRIBUTION.test(paper.abstract.slice(start, end))) ?? sentences[0]
}

/**
 * The two or three sentences that carry a paper, in their order: the last before its contribution that names a problem,
 * the first that says what the work does, and the last that reports a number or, without one, a result. Empty for an
 * empty abstract.
 */
export function summary(read: ReadPaper): Span[] {
  const { sentences, paper } = read
  const text = (span: Span) => paper.abstract.slice(span.start, span.end)
  const method = contribution(read)
  if (!method) return []
  const problem = sentences.findLast((span) => span.end <= method.start && PROBLEM.test(text(span)))
  const after = sentences.filter((span) => span.start > method.start && !ADDRESS.test(text(span)))
  const result =
    after.findLast((span) => claimsWithin(read, span).length > 0) ??
    after.findLast((span) => RESULT.test(text(span))) ??
    after.at(-1)
  return [problem, method, result].filter((span) => span !== undefined)
}
