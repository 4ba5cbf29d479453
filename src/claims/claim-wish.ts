import type { Bound, Kind } from './claim.ts'
import { METRICS } from './metrics.ts'
import { quantitiesIn } from './quantities.ts'
import { unitAfter } from './quantity.ts'

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
  /** Words left for search. */
  subject: string
}

export interface Limit {
  value: number
  /** Whether the value itself is still wanted. */
  included: boolean
}

interface ComparatorRow {
  pattern: RegExp
  bound: Bound
  example: string
}

/** What makes a number a limit and is said otherwise in a question than in a paper. */
const ASKED_BOUNDS: readonly ComparatorRow[] = [
  { pattern: /\bwithin\s*$/i, bound: 'at_most', example: 'within 2 s' },
  { pattern: /\b(?:bigger|longer|newer|older) than\s*$/i, bound: 'over', example: 'bigger than 7B' },
  { pattern: /\b(?:shorter|cheaper|quicker) than\s*$/i, bound: 'under', example: 'cheaper than $1' },
  { pattern: /\b(?:a minimum of|minimum)\s*$/i, bound: 'at_least', example: 'a minimum of 3 languages' },
  { pattern: /\b(?:a maximum of|maximum|max)\s*$/i, bound: 'at_most', example: 'max 5 %' },
]
/** "ten or more", "5 ms or less": the limit behind the number. */
const OR_MORE = /\b(\S+(?:\s?(?:fps|ms|s|x|%|GB|MB|KB|GPUs))?) or (?:more|better|higher|faster|larger|above|over)\b/gi
const OR_LESS = /\b(\S+(?:\s?(?:fps|ms|s|x|%|GB|MB|KB|GPUs))?) or (?:less|fewer|lower|smaller|shorter|below|under)\b/gi

interface TopicRow {
  asked: RegExp
  /** What the words around a matching number hold. */
  stated: RegExp
  /** Must be stated even where the unit says what is measured: not every time is one of training. */
  narrow?: true
  example: string
}

/** What may be measured under several names. */
export const TOPICS: readonly TopicRow[] = [
  { asked: /\b[gr]?FID\b/i, stated: /FID/i, example: 'FID' },
  { asked: /\bF1(?:[ -]scores?)?\b/i, stated: /\bF1\b/i, example: 'F1' },
  { asked: /\baccurac(?:y|ies)\b/i, stated: /accura/i, example: 'accuracy' },
  { asked: /\bperplexity\b/i, stated: /perplexit/i, example: 'perplexity' },
  { asked: /\bcompress(?:ion|ed)?(?: ratios?| rates?)?\b/i, stated: /compress|reduc|smaller/i, example: 'compression' },
  {
    asked:
      /\b(?:(?:token|sequence) (?:count|number|length)s?|(?:number|count) of tokens|shorter (?:sequences|texts?)|tokens (?:cut|saved))\b/i,
    stated: /token|sequence|shorter/i,
    example: 'token count',
  },
  {
    asked: /\b(?:memory|storage|footprint|KV[- ]cache)\b/i,
    stated: /memor|storage|footprint|cache|compress/i,
    example: 'memory',
  },
  { asked: /\b(?:T?FLOPs|compute|computation(?:al cost)?)\b/i, stated: /FLOP|comput/i, example: 'compute' },
  {
    asked: /\b(?:training(?: times?| costs?)?|trained (?:in|for|within))\b/i,
    stated: /\btrain|GPU/i,
    narrow: true,
    example: 'training time',
  },
  { asked: /\bthroughput\b/i, stated: /throughput/i, example: 'throughput' },
  { asked: /\b(?:latency|latencies)\b/i, stated: /latenc|time|speed|\bms\b|runs? (?:at|in)|fast/i, example: 'latency' },
  { asked: /\bp[- ]values?\b/i, stated: /\bp\s*[=<>]/i, example: 'p-value' },
  { asked: /\benergy\b/i, stated: /energy|power/i, example: 'energy' },
]
const KIND_WORDS: readonly { asked: RegExp; kind: Kind; example: string }[] = [
  { asked: /\b(?:speed-?ups?|faster|accelerat\w+|quicker)\b/i, kind: 'speed', example: 'speedups' },
  { asked: /\b(?:gains?|improvements?|improv\w+|increases?)\b/i, kind: 'comparison', example: 'gains' },
]
const VERSUS =
  /\b(?:outperform\w*|beats?|beating|surpass\w*|better than|faster than|versus|vs\.?|compared (?:to|with)|over|than)\b/i
const LIMIT_WORDS = /\b(?:less|fewer|lower|smaller|shorter|cheaper) than\b/gi
const CUT =
  /\b(?:cuts?|reduc\w+|sav(?:e[sd]?|ings?)|shrink\w*|drop\w*|fewer|less|lower(?:ed)?|smaller|shorter|compress\w*)\b/i
/** Words that ask and mean no paper. */
const FILLER =
  /\b(?:papers?|models?|methods?|works?|that|which|what|who|whose|any|anything|something|everything|report(?:s|ed|ing)?|show(?:s|n|ing)?|use[sd]?|using|needs?|needing|requir\w+|runs?|running|evaluat\w+|tested|train(?:ed|ing)?|achiev\w+|reach\w*|claim(?:s|ed)?|an?|the|of|by|with|is|are|was|were|has|have|having|in|on|at|to|for|than|and|or|me|find|list|all|give|how|much|many|size[ds]?|inference|results?|numbers?|small|large|big|scores?|effectiveness|performance|quality|better|it|do|does|get|their|there|up|least|most|more|less|fewer|above|below|under|over|about|around|roughly|approximately|nearly|almost|between|exactly|within|range|numbers?|gets?|got|larger|smaller|higher|lower|largest|biggest|highest|fastest|greatest|longest|smallest|lowest|shortest|fewest)\b/gi
