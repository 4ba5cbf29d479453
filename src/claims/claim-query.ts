import type { ClaimValue, Kind, TextClaim } from './claim.ts'
import { MAGNITUDES, WORDS } from './notations.ts'

/** A wish for numbers, read from plain words. */
export interface ClaimQuery {
  /** What is measured, such as FID or memory. */
  metric?: string
  kind?: Kind
  comparator?: 'over' | 'under' | 'at_least' | 'at_most' | 'about'
  value?: number
  /** Unit of the value, or the counted nouns ("benchmarks or tasks"). */
  unit?: string
  /** Words left for search. */
  subject: string
  /** How the words were read, in one plain line. */
  understood: string
}
type Comparator = NonNullable<ClaimQuery['comparator']>

const COMPARATORS: readonly { pattern: RegExp; comparator: Comparator; example: string }[] = [
  {
    pattern:
      /\b(?:at least|no less than|no fewer than|minimum of|or (?:more|better|higher|faster|larger|above|over))\b|>=|≥/i,
    comparator: 'at_least',
    example: 'at least half',
  },
  {
    pattern: /\b(?:at most|no more than|up to|maximum of|or (?:less|lower|fewer|smaller|under|below))\b|<=|≤/i,
    comparator: 'at_most',
    example: 'at most 5',
  },
  {
    pattern:
      /\b(?:over|above|(?:more|greater|higher|larger|bigger|better|faster|longer) than|exceed(?:s|ing)?|beyond)\b|>/i,
    comparator: 'over',
    example: 'above 3x',
  },
  {
    pattern: /\b(?:under|below|(?:less|fewer|lower|smaller|faster|shorter) than|within)\b|</i,
    comparator: 'under',
    example: 'below 2.5',
  },
  { pattern: /\b(?:about|around|roughly|approximately|near(?:ly)?)\b|~/i, comparator: 'about', example: 'around 80%' },
]

interface UnitRow {
  pattern: RegExp
  unit: string
  family: string
  /** How much of the family's base unit one is. */
  factor: number
  example: string
}

const UNITS: readonly UnitRow[] = [
  { pattern: /^\s*(?:ms|milliseconds?)\b/i, unit: 'ms', family: 'time', factor: 1e-3, example: '100 ms' },
  { pattern: /^\s*(?:s|secs?|seconds?)\b/i, unit: 's', family: 'time', factor: 1, example: '2 s' },
  { pattern: /^\s*(?:mins?|minutes?)\b/i, unit: 'min', family: 'time', factor: 60, example: '5 min' },
  { pattern: /^\s*(?:h|hrs?|hours?)\b/i, unit: 'h', family: 'time', factor: 3600, example: '48 hours' },
  { pattern: /^\s*days?\b/i, unit: 'days', family: 'time', factor: 86_400, example: '3 days' },
  { pattern: /^\s*weeks?\b/i, unit: 'weeks', family: 'time', factor: 604_800, example: '2 weeks' },
  { pattern: /^\s*(?:fps|frames? (?:per|a) second)\b/i, unit: 'fps', family: 'fps', factor: 1, example: '30 fps' },
  { pattern: /^\s*(?:x|×|times|-?fold)(?!\w)/i, unit: 'x', family: 'x', factor: 1, example: '3x' },
  { pattern: /^\s*(?:%|percent\b|per cent\b)/i, unit: '%', family: 'share', factor: 0.01, example: '20%' },
  { pattern: /^\s*(?:percentage points?|pp)\b/i, unit: 'pp', family: 'points', factor: 1, example: '2 pp' },
  { pattern: /^\s*points?\b/i, unit: 'points', family: 'points', factor: 1, example: '2 points' },
  { pattern: /^\s*(?:KB|kilobytes?)\b/i, unit: 'KB', family: 'bytes', factor: 1e3, example: '4 KB' },
  { pattern: /^\s*(?:MB|megabytes?)\b/i, unit: 'MB', family: 'bytes', factor: 1e6, example: '10 MB' },
  { pattern: /^\s*(?:GB|gigabytes?)\b/i, unit: 'GB', family: 'bytes', factor: 1e9, example: '24 GB' },
  { pattern: /^\s*(?:TB|terabytes?)\b/i, unit: 'TB', family: 'bytes', factor: 1e12, example: '1 TB' },
  {
    pattern: /^\s*(?:params?|parameters?)\b/i,
    unit: 'parameters',
    family: 'parameters',
    factor: 1,
    example: '500M params',
  },
  { pattern: /^\s*(?:GPUs?|graphics cards)\b/i, unit: 'GPUs', family: 'GPUs', factor: 1, example: '30 GPUs' },
]
/** Units claims use that a query never names. */
const SHARE_OF_ONE: UnitRow = { pattern: /^$/, unit: 'fraction', family: 'share', factor: 1, example: 'half' }
const NAMED: Readonly<Record<string, number>> = { ...WORDS, hundred: 100 }
const NUMBER =
  /(?<![\w.-])(?:(\d[\d,]*(?:\.\d+)?|\.\d+)|(two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|fifty|hundred)\b)\s*(thousand\b|million\b|billion\b|trillion\b|[kmbt](?![a-z]))?/i
