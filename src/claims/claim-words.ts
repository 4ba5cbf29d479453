import type { Bound, Kind } from './claim.ts'
import { TOPICS } from './claim-topics.ts'
import type { ClaimWish, Limit } from './claim-wish.ts'
import { METRICS } from './metrics.ts'
import { quantitiesIn } from './quantities.ts'
import { unitAfter } from './quantity.ts'

interface SameRow {
  asked: RegExp
  said: string
  example: string
}

const UNIT_WORDS =
  '(?:(?:tokens|frames) (?:per|a) second|fps|GPU[- ]hours|percentage points|milliseconds|seconds|ms|params|parameters|percent|%|GB|MB|KB|GPUs|tokens|languages|x|s)'

const AMOUNT = `((?<!\\S)\\S{0,6}\\d\\S{0,12}(?: ${UNIT_WORDS})?|\\b(?:two|three|four|five|six|eight|ten|twenty|half)\\b)`

/** Ways of asking for a limit, each as papers would say it: one reader then reads both. In this order. */
export const SAME_LIMITS: readonly SameRow[] = [
  {
    asked: /\b(?:no|not) (?:more|greater|larger|higher|bigger|longer) than\b/gi,
    said: 'at most',
    example: 'not more than 2x',
  },
  {
    asked: /\b(?:no|not) (?:less|fewer|lower|smaller|shorter) than\b/gi,
    said: 'at least',
    example: 'no less than 20x',
  },
  { asked: /\b(?:greater|larger|higher|bigger|longer|more) than\b/gi, said: 'over', example: 'greater than 10x' },
  {
    asked: /\b(?:lower|smaller|shorter|cheaper|quicker|fewer|less) than\b/gi,
    said: 'under',
    example: 'cheaper than $1',
  },
  { asked: /\b(?:a )?minimum(?: of)?\b/gi, said: 'at least', example: 'a minimum of 3 languages' },
  { asked: /\b(?:a )?max(?:imum)?(?: of)?\b|\bwithin\b/gi, said: 'at most', example: 'max 5 %' },
  {
    asked: new RegExp(`${AMOUNT} or (?:more|better|higher|faster|larger|above|over)\\b`, 'gi'),
    said: 'at least $1',
    example: '30 fps or better',
  },
  {
    asked: new RegExp(`${AMOUNT} or (?:less|fewer|lower|smaller|shorter|below|under)\\b`, 'gi'),
    said: 'at most $1',
    example: '5 ms or less',
  },
  { asked: /\ba tenth of a second\b/gi, said: '0.1 s', example: 'under a tenth of a second' },
  { asked: /\ban? (second|minute|hour|day|week|month|year)\b/gi, said: '1 $1', example: 'in less than a week' },
  { asked: /\bfactor of (\d[\d.]*|two|three|four|five|ten)\b/gi, said: '$1 times', example: 'by a factor of 3' },
  // "fps over 100": the unit before the limit.
  {
    asked: new RegExp(
      `\\b(${UNIT_WORDS}) (over|above|under|below|at least|at most|exceeding) (\\d[\\d.,]*[KMBT]?)(?![\\w%])`,
      'gi',
    ),
    said: '$2 $3 $1',
    example: 'frames per second over 100',
  },
]
/** What no number can be held against. */
const IGNORED =
  /\b(?:in|from|over|since|during) (?:the )?(?:last|past|recent) (?:few |\w+ )?(?:years?|months?|weeks?)\b|\b(?:since|before|after|in|from) (?:19|20)\d\d\b/gi

const KIND_WORDS: readonly { asked: RegExp; kind: Kind; example: string }[] = [
  {
    asked: /\b(?:speed-?ups?|faster|fastest|accelerat\w+|quicker)\b/i,
    kind: 'speed',
    example: 'speedups',
  },
  { asked: /\b(?:gains?|improvements?|improv\w+|increases?)\b/i, kind: 'comparison', example: 'gains' },
]
const VERSUS =
  /\b(?:outperform\w*|beats?|beating|surpass\w*|better than|faster than|versus|vs\.?|compared (?:to|with)|over|than)\b/i
const CUT =
  /\b(?:cuts?|reduc\w+|sav(?:e[sd]?|ings?)|shrink\w*|drop\w*|fewer|less|lower(?:ed)?|smaller|shorter|compress\w*|loss(?:es)?|degrad\w*)\b/i
