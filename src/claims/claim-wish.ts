import type { Say } from '../say/say.ts'
import type { Kind } from './claim.ts'
import { kindName } from './kind-name.ts'

/** A wish for numbers: read from plain words, or made of explicit options. */
export interface ClaimWish {
  /** What is measured, each as asked: any of them will do. */
  metrics: string[]
  /** Any of these kinds will do; every kind when empty. */
  kinds: Kind[]
  /** Unit of the bounds, or the counted nouns: any of them will do. Undefined: bare scores and whatever was asked. */
  units: string[]
  min?: Limit
  max?: Limit
  /** The value that the limits stand around, when one was asked for. */
  near?: number
  /** What is cut, saved or made smaller is meant: 4x less and 75 % less are the same. */
  cut: boolean
  /** A comparison with what the subject names: its sentence must name it. */
  versus: boolean
  /** Which way to sort when a superlative asked for it: "the largest speedups". */
  order?: 'ascending' | 'descending'
  /** What was said and cannot be used, such as "in the last two years". */
  ignored: string[]
  /** Words left for search. */
  subject: string
}

export interface Limit {
  value: number
  /** Whether the value itself is still wanted. */
  included: boolean
}

/** A wish of explicit options; `min` and `max` are included. */
export function optionsWish(options: {
  kind?: Kind | undefined
  metric?: string | undefined
  unit?: string | undefined
  min?: number | undefined
  max?: number | undefined
}): ClaimWish {
  const { kind, metric, unit, min, max } = options
  return {
    metrics: metric ? [metric] : [],
    kinds: kind ? [kind] : [],
    units: unit ? [unit] : [],
    ...(min !== undefined && { min: { value: min, included: true } }),
    ...(max !== undefined && { max: { value: max, included: true } }),
    cut: false,
    versus: false,
    ignored: [],
    subject: '',
  }
}

/** A wish said back in one plain line. */
export function understoodAs(asked: ClaimWish, say: Say): string {
  const { metrics, kinds, cut, versus, order, subject } = asked
  const parts = [
    ...(metrics.length > 0 ? [either(metrics, say)] : []),
    ...kinds.map((kind) => kindName(kind, say)),
    ...(cut ? [say('claims.cut')] : []),
    ...limitsOf(asked, say),
  ]
  const wish = parts.join(say('claims.between')) || say('claims.any')
  const about = subject ? say(versus ? 'claims.versus' : 'claims.about', { wish, subject }) : wish
  if (!order) return about
  return say(order === 'descending' ? 'claims.largestFirst' : 'claims.smallestFirst', { wish: about })
}

function limitsOf({ units, min, max, near }: ClaimWish, say: Say): string[] {
  const unit = either(units, say)
  const withUnit = (number: number) => (unit ? `${shown(number)} ${unit}` : shown(number))
  const isRange = min && max
  return [
    ...(near !== undefined
      ? [withUnit(near)]
      : isRange
        ? [say('claims.fromTo', { min: shown(min.value), max: withUnit(max.value) })]
        : []),
    ...(min && !isRange ? [say(min.included ? 'claims.atLeast' : 'claims.over', { value: withUnit(min.value) })] : []),
    ...(max && !isRange ? [say(max.included ? 'claims.atMost' : 'claims.under', { value: withUnit(max.value) })] : []),
    ...(!min && !max && unit ? [say('claims.inUnit', { unit })] : []),
  ]
}

function either(words: readonly string[], say: Say): string {
  return words.reduce((first, second) => (first ? say('claims.or', { first, second }) : second), '')
}

function shown(value: number): string {
  return value >= 1e4 || (value !== 0 && value < 1e-3)
    ? value.toLocaleString('en', { notation: 'compact', maximumSignificantDigits: 4 })
    : String(Number(value.toPrecision(6)))
}