/** Quantities said without a numeral. */
const PHRASES: readonly { pattern: RegExp; value: number; unit: string }[] = [
  { pattern: /\b(?:an? )?orders? of magnitude\b/i, value: 10, unit: 'x' },
  { pattern: /\b(?:one )?half\b|\bhalved\b/i, value: 50, unit: '%' },
  { pattern: /\b(?:a|one)[ -]third\b/i, value: 100 / 3, unit: '%' },
  { pattern: /\btwo[ -]thirds\b/i, value: 200 / 3, unit: '%' },
  { pattern: /\b(?:a|one)[ -]quarter\b/i, value: 25, unit: '%' },
  { pattern: /\b(?:twice|doubled?)\b/i, value: 2, unit: 'x' },
  { pattern: /\b(?:tripled?|thrice)\b/i, value: 3, unit: 'x' },
]
/** What may be measured: how a query names it and what a matching sentence holds. */
const METRICS: readonly { asked: RegExp; stated: RegExp }[] = [
  { asked: /\b[gr]?FID\b/i, stated: /FID/i },
  { asked: /\bF1(?:[ -]scores?)?\b/i, stated: /\bF1\b/i },
  {
    asked: /\b(?:BLEU|ROUGE|PSNR|SSIM|LPIPS|mAP|mIoU|AUC|AUROC|RMSE|MAE|MMLU|GenEval|WER|NDCG|MRR|CIDEr)\b/i,
    stated: /(?:)/,
  },
  { asked: /\baccurac(?:y|ies)\b/i, stated: /accura/i },
  { asked: /\bperplexity\b/i, stated: /perplexit/i },
  { asked: /\bcompress(?:ion|ed)?(?: ratios?)?\b/i, stated: /compress|reduc|smaller/i },
  { asked: /\b(?:token (?:count|number)s?|number of tokens|sequence lengths?)\b/i, stated: /token|sequence/i },
  { asked: /\b(?:memory|storage|footprint|KV[- ]cache)\b/i, stated: /memor|storage|footprint|cache/i },
  { asked: /\b(?:T?FLOPs|compute|computation)\b/i, stated: /FLOP|comput/i },
  { asked: /\bthroughput\b/i, stated: /throughput/i },
  { asked: /\b(?:latency|latencies)\b/i, stated: /latenc|time|speed|\bms\b|runs? (?:at|in)/i },
  { asked: /\bp[- ]values?\b/i, stated: /\bp\s*[=<>]/i },
]
const KIND_WORDS: readonly { pattern: RegExp; kind: Kind }[] = [
  { pattern: /\b(?:speed-?ups?|faster|acceleration|accelerat\w+)\b/i, kind: 'speed' },
  { pattern: /\b(?:gains?|improvements?|improv\w+)\b/i, kind: 'comparison' },
]
const FILLER =
  /\b(?:papers?|models?|that|which|what|who|whose|any|anything|something|report(?:s|ed|ing)?|show(?:s|ing)?|use[sd]?|using|needs?|needing|runs?|running|evaluated|trained|an?|the|of|by|with|is|are|was|were|has|have|in|on|at|to|for|than|and|or|cut|cuts|reduc\w+|sav\w+|results?|numbers?|small|large|big|scores?|speed-?ups?|faster|gains?|improvements?|improv\w+|outperform\w*|beat\w*|me|find|list|all|give|claims?|size[ds]?|inference)\b/gi