const MOST = /\b(?:largest|biggest|highest|fastest|greatest|most|longest|best speedups?)\b/i
const LEAST = /\b(?:smallest|lowest|shortest|fewest|least)\b/i
/** A share of a number within which it still counts as the number asked for. */
const SAME = 0.01
/** The same for "about". */
const ABOUT = 0.1

/** Reads a wish such as "speedups above 3x"; numbers, units and bounds are read as in papers. */
export function parseClaimWish(query: string): ClaimWish {
  const words = query.slice(0, 2000).replace(OR_MORE, 'at least $1').replace(OR_LESS, 'at most $1')
  const quantity = quantitiesIn(words)[0]
  const [value] = quantity?.values ?? []
  const before = words.slice(0, quantity?.start ?? 0)
  const behind = quantity ? words.slice(quantity.end) : words
  const nouns = quantity?.form === 'noun' || quantity?.form === 'word' ? /^ (?:or|and) ([a-z-]+s)\b/.exec(behind) : null
  const bound = ASKED_BOUNDS.find(({ pattern }) => pattern.test(before))?.bound ?? value?.bound
  const text = `${before} ${nouns ? behind.slice(nouns[0].length) : behind}`
  const found = takeMetrics(text)
  const kinds = KIND_WORDS.filter(({ asked }) => asked.test(words)).map(({ kind }) => kind)
  const rest = without(found.rest, [UNIT_NAMES, ...KIND_WORDS.map(({ asked }) => asked), CUT, VERSUS])
  const subject = plainWords(rest)
  const named = quantity ? undefined : unitNamed(words)
  const units = [...new Set([value?.unit ?? named, nouns?.[1]].filter((unit) => typeof unit === 'string'))]
  const shared = units[0] === 'fraction' ? ['%'] : units
  const scale = units[0] === 'fraction' ? 100 : 1
  return {
    // A gain is one whatever the metric is called: "accuracy or effectiveness" names no single one.
    metrics: kinds.includes('comparison') ? [] : found.metrics,
    kinds,
    units: shared,
    ...(value &&
      limits(value.value * scale, value.high === undefined ? undefined : value.high * scale, bound ?? 'exact')),
    cut: CUT.test(words.replace(LIMIT_WORDS, ' ')) && !kinds.includes('comparison'),
    versus: quantity === undefined && VERSUS.test(words) && subject !== '',
    ...(MOST.test(words) ? { order: 'descending' as const } : LEAST.test(words) ? { order: 'ascending' as const } : {}),
    subject,
  }
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
    subject: '',
  }
}

/** A wish said back in one plain line. */
export function understoodAs({ metrics, kinds, units, min, max, near, cut, versus, subject }: ClaimWish): string {
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
  return `${wish || 'any number'}${about}`
}

function shown(value: number): string {
  return value >= 1e4 || (value !== 0 && value < 1e-3)
    ? value.toLocaleString('en', { notation: 'compact', maximumSignificantDigits: 4 })
    : String(Number(value.toPrecision(6)))
}

function limits(value: number, high: number | undefined, bound: Bound): Pick<ClaimWish, 'min' | 'max' | 'near'> {
  const limit = (at: number, included: boolean): Limit => ({ value: Number(at.toPrecision(12)), included })
  if (high !== undefined) return { min: limit(value, true), max: limit(high, true) }
  if (bound === 'over') return { min: limit(value, false) }
  if (bound === 'at_least') return { min: limit(value, true) }
  if (bound === 'under') return { max: limit(value, false) }
  if (bound === 'at_most' || bound === 'up_to') return { max: limit(value, true) }
  const slack = (bound === 'about' ? ABOUT : SAME) * Math.abs(value)
  return { min: limit(value - slack, true), max: limit(value + slack, true), near: value }
}

/** Units whose names are words that ask for them by themselves. */
const UNIT_NAMES =
  /\b(?:tokens|frames) (?:per|a) second|\bfps\b|\bGPU[- ]hours\b|\bpercentage points\b|\bmilliseconds\b/i

function unitNamed(words: string): string | undefined {
  const name = UNIT_NAMES.exec(words)?.[0]
  return name && unitAfter(` ${name}`)?.unit
}

const METRIC_NAME = new RegExp(
  `(?<![\\p{L}\\d@-])(?:${METRICS.map(({ pattern }) => pattern).join('|')})(?![\\p{L}\\d@])`,
  'iu',
)

/** The metrics a text names, and the text without them. */
function takeMetrics(text: string): { metrics: string[]; rest: string } {
  const metrics: string[] = []
  let rest = text
  const patterns = [...TOPICS.map(({ asked }) => asked), METRIC_NAME]
  for (const pattern of patterns) {
    for (let found = pattern.exec(rest)?.[0]; found; found = pattern.exec(rest)?.[0]) {
      if (!/speed|faster/i.test(found)) metrics.push(found)
      rest = rest.replace(found, ' ')
    }
  }
  // "accuracy or retrieval effectiveness": the second is no subject either.
  const alternative = metrics.length > 0 ? /\b(?:or|and) [\w-]+ (?:effectiveness|performance|quality)\b/gi : /$^/g
  return { metrics: [...new Set(metrics)], rest: rest.replace(alternative, ' ') }
}

function without(text: string, patterns: readonly RegExp[]): string {
  return patterns.reduce((rest, pattern) => rest.replace(new RegExp(pattern, 'gi'), ' '), text)
}

function plainWords(text: string): string {
  return without(text.replace(/[^\p{L}\p{N}\s'-]/gu, ' '), [FILLER])
    .replace(/(?<![\p{L}\p{N}])['-]+|['-]+(?![\p{L}\p{N}])/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}
