import { type Field, type Paper, type Span, textHash } from '../papers/paper.ts'

declare const brand: unique symbol

/** Coordinates into one stored text. Its words are cut out by `quoteText` and nowhere else. */
export interface Quote extends Span {
  readonly [brand]: 'Quote'
  readonly paperId: string
  readonly textHash: string
  readonly field: Field
}

/** Makes a quote of `paper[field]` from `span`. Throws RangeError when the span lies outside the text or is empty. */
export function quoteOf(paper: Paper, field: Field, span: Span): Quote {
  const text = paper[field]
  if (!(span.start >= 0 && span.start < span.end && span.end <= text.length)) {
    throw new RangeError(`span ${span.start}–${span.end} is outside the ${field} of ${paper.id}`)
  }
  return { paperId: paper.id, textHash: textHash(text), field, start: span.start, end: span.end } as Quote
}

/** The words of a quote, cut from the stored text. Throws when the text is no longer the one the quote was made of. */
export function quoteText(quote: Quote, paper: Paper): string {
  const text = paper[quote.field]
  if (paper.id !== quote.paperId || textHash(text) !== quote.textHash) {
    throw new Error(`quote of ${quote.paperId} does not belong to the stored text of ${paper.id}`)
  }
  return text.slice(quote.start, quote.end)
}
