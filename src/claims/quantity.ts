import type { Span } from '../papers/paper.ts'
import type { Bound, ClaimValue, Kind } from './claim.ts'
import { BOUNDS, UNITS } from './notations.ts'

/** A quantity as it stands in a sentence, before its kind is settled. Offsets are into the sentence's text. */
export interface Quantity extends Span {
  values: ClaimValue[]
  /** What numbers of this unit are mostly about; undefined when the words around must tell. */
  kind?: Kind
  /** How the number was recognised: by a unit, a counted noun, a magnitude, by itself, or by a number word. */
  form: 'unit' | 'noun' | 'magnitude' | 'bare' | 'word' | 'vague'
}

export interface UnitFound {
  unit: string
  kind?: Kind
  /** Characters it takes, the blank before it included. */
  length: number
}

const UNIT = new RegExp(`^(?:\\*\\*|\\$)?[\\s~-]?(?:${UNITS.map(({ pattern }) => `(${pattern})`).join('|')})`, 'u')

/** The unit that begins a text, right behind a numeral. */
export function unitAfter(after: string): UnitFound | undefined {
  const match = UNIT.exec(after)
  if (!match) return undefined
  const row = UNITS[match.slice(1).findIndex((group) => group !== undefined)]
  if (!row) return undefined
  const printed = match.slice(1).find((group) => group !== undefined) ?? ''
  return { unit: row.unit || printed, length: match[0].length, ...(row.kind && { kind: row.kind }) }
}

/** A count and what it counts, before "over": "6,072 segments over 43 hours" is across, not more than. */
const ACROSS = /\d(?:[\d.,]*\d)?[KMB]?(?:\s[\p{L}-]+){0,3}\s[\p{L}-]+s\s+over\s*$/u

/** The bound said by the words or the glyph that end a text. */
export function boundBefore(before: string): Bound {
  // A dollar sign or brace that opens a formula stands between the words and the number.
  const words = before.replace(/[${]+\s?$/, ' ')
  const bound = BOUNDS.find(({ pattern }) => pattern.test(words))?.bound ?? 'exact'
  return bound === 'over' &&
    (ACROSS.test(words) || /\b(?:evaluat|averag|test|experiment|comput)\w* over\s*$/i.test(words))
    ? 'exact'
    : bound
}
