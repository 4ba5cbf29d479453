import type { Span } from '../papers/paper.ts'
import type { ClaimValue, Kind, TextClaim } from './claim.ts'
import { TOPICS } from './claim-topics.ts'
import type { ClaimWish, Limit } from './claim-wish.ts'
import { converted, familyOf } from './units.ts'

/** Units that say by themselves what is measured. */
const TELLING = new Set(['time', 'bytes', 'fps', 'tokens/s', 'parameters', 'GPUs', 'GPU hours', '$'])
/** How far around a number the words stand that say what it measures. */
const AROUND = 70
/** How far behind a number its own noun stands. */
const BEHIND = 25
const STATED_CUT =
  /reduc|fewer|less\b|smaller|lower|compress|sav|shrink|cut|shorten|shorter|only|just|from .* to|halv|prun|drop/i
/** What a number says right behind it when it is gone and not left. */
const GONE = /^[\s-](?:\w+\s)?(?:fewer|less|reduc|smaller|shorter|lower|cut|sav)/i
/** What is left, not what is gone: "with only 55.6% TFLOPs", "accuracy 90.9% with 27.4% tokens". */
const REMAINING = /\b(?:only|just|with|using|requires|uses|at)\s(?:about |around |only |just )?[\s$]*$/i
/** The next of such shares: "with only 55.6% TFLOPs and 53.8% KV cache storage". */
const REMAINING_TOO = /\bonly\s\S+\s[^.;]{1,30}?(?:,|\band)\s(?:[^.;]{1,40},?\sand\s)?(?:and\s)?$/i
const SLACK = 1e-9
/** Kinds of numbers that may stand against another's. */
const COMPARED: ReadonlySet<Kind> = new Set(['comparison', 'speed', 'efficiency', 'result'])
/** Kinds of numbers that no metric measures. */
const UNMEASURED: ReadonlySet<Kind> = new Set(['setting', 'count', 'scale'])

/**
 * The claim's numbers in the unit asked for where one of them is what was asked for; undefined where none is. Times,
 * sizes and shares are compared across their units, and a cut to a quarter with one by 75 % and by 4x.
 */
export function matched(
  claim: TextClaim,
  abstract: string,
  wish: ClaimWish,
): { value: number; high: number } | undefined {
  if (wish.kinds.length > 0 && !isOfKind(claim, wish)) return undefined
  if ((wish.min || wish.max) && claim.whose === 'baseline') return undefined
  if (wish.metrics.length > 0 && !wish.metrics.some((metric) => isAbout(claim, abstract, metric, wish)))
    return undefined
  if (wish.versus && !isCompared(claim)) return undefined
  for (const value of claim.values) {
    const scale = scaleTo(value, claim, wish, isRemaining(claim, abstract))
    if (!scale) continue
    const [low, high] = [scale(value.value), scale(value.high ?? value.value)].sort((a, b) => a - b)
    if (low !== undefined && high !== undefined && isWithin(low, high, value.bound, wish)) return { value: low, high }
  }
  return undefined
}

/** Whether a claim of this kind and with these units may be what was asked for, whatever its numbers and words are. */
export function mayMatch(kind: Kind, claimUnits: readonly (string | null)[], wish: ClaimWish): boolean {
  const { kinds, metrics, units, versus } = wish
  if (kinds.length > 0 && !kinds.includes(kind)) return false
  if (versus && !COMPARED.has(kind)) return false
  if (metrics.length > 0 && UNMEASURED.has(kind) && !metrics.some((metric) => isToldByUnit(metric, units))) return false
  return claimUnits.some((unit) => [true, false].some((remains) => scaleTo({ unit }, { kind }, wish, remains)))
}

/** Whether the metric that a claim names, if it names one, leaves it open that it is of a metric asked for. */
export function mayMeasure({ metric: named }: TextClaim, { metrics, units }: ClaimWish): boolean {
  if (!named || metrics.length === 0) return true
  return metrics.some((metric) => isToldByUnit(metric, units) || isNamed(named, metric) !== false)
}

/** Whether the metric that a claim names is the one asked for; undefined where the words near the number tell. */
function isNamed(named: string, metric: string): boolean | undefined {
  const topic = TOPICS.find(({ asked }) => asked.test(metric))
  if (isStated(named, metric)) return true
  return topic?.loose && !TOPICS.some((other) => other !== topic && other.asked.test(named)) ? undefined : false
}

function isStated(text: string, metric: string): boolean {
  const topic = TOPICS.find(({ asked }) => asked.test(metric))
  return Boolean(topic?.stated.test(text)) || text.toLowerCase().includes(metric.toLowerCase())
}

/** The words around a number, within its sentence, that may say what it measures. */
export function wordsAround({ start, end, sentence }: TextClaim): Span {
  return { start: Math.max(sentence.start, start - AROUND), end: Math.min(sentence.end, end + AROUND) }
}

function isOfKind(claim: TextClaim, { kinds }: ClaimWish): boolean {
  return kinds.includes(claim.kind) && !(kinds.includes('comparison') && claim.change === 'cost')
}