/** Words that ask and mean no paper. */
const FILLER =
  /\b(?:papers?|models?|methods?|works?|that|which|what|who|whose|any|anything|something|everything|report(?:s|ed|ing)?|show(?:s|n|ing)?|use[sd]?|using|needs?|needing|requir\w+|runs?|running|evaluat\w+|tested|train(?:ed|ing)?|achiev\w+|reach\w*|claim(?:s|ed)?|an?|the|of|by|with|is|are|was|were|has|have|having|in|on|at|to|for|than|and|or|me|find|list|all|give|how|much|many|size[ds]?|inference|results?|numbers?|small|large|big|scores?|effectiveness|performance|quality|better|it|do|does|get|their|there|up|least|most|more|less|fewer|above|below|under|over|about|around|roughly|approximately|nearly|almost|between|exactly|within|range|gets?|got|greater|bigger|longer|shorter|no|not|took|takes?|taking|second|per|exceed\w*|best|worst|factor|larger|smaller|higher|lower|largest|biggest|highest|fastest|greatest|longest|smallest|lowest|shortest|fewest)\b/gi
const MOST = /\b(?:largest|biggest|highest|fastest|greatest|(?<!at )most|longest|best speedups?)\b/i
const LEAST = /\b(?:smallest|lowest|shortest|fewest|(?<!at )least)\b/i
/** A share of a number within which it still counts as the number asked for. */
const SAME = 0.01
/** The same for "about". */
const ABOUT = 0.1

/** Reads a wish such as "speedups above 3x"; numbers, units and bounds are read as in papers. */
export function parseClaimWish(query: string): ClaimWish {
  const asked = query.slice(0, 2000)
  const ignored = [...asked.matchAll(IGNORED)].map(([words]) => words)
  const words = SAME_LIMITS.reduce((text, row) => text.replace(row.asked, row.said), asked.replace(IGNORED, ' '))
  const quantity = quantitiesIn(words)[0]
  const [value] = quantity?.values ?? []
  const before = words.slice(0, quantity?.start ?? 0)
  const behind = quantity ? words.slice(quantity.end) : words
  const nouns = quantity?.form === 'noun' || quantity?.form === 'word' ? /^ (?:or|and) ([a-z-]+s)\b/.exec(behind) : null
  const counted = quantity ? undefined : HOW_MANY.exec(words)?.[1]
  const text = `${before} ${nouns ? behind.slice(nouns[0].length) : behind}`.replace(HOW_MANY, ' ')
  const found = takeMetrics(text)
  const kinds = kindsAsked(words, found.metrics)
  const rest = without(found.rest, [UNIT_NAMES, ...KIND_WORDS.map((row) => row.asked), CUT, VERSUS])
  const subject = plainWords(rest)
  const named = quantity ? undefined : unitNamed(words)
  const units = [...new Set([value?.unit ?? named ?? counted, nouns?.[1]].filter((unit) => typeof unit === 'string'))]
  const isShare = units[0] === 'fraction'
  const scale = isShare ? 100 : 1
  const high = value?.high === undefined ? undefined : value.high * scale
  return {
    // A gain is one whatever the metric is called: "accuracy or effectiveness" names no single one.
    metrics: kinds.includes('comparison') ? [] : found.metrics,
    kinds,
    units: isShare ? ['%'] : units,
    ...(value && limits(value.value * scale, high, value.bound)),
    cut: CUT.test(words) && !kinds.includes('comparison'),
    versus: quantity === undefined && VERSUS.test(words) && subject !== '',
    ...(MOST.test(asked) ? { order: 'descending' as const } : LEAST.test(asked) ? { order: 'ascending' as const } : {}),
    ignored,
    subject,
  }
}

/** Gains and improvements are of quality, unless they are of a speed or a saving: "throughput gains". */
function kindsAsked(words: string, metrics: readonly string[]): Kind[] {
  const kinds = KIND_WORDS.filter(({ asked }) => asked.test(words)).map(({ kind }) => kind)
  const isOther = metrics.some((metric) =>
    METRICS.some(({ pattern, about }) => about !== 'quality' && new RegExp(`^(?:${pattern})$`, 'i').test(metric)),
  )
  return isOther ? kinds.filter((kind) => kind !== 'comparison') : kinds
}

/** "how many languages", "number of tokens": what is counted. */
const HOW_MANY = /\b(?:how many|number of|count of) (?:different |distinct )?((?:[a-z]+ )?[a-zA-Z]+s)\b/i

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
