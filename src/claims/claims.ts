import type { Span } from '../papers/paper.ts'
import type { Bound, ClaimValue, Kind, TextClaim } from './claim.ts'
import { sentences } from './sentences.ts'

interface UnitRow {
  pattern: string
  unit: string
  kind: Kind
  /** Factor that expands a magnitude word; 1 when absent. */
  scale?: number
}

// One row a notation: what follows the number, the unit it means and what such a number is mostly about.
const UNITS: UnitRow[] = [
  { pattern: '\\\\?%', unit: '%', kind: 'result' },
  { pattern: '-?(?:times|x|×|X|fold)(?![A-Za-z\\d])', unit: 'x', kind: 'speed' },
  { pattern: '(?:ms|milliseconds?)\\b', unit: 'ms', kind: 'speed' },
  { pattern: '(?:fps|FPS|frames per second)\\b', unit: 'fps', kind: 'speed' },
  { pattern: '(?:s|seconds?)\\b', unit: 's', kind: 'speed' },
  { pattern: '(?:min|minutes?)\\b', unit: 'min', kind: 'speed' },
  { pattern: '(?:h|hours?)\\b', unit: 'h', kind: 'speed' },
  { pattern: 'days?\\b', unit: 'days', kind: 'efficiency' },
  { pattern: 'KB\\b', unit: 'KB', kind: 'efficiency' },
  { pattern: 'MB\\b', unit: 'MB', kind: 'efficiency' },
  { pattern: 'GB\\b', unit: 'GB', kind: 'efficiency' },
  { pattern: 'tokens?\\b', unit: 'tokens', kind: 'scale' },
  { pattern: 'parameters?\\b', unit: 'parameters', kind: 'scale' },
  { pattern: '-?bits?\\b', unit: 'bits', kind: 'setting' },
  { pattern: '(?:points?|pp)\\b', unit: 'points', kind: 'comparison' },
  { pattern: 'months?\\b', unit: 'months', kind: 'setting' },
  { pattern: 'weeks?\\b', unit: 'weeks', kind: 'setting' },
  { pattern: '(?:years?)\\b', unit: 'years', kind: 'setting' },
]
// A plural right after a number is what it counts: "104 models".
const COUNTED_NOUN = /^[ -]([a-z]{3,}s)\b/
// Words before a bare decimal that make it a reported score: "an FID of 1.35", "from 2.28 to 1.86".
const SCORE_CUE = /(?:\b(?:of|to|from|by|at|is|was|achieves?|reaches|score|FID|AUC|F1|and|vs\.?)|[=:(<>])\s*$/i
const MAGNITUDES: Record<string, number> = {
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  trillion: 1e12,
  K: 1e3,
  k: 1e3,
  M: 1e6,
  B: 1e9,
  T: 1e12,
}
const NUMBER =
  /(?<![\w.-])(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:[-–](\d+(?:\.\d+)?))?( ?(?:thousand|million|billion|trillion)\b|[KkMBT]\b)?/g
const UNIT = new RegExp(`^(?:\\*\\*)?[ -]?(?:${UNITS.map(({ pattern }) => `(${pattern})`).join('|')})`)
const BOUNDS: [RegExp, Bound][] = [
  [/(?:up to|as much as)\s*$/i, 'up_to'],
  [/(?:at least|no less than)\s*$/i, 'at_least'],
  [/(?:at most|no more than)\s*$/i, 'at_most'],
  [/(?:over|more than|exceeding|above|>)\s*$/i, 'over'],
  [/(?:under|below|less than|fewer than|within|<)\s*$/i, 'under'],
  [/(?:about|approximately|around|nearly|almost|roughly|~|sim)\s*$/i, 'about'],
]

/** The numeric claims of a text: numbers with a unit, in order. */
export function claimsIn(text: string): TextClaim[] {
  const spans = sentences(text)
  let at = 0
  return [...text.matchAll(NUMBER)].flatMap((match) => {
    const start = match.index
    while (at < spans.length - 1 && (spans[at]?.end ?? 0) <= start) at++
    const sentence = spans[at]
    const claim = sentence && claimAt(text, match, sentence)
    return claim ? [claim] : []
  })
}

function claimAt(text: string, match: RegExpExecArray | RegExpMatchArray, sentence: Span): TextClaim | undefined {
  const start = match.index ?? 0
  const numberEnd = start + match[0].length
  const unit = UNIT.exec(text.slice(numberEnd, Math.min(numberEnd + 30, sentence.end)))
  const row = unit ? UNITS[unit.slice(1).findIndex((group) => group !== undefined)] : undefined
  const magnitude = match[3]?.trim()
  const noun = row ? undefined : COUNTED_NOUN.exec(text.slice(numberEnd, Math.min(numberEnd + 30, sentence.end)))
  const isScore = match[1]?.includes('.') && SCORE_CUE.test(text.slice(Math.max(sentence.start, start - 40), start))
  if (!row && !magnitude && !noun && !isScore) return undefined
  const scale = magnitude ? (MAGNITUDES[magnitude] ?? 1) : 1
  const number = (digits: string) => Number(digits.replaceAll(',', '')) * scale
  const cue = BOUNDS.find(([pattern]) => pattern.test(text.slice(Math.max(sentence.start, start - 20), start)))
  const bound = match[2] ? 'range' : (cue?.[1] ?? 'exact')
  const value: ClaimValue = {
    raw: match[0],
    value: number(match[1] ?? ''),
    ...(match[2] && { high: number(match[2]) }),
    unit: row?.unit ?? noun?.[1] ?? (magnitude ? 'parameters' : null),
    bound,
    approx: bound === 'about',
  }
  return {
    start,
    end: numberEnd + ((unit ?? noun)?.[0].length ?? 0),
    sentence,
    kind: row?.kind ?? (noun ? 'count' : isScore ? 'result' : 'scale'),
    values: [value],
  }
}
