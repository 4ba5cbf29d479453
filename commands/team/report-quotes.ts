import { type Quote, quoteOf } from '../../src/answer/quote.ts'
import { UserError } from '../../src/errors.ts'
import type { Field, Paper } from '../../src/papers/paper.ts'

const PLACE = /^(title|abstract):(\d{1,6})-(\d{1,6})$/

/**
 * Quotes of a paper out of coordinates such as `abstract:120-240,title:0-31`, each once, in the order of the text. Throws
 * UserError for what is no place in it.
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
  const [, field, from, to] = PLACE.exec(place) ?? []
  const [start, end] = [Number(from), Number(to)]
  const text = field === undefined ? undefined : paper[field as Field]
  if (text !== undefined && start < end && end <= text.length) return quoteOf(paper, field as Field, { start, end })
  throw new UserError('bad_options', (say) => say('error.noPlace', { place, id: paper.id }))
}

function inOrder(a: Quote, b: Quote): number {
  return a.field === b.field ? a.start - b.start || a.end - b.end : a.field === 'title' ? -1 : 1
}
