import { type Quote, quoteOf } from '../../src/answer/quote.ts'
import { UserError } from '../../src/errors.ts'
import { type Field, type Paper, textHash } from '../../src/papers/paper.ts'
import { textMark } from '../../src/render/discord.ts'

const PLACE = /^(title|abstract):(\d{1,6})-(\d{1,6})(?:@([0-9a-f]{6}))?$/

/**
 * Quotes of a paper out of coordinates such as `abstract:120-240,title:0-31@1a2b3c`, each once, in the order of the text;
 * behind the `@` stands the mark of the text they were taken from. Throws UserError for what is no place in it, and for a
 * text that was replaced since.
 */
export function quotesAt(paper: Paper, coordinates: string): Quote[] {
  const places = coordinates.split(/[,\s]+/).filter(Boolean)
  return [...new Set(places)].map((place) => quoteAt(paper, place)).sort(inOrder)
}

/** A quote as coordinates: `abstract:120-240`. */
export function placeOf({ field, start, end }: Quote): string {
  return `${field}:${start}-${end}`
}

function quoteAt(paper: Paper, place: string): Quote {
  const [, field, from, to, mark] = PLACE.exec(place) ?? []
  const [start, end] = [Number(from), Number(to)]
  const text = field === undefined ? undefined : paper[field as Field]
  if (text !== undefined && mark !== undefined && mark !== textMark(textHash(text))) {
    throw new UserError('text_replaced', (say) => say('error.textReplaced', { id: paper.id }))
  }
  if (text !== undefined && start < end && end <= text.length) return quoteOf(paper, field as Field, { start, end })
  throw new UserError('bad_options', (say) => say('error.noPlace', { place, id: paper.id }))
}

function inOrder(a: Quote, b: Quote): number {
  return a.field === b.field ? a.start - b.start || a.end - b.end : a.field === 'title' ? -1 : 1
}
