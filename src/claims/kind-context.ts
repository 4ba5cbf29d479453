import type { Kind } from './claim.ts'
import { SETTINGS } from './counted-kinds.ts'
import type { Quantity } from './quantity.ts'

// What stands around a number and what it is said to be about: the ground that the kind rules stand on.

/** What the rules look at: the number's unit and value and the words around it. */
export interface Context {
  unit: string | null
  value: number
  values: number
  form: Quantity['form']
  /** The unit's own kind, by the table of units. */
  own: Kind | undefined
  /** The whole quantity, and its numeral, as printed. */
  quote: string
  raw: string
  signed: boolean
  /** Up to 80 characters before and behind. */
  before: string
  after: string
  /** The same, as far as the clause goes. */
  clauseBefore: string
  clauseAfter: string
}

const REACH = 80

const RATIOS = new Set<string | null>(['%', 'x', 'fraction', 'orders of magnitude', 'pp', 'points'])

export const SPEED =
  /\b(?:fast(?:er)?|slower|speed\w*|latenc\w+|throughput|accelerat\w*|converge\w*|inference times?|runtimes?|run-time|running time|response time|makespan|time to first token|quick\w*|GOPS|tokens per second)\b/i

export const EFFICIENCY =
  /\b(?:memory|[TG]?FLOPs|MACs|storage|compress\w*|KV[- ]cache|GPU[- ]hours?|(?:sequence|reasoning|conversation|output|context|response|token) lengths?|sequence reduction|token (?:sequence|reduction|count|usage)\w*|tokens|(?<!parameter-)(?<!un)efficien\w*|costs?(?! an?\b)|budgets?|comput(?:e|ation|ational(?:ly)?|ing)|energy|power|footprint|training time|parameters|model sizes?|area|bandwidth|communication|overheads?|annotations?|labell?ed data|CPU usage|smaller|less data|of the (?:training )?data|data efficiency|sparsity)\b/i

const QUALITY =
  /\b(?:accurac\w+|performance|scores?|F1|BLEU|ROUGE|quality|success rates?|recall|precision|m?AP|mIoU|errors?|perplexity|FID|AUC|AUROC|PSNR|correlation|win rates?|robustness|generalization)\b/i

/** What is compared with something: said right behind the number or right before it. */
const DELTA_AFTER =
  /^(?! or (?:more|less|better|higher|lower)\b)[\s*$)]{0,3}(?:[↑↓]|(?:(?:\((?:absolute|relative)\)|absolute|relative|average|mean|overall|additional|further|performance|accuracy|\w[\w@-]*)[\s-]){0,3}?(?:improvements?|gains?|increas\w+|boosts?|uplifts?|drops?|reductions?|decreas\w+|degradation|declines?|loss(?:es)?|lower|higher|better|worse|less|fewer|more|greater|smaller|larger|shorter|longer|cheaper|savings?|margins?|advantage|over (?:the|its|our|previous|prior|existing|state|strong|[\w-]+ ?baselines?))\b)/i

