import type { Kind } from './claim.ts'

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
export function understoodAs({
  metrics,
  kinds,
  units,
  min,
  max,
  near,
  cut,
  versus,
  order,
  subject,
}: ClaimWish): string {
  const unit = units.length > 0 ? ` ${units.join(' or ')}` : ''
  const isRange = min && max
  const wish = [
    ...(metrics.length > 0 ? [metrics.join(' or ')] : []),
    ...kinds,
    ...(cut ? ['cut'] : []),
    ...(near !== undefined
      ? [`${shown(near)}${unit}`]
      : isRange
        ? [`from ${shown(min.value)} to ${shown(max.value)}${unit}`]
        : []),
    ...(min && !isRange ? [`${min.included ? 'at least' : 'over'} ${shown(min.value)}${unit}`] : []),
    ...(max && !isRange ? [`${max.included ? 'at most' : 'under'} ${shown(max.value)}${unit}`] : []),
    ...(!min && !max && unit ? [`in${unit}`] : []),
  ].join(' ')
  const about = subject ? `, ${versus ? 'compared with' : 'about'} “${subject}”` : ''
  const sorting = order ? `, the ${order === 'descending' ? 'largest' : 'smallest'} first` : ''
  return `${wish || 'any number'}${about}${sorting}`
}

function shown(value: number): string {
  return value >= 1e4 || (value !== 0 && value < 1e-3)
    ? value.toLocaleString('en', { notation: 'compact', maximumSignificantDigits: 4 })
    : String(Number(value.toPrecision(6)))
}