const CUT = /\b(?:cut|cuts|reduc\w+|sav\w+|shrink\w*|drop\w*|fewer|less|lower|smaller)\b/i
const STATED_CUT = /reduc|fewer|less\b|smaller|lower|compress|sav|shrink|cut|shorten|only|from .* to|halv|prun|drop/i

/** Reads a wish such as "speedups above 3x" into comparator, value, unit, kind, metric and the words left over. */
export function parseClaimQuery(query: string): ClaimQuery {
  let rest = query.slice(0, 2000)
  const take = (pattern: RegExp): string | undefined => {
    const found = pattern.exec(rest)?.[0]
    if (found) rest = rest.replace(found, ' ')
    return found
  }
  const comparator = COMPARATORS.find(({ pattern }) => pattern.test(rest))
  if (comparator) take(comparator.pattern)
  const kind = KIND_WORDS.find(({ pattern }) => pattern.test(query))?.kind
  const metricRow = METRICS.find(({ asked }) => asked.test(query))
  const metric = kind === 'comparison' ? undefined : metricRow?.asked.exec(query)?.[0]
  const { value, unit } = takeNumber()
  for (const { asked } of METRICS) take(asked)
  const subject = rest
    .replace(FILLER, ' ')
    .replace(/[^\p{L}\p{N}\s-]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const wish = [metric, kind, comparator?.comparator.replace('_', ' '), value, unit].filter(
    (part) => part !== undefined,
  )
  return {
    ...(metric && { metric }),
    ...(kind && { kind }),
    ...(comparator && { comparator: comparator.comparator }),
    ...(value !== undefined && { value }),
    ...(unit && { unit }),
    subject,
    understood: `${wish.join(' ') || 'any number'}${subject ? `, about “${subject}”` : ''}`,
  }

  function takeNumber(): { value?: number; unit?: string } {
    const number = NUMBER.exec(rest)
    if (!number) {
      const phrase = PHRASES.find(({ pattern }) => pattern.test(rest))
      if (!phrase) return {}
      take(phrase.pattern)
      return { value: phrase.value, unit: phrase.unit }
    }
    const digits = number[1] ? Number(number[1].replaceAll(',', '')) : (NAMED[number[2]?.toLowerCase() ?? ''] ?? 0)
    const letter = number[3]?.toLowerCase() ?? ''
    const after = rest.slice(number.index + number[0].length)
    const row = UNITS.find(({ pattern }) => pattern.test(after))
    const printed = row?.pattern.exec(after)?.[0] ?? ''
    const nouns = row ? undefined : /^\s*((?:[a-z-]+s)(?:(?: or | and )[a-z-]+s)?)\b/i.exec(after)
    const size = !row && /^[mb]/.test(letter) && (!nouns || /\b(?:models?|params?)\b/i.test(nouns[1] ?? ''))
    rest = `${rest.slice(0, number.index)} ${after.slice((nouns?.[0] ?? printed).length)}`
    const counted = nouns?.[1] && !/^(?:is|was|has|papers)$/i.test(nouns[1]) ? nouns[1].toLowerCase() : undefined
    const named = row?.unit ?? (size ? 'parameters' : counted)
    return { value: digits * (MAGNITUDES[letter] ?? 1), ...(named && { unit: named }) }
  }
}

/** Whether one of the claim's numbers is what was asked for; times, sizes and shares are compared across their units. */
export function matchesClaimQuery(claim: TextClaim, sentenceText: string, q: ClaimQuery): boolean {
  const wanted = UNITS.find(({ unit }) => unit === q.unit)
  if (q.kind && claim.kind !== q.kind) return false
  if (q.metric && !isAbout(claim, sentenceText, q.metric, wanted?.family)) return false
  if (q.value === undefined && !q.unit && !q.kind && !q.metric) return namesSubject(sentenceText, q.subject)
  const isCut = wanted?.family === 'share' && q.metric !== undefined && STATED_CUT.test(sentenceText)
  return claim.values.some((value) => {
    const scale = scaleTo(value, q, wanted, isCut)
    if (!scale) return false
    if (q.value === undefined) return true
    const [low, high] = [scale(value.value), scale(value.high ?? value.value)].sort((a, b) => a - b)
    return compares(low ?? 0, high ?? 0, q.comparator, q.value, value.bound)
  })
}

/** How a value turns into the wanted unit; undefined when it is no such quantity. */
function scaleTo(
  { unit }: ClaimValue,
  q: ClaimQuery,
  wanted: UnitRow | undefined,
  isCut: boolean,
): ((value: number) => number) | undefined {
  if (!q.unit) return q.metric && unit !== null && unit !== '%' ? undefined : (value) => value
  if (!wanted) return q.unit.split(/ (?:or|and) /).some((noun) => isNoun(unit, noun)) ? (value) => value : undefined
  if (wanted.unit === 'x' && unit === 'orders of magnitude') return (value) => 10 ** value
  if (isCut && unit === 'x') return (value) => (value >= 1 ? 100 * (1 - 1 / value) : 100 * (1 - value))
  const own = [...UNITS, SHARE_OF_ONE].find((row) => row.unit === unit)
  return own?.family === wanted.family ? (value) => (value * own.factor) / wanted.factor : undefined
}

function isNoun(unit: string | null, noun: string): boolean {
  const head = unit?.toLowerCase() ?? ''
  return head === noun || head.endsWith(` ${noun}`) || head.endsWith(`-${noun}`)
}

function isAbout(claim: TextClaim, sentence: string, metric: string, family: string | undefined): boolean {
  // A unit such as MB or ms says by itself what is measured.
  if (family && ['time', 'bytes', 'fps', 'parameters', 'GPUs'].includes(family)) return true
  const row = METRICS.find(({ asked }) => asked.test(metric))
  const named = claim.metric?.toLowerCase()
  const stated = (text: string) =>
    text.toLowerCase().includes(metric.toLowerCase()) ||
    (row !== undefined && row.stated.source !== '(?:)' && row.stated.test(text))
  if (/^[gr]?FID$|^F1|^[A-Z]{3,}$/i.test(metric) && named) return stated(named)
  return stated(sentence) && (!CUT.test(metric) || STATED_CUT.test(sentence))
}

/** Whether a sentence holds a name the words ask for: what is written with a capital, else any word. */
function namesSubject(sentence: string, subject: string): boolean {
  const words = subject.split(' ').filter((word) => word.length > 1)
  const names = words.filter((word) => /\p{Lu}|\d/u.test(word))
  const text = sentence.toLowerCase()
  const asked = names.length > 0 ? names : words
  return asked.length === 0 || asked.some((word) => text.includes(word.toLowerCase()))
}

function compares(
  low: number,
  high: number,
  comparator: Comparator | undefined,
  value: number,
  bound: ClaimValue['bound'],
): boolean {
  const slack = 1e-9 * Math.abs(value)
  switch (comparator) {
    case 'over':
      return high > value + slack || (bound === 'over' && high >= value - slack)
    case 'at_least':
      return high >= value - slack
    case 'under':
      return low < value - slack || (bound === 'under' && low <= value + slack)
    case 'at_most':
      return low <= value + slack
    case 'about':
      return Math.abs(low - value) <= 0.1 * Math.abs(value) || Math.abs(high - value) <= 0.1 * Math.abs(value)
    default:
      return low - 0.02 * Math.abs(value) <= value && value <= high + 0.02 * Math.abs(value)
  }
}