const DELTA_BEFORE =
  /\b(?:by(?: an? (?:average|factor|margin|(?:large|wide|significant) margin)(?: of)?)?|(?:improv\w*|gains?|boosts?|increas\w*|reductions?|decreas\w*|drops?|margins?|differences?|gaps?|sav\w*|uplift|advantages?|degradations?|declines?)(?: \([^)]*\))?(?: of| in (?:the )?range of| in [\w\s-]{1,30} of| up to| by|:)?)[\s(]*(?:up ?to|an average of|average|at least|at most|about|approximately|around|over|more than|less than|below|nearly|almost|roughly|only|just|an additional|a further|another|as much as|~|\\sim|[<>≤≥])?[\s(${]*$/i

export const TIMES = new Set<string | null>(['s', 'ms', 'min', 'h', 'days', 'weeks', 'months', 'years', 'GPU hours'])

/** What the rules look at for one quantity of a sentence. */
export function contextOf(sentence: string, { start, end, values, kind, form }: Quantity): Context {
  const before = sentence.slice(Math.max(0, start - REACH), start)
  const after = sentence.slice(end, end + REACH)
  const [first] = values
  return {
    unit: first?.unit ?? null,
    value: first?.value ?? 0,
    values: values.length,
    form,
    own: kind,
    quote: sentence.slice(start, end),
    raw: first?.raw ?? '',
    signed: /^[+]/.test(first?.raw ?? ''),
    before,
    after,
    clauseBefore: before.split(/[;(]|\b(?:while|whereas|but)\b/).at(-1) ?? '',
    clauseAfter: after.split(/[,;)]|\s[~$<>]?\d|\band\b|\b(?:while|whereas|but|with)\b/)[0] ?? '',
  }
}

export function isRatio({ unit }: Context): boolean {
  return RATIOS.has(unit) && unit !== 'points' && unit !== 'pp'
}

export function isFactor({ unit }: Context): boolean {
  return unit === 'x' || unit === 'orders of magnitude'
}

/** A physical measure: its kind by the table of units is only a guess. */
export function isMeasure({ own, unit }: Context): boolean {
  return own === 'setting' && unit !== null && !TIMES.has(unit) && !SETTINGS.test(unit) && unit !== 'px'
}

/** A physical measure that says how much more or less: "a gain of 1.75 dB", "2 km shorter". */
export function isMeasuredDelta(context: Context): boolean {
  const { clauseAfter, clauseBefore } = context
  if (!isMeasure(context)) return false
  return (
    /^\s?(?:higher|lower|better|worse|less|more|improvements?|gains?)\b/i.test(clauseAfter) ||
    /\b(?:gains?|improvements?|differences?|margins?) of (?:up ?to |about |over )?$/i.test(clauseBefore)
  )
}

/** Whether the number says how much more or less, or how many times. */
export function isDelta(context: Context): boolean {
  const { clauseAfter, clauseBefore } = context
  if (isFactor(context) && startsWith(SPEED, clauseAfter)) return true
  if (startsWith(DELTA_AFTER, clauseAfter) || startsWith(SPEED_ADVERB, clauseAfter)) return true
  return DELTA_BEFORE.test(clauseBefore)
}

const SPEED_ADVERB = /\b(?:faster|slower)\b/i
/** How far behind the number a word may begin to be said of it: two or three words. */
const NEAR = 24

export function startsWith(pattern: RegExp, text: string): boolean {
  return (pattern.exec(text)?.index ?? Number.POSITIVE_INFINITY) <= NEAR
}

/**
 * What the number is about: the nearest word for speed, for efficiency or for quality. Where what is compared is said
 * behind it ("1.6% average accuracy drop"), only that counts; else what precedes it does as well, a little less.
 */
export function topic(context: Context): 'speed' | 'efficiency' | 'quality' | undefined {
  const { clauseAfter, clauseBefore } = context
  const behind = /^\s*(?:across|at|under|over|within|when|during|while)\b/.test(clauseAfter) ? '' : clauseAfter
  const isSaidBehind =
    DELTA_AFTER.test(clauseAfter) && /\b(?:in|of|drop|loss|accuracy|performance)\b/i.test(clauseAfter)
  // Measured on the development claims: words up to about eight characters farther behind still belong to the number.
  const penalty = 8
  const lead = clauseBefore.split(',').at(-1) ?? ''
  const distance = (pattern: RegExp) => {
    const after = pattern.exec(behind)?.index ?? Number.POSITIVE_INFINITY
    const last = isSaidBehind ? undefined : [...lead.matchAll(new RegExp(pattern, 'gi'))].at(-1)
    const ahead = last ? lead.length - last.index - last[0].length + penalty : Number.POSITIVE_INFINITY
    return Math.min(after, ahead)
  }
  const topics = [
    { topic: 'speed', distance: distance(SPEED) },
    { topic: 'efficiency', distance: distance(EFFICIENCY) },
    { topic: 'quality', distance: distance(QUALITY) },
  ] as const
  const [nearest] = topics.toSorted((a, b) => a.distance - b.distance)
  return nearest && nearest.distance < Number.POSITIVE_INFINITY ? nearest.topic : undefined
}
