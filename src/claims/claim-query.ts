import type { Bound, Kind, TextClaim } from './claim.ts'

/** A wish for numbers, read from plain words. */
export interface ClaimQuery {
  comparator?: 'over' | 'under' | 'at_least' | 'at_most' | 'about'
  value?: number
  unit?: string
  kind?: Kind
  /** Word that the sentence of the number must hold, such as FID. */
  metric?: string
  /** Words left for search. */
  subject: string
  /** How the words were read, in one line. */
  understood: string
}

const COMPARATORS: [RegExp, NonNullable<ClaimQuery['comparator']>][] = [
  [/\b(at least|no less than|or (more|better|higher))\b|>=|≥/i, 'at_least'],
  [/\b(at most|no more than|up to|or (less|lower|fewer))\b|<=|≤/i, 'at_most'],
  [/\b(over|above|more than|greater than|higher than|exceeding|beyond|better than)\b|>/i, 'over'],
  [/\b(under|below|less than|fewer than|lower than|within)\b|</i, 'under'],
  [/\b(about|around|roughly|near)\b|~/i, 'about'],
]
// What each unit may be called in a question, and how much of the base unit of its family one is.
const UNITS: { pattern: RegExp; unit: string; family: string; factor: number }[] = [
  { pattern: /^\s*(ms|milliseconds?)\b/i, unit: 'ms', family: 'time', factor: 1e-3 },
  { pattern: /^\s*(s|sec|seconds?)\b/i, unit: 's', family: 'time', factor: 1 },
  { pattern: /^\s*(min|minutes?)\b/i, unit: 'min', family: 'time', factor: 60 },
  { pattern: /^\s*(h|hours?)\b/i, unit: 'h', family: 'time', factor: 3600 },
  { pattern: /^\s*days?\b/i, unit: 'days', family: 'time', factor: 86_400 },
  { pattern: /^\s*(fps|frames per second)\b/i, unit: 'fps', family: 'fps', factor: 1 },
  { pattern: /^\s*(x|×|times|-?fold)(?!\w)/i, unit: 'x', family: 'x', factor: 1 },
  { pattern: /^\s*(%|percent)/i, unit: '%', family: '%', factor: 1 },
  { pattern: /^\s*KB\b/i, unit: 'KB', family: 'bytes', factor: 1e3 },
  { pattern: /^\s*MB\b/i, unit: 'MB', family: 'bytes', factor: 1e6 },
  { pattern: /^\s*GB\b/i, unit: 'GB', family: 'bytes', factor: 1e9 },
  { pattern: /^\s*parameters?\b/i, unit: 'parameters', family: 'parameters', factor: 1 },
  { pattern: /^\s*tokens?\b/i, unit: 'tokens', family: 'tokens', factor: 1 },
]
const MAGNITUDES: Record<string, number> = {
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  million: 1e6,
  b: 1e9,
  billion: 1e9,
  t: 1e12,
  trillion: 1e12,
}
const NUMBER = /(\d[\d,]*(?:\.\d+)?)\s*(thousand|million|billion|trillion|[kmbt](?![a-z]))?/i
const METRICS = /\b(FID|accuracy|perplexity|latency|throughput|F1|BLEU|PSNR|SSIM|mAP|MMLU)\b/i
const FILLER =
  /\b(papers?|that|which|report|reports|reporting|an?|the|of|by|with|anything|models?|is|are|in|on|to|than|and|or|better|results?|speed-?ups?|faster|cut|gains?)\b/gi

/** Reads a wish such as "speedups above 3x" into comparator, value, unit, kind and the words left over. */
export function parseClaimQuery(query: string): ClaimQuery {
  const number = NUMBER.exec(query)
  const comparator = COMPARATORS.find(([pattern]) => pattern.test(query))
  const after = number ? query.slice(number.index + number[0].length) : ''
  const unitRow = UNITS.find(({ pattern }) => pattern.test(after))
  const value = number
    ? Number(number[1]?.replaceAll(',', '')) * (MAGNITUDES[number[2]?.toLowerCase() ?? ''] ?? 1)
    : undefined
  const metric = METRICS.exec(query)?.[0]
  const unit = unitRow?.unit ?? (number?.[2] && /param|model/i.test(query) ? 'parameters' : undefined)
  const kind = /speed-?ups?|faster/i.test(query) ? 'speed' : undefined
  const used = [number?.[0], comparator?.[0].exec(query)?.[0], unitRow?.pattern.exec(after)?.[0], metric]
  const rest = used.reduce<string>((words, part) => (part ? words.replace(part, ' ') : words), query)
  const subject = rest
    .replace(FILLER, ' ')
    .replace(/[^\p{L}\p{N}\s-]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const wish = [metric, kind, comparator?.[1].replace('_', ' '), value, unit].filter((part) => part !== undefined)
  const understood = `${wish.join(' ') || 'any number'}${subject ? `, about “${subject}”` : ''}`
  return {
    ...(comparator && { comparator: comparator[1] }),
    ...(value !== undefined && { value }),
    ...(unit && { unit }),
    ...(kind && { kind }),
    ...(metric && { metric }),
    subject,
    understood,
  }
}

/** Whether one of the claim's numbers is what was asked for; times and sizes are compared across their units. */
export function matchesClaimQuery(claim: TextClaim, sentence: string, query: ClaimQuery): boolean {
  if (query.kind && claim.kind !== query.kind) return false
  if (query.metric && !sentence.toLowerCase().includes(query.metric.toLowerCase())) return false
  const wanted = UNITS.find(({ unit }) => unit === query.unit)
  return claim.values.some(({ value, high, unit, bound }) => {
    const own = UNITS.find((row) => row.unit === unit)
    if (query.unit && (wanted ? own?.family !== wanted.family : unit !== query.unit)) return false
    if (query.value === undefined) return true
    const scale = wanted && own ? own.factor / wanted.factor : 1
    return compares((high ?? value) * scale, value * scale, query.comparator ?? 'about', query.value, bound)
  })
}

function compares(
  high: number,
  low: number,
  comparator: NonNullable<ClaimQuery['comparator']>,
  value: number,
  bound: Bound,
): boolean {
  switch (comparator) {
    case 'over':
      return high > value || (bound === 'over' && high >= value)
    case 'at_least':
      return high >= value
    case 'under':
      return low < value || (bound === 'under' && low <= value)
    case 'at_most':
      return low <= value
    case 'about':
      return Math.abs(low - value) <= 0.1 * Math.abs(value) || Math.abs(high - value) <= 0.1 * Math.abs(value)
  }
}
