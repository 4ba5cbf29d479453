import type { TextClaim } from '../claims/claim.ts'
import type { ReadPaper } from '../papers/library.ts'
import type { Paper, Span } from '../papers/paper.ts'
import type { Fact } from './fact.ts'
import type { Quote } from './quote.ts'

// The shapes of the headless interface. Every `text` is cut from the stored text here.

export function paperResult({ id, title, year, authors, url, links }: Paper) {
  return { id, title, ...(year && { year }), ...(authors && { authors }), url, links }
}

export function quoteResult(read: ReadPaper, { field, start, end }: Pick<Quote, 'field' | 'start' | 'end'>) {
  const claims = field === 'abstract' ? claimsWithin(read, { start, end }) : []
  return {
    paper: paperResult(read.paper),
    field,
    start,
    end,
    text: read.paper[field].slice(start, end),
    claims: claims.map((claim) => claimResult(read, claim)),
  }
}

export function claimResult({ paper }: ReadPaper, claim: TextClaim) {
  const { start, end, sentence, kind, metric, better, whose, change, values } = claim
  return {
    paper: paperResult(paper),
    field: 'abstract' as const,
    start,
    end,
    quote: paper.abstract.slice(start, end),
    sentence: { ...sentence, text: paper.abstract.slice(sentence.start, sentence.end) },
    kind,
    ...(metric && { metric }),
    ...(better && { better }),
    ...(whose && { whose }),
    ...(change && { change }),
    values,
  }
}

export function claimsWithin(read: ReadPaper, { start, end }: Span): TextClaim[] {
  return read.claims.filter((claim) => claim.start >= start && claim.end <= end)
}

export function factResult({ paper }: ReadPaper, { what, value }: Fact) {
  return { paper: paperResult(paper), what, value }
}