/** A number that stands against another's: a delta, a factor, or one side of "2.74 vs. 3.04". */
function isCompared({ kind, whose }: TextClaim): boolean {
  return COMPARED.has(kind) && (kind !== 'result' || whose !== undefined)
}

/** Whether the unit asked for says by itself what is measured: a latency in ms. */
function isToldByUnit(metric: string, units: readonly string[]): boolean {
  const topic = TOPICS.find(({ asked }) => asked.test(metric))
  return !topic?.narrow && units.some((unit) => TELLING.has(familyOf(unit)))
}

function isAbout(claim: TextClaim, abstract: string, metric: string, { units, cut }: ClaimWish): boolean {
  const topic = TOPICS.find(({ asked }) => asked.test(metric))
  if (isToldByUnit(metric, units)) return true
  const stated = (text: string) => isStated(text, metric)
  if (UNMEASURED.has(claim.kind)) return false
  // What the sentence says a number measures decides; without that, the words near it.
  const isOwn = claim.metric ? isNamed(claim.metric, metric) : undefined
  if (isOwn !== undefined) return isOwn
  const { start, end } = wordsAround(claim)
  const near = abstract.slice(start, end)
  const behind = abstract.slice(claim.end, Math.min(end, claim.end + BEHIND)).split(/[,;]|\s\d|\bwith\b/)[0] ?? ''
  const isOther = !stated(behind) && TOPICS.some((other) => other !== topic && other.asked.test(behind))
  const isCut = STATED_CUT.test(near) || isRemaining(claim, abstract)
  const isSpeed = claim.kind === 'speed' && (topic?.narrow || !/latenc|throughput|speed|time/i.test(metric))
  return stated(near) && !isOther && !isSpeed && (!cut || (isCut && claim.kind !== 'result'))
}

/** Whether the number is the share that is left: "with 27.4% tokens". */
function isRemaining({ start, end, sentence, values, kind }: TextClaim, abstract: string): boolean {
  if (kind !== 'efficiency') return false
  const before = abstract.slice(Math.max(sentence.start, start - 50), start)
  return (
    values[0]?.unit === '%' &&
    (REMAINING.test(before) || REMAINING_TOO.test(before)) &&
    !GONE.test(abstract.slice(end, end + 30))
  )
}

/** How a value turns into the unit asked for; undefined when it is no such quantity. */
function scaleTo(
  { unit }: Pick<ClaimValue, 'unit'>,
  claim: Pick<TextClaim, 'kind'>,
  { units, cut, metrics, min, max }: ClaimWish,
  remains: boolean,
): ((value: number) => number) | undefined {
  if (units.length === 0) {
    const isScore = unit === null || unit === '%' || unit === 'fraction'
    return (min || max) && metrics.length > 0 && !isScore ? undefined : (value) => value
  }
  for (const wanted of units) {
    // Without a limit there is nothing to convert for: "ms" means what is printed in milliseconds.
    if (!min && !max && unit !== wanted && !isNoun(unit, wanted)) continue
    if (EXAMPLES.test(wanted) && claim.kind === 'scale' && unit !== null && !NO_EXAMPLES.test(unit))
      return (value) => value
    if (cut && wanted === '%' && unit === 'x' && claim.kind !== 'speed')
      return (factor) => 100 * (1 - (factor >= 1 ? 1 / factor : factor))
    if (cut && wanted === '%' && unit === '%' && remains) return (share) => 100 - share
    if (cut && wanted === 'x' && unit === '%' && claim.kind === 'efficiency')
      return (share) => (share < 100 ? 1 / (1 - share / 100) : Number.POSITIVE_INFINITY)
    if (unit !== null && converted(1, unit, wanted) !== undefined)
      return (value) => converted(value, unit, wanted) ?? value
    if (isNoun(unit, wanted)) return (value) => value
  }
  return undefined
}

/** Words that mean whatever a dataset holds, and what it does not hold. */
const EXAMPLES = /^(?:examples|samples|instances|items|data points)$/i
const NO_EXAMPLES = /^(?:parameters|tokens|GPUs|h|[KMGT]B)$/

function isNoun(unit: string | null, noun: string): boolean {
  const head = unit?.toLowerCase() ?? ''
  const wanted = noun.toLowerCase()
  return head === wanted || head.endsWith(` ${wanted}`) || head.endsWith(`-${wanted}`)
}

/** Whether some number between `low` and `high` is within the limits; "over 30" is over 30 and at least 30. */
function isWithin(low: number, high: number, bound: ClaimValue['bound'], { min, max }: ClaimWish): boolean {
  // An interval asked for exactly, "a 7B model", is no larger interval that holds it, "from 3B to 100B".
  if (min && max && bound === 'range' && (low < min.value - slack(min) || high > max.value + slack(max))) return false
  const isOver =
    !min || high > min.value + slack(min) || ((min.included || bound === 'over') && high >= min.value - slack(min))
  const isUnder =
    !max || low < max.value - slack(max) || ((max.included || bound === 'under') && low <= max.value + slack(max))
  return isOver && isUnder
}

/** How far off a limit a number may be for rounding. */
export function slack({ value }: Limit): number {
  return SLACK * Math.abs(value)
}
