import type { Bound, ClaimValue, Kind } from './claim.ts'
import { countedNoun, hardwareAt } from './nouns.ts'
import { DIGITS, isSpelled, MAGNITUDE, magnitudeOf, numberOf, SPELLED, scaleOf } from './numerals.ts'
import { type Quantity, unitAfter } from './quantity.ts'

/** A numeral in its sentence, with what stands around it. Offsets are into the sentence. */
export interface At {
  sentence: string
  /** Where the quantity starts: its sign, relation or currency included. */
  start: number
  /** Where the numeral starts, its sign included, and where it ends. */
  rawStart: number
  end: number
  numeral: string
  /** The numeral's value, sign included. */
  value: number
  bound: Bound
  money: boolean
  signed: boolean
  before: string
  /** The text behind an offset, as far as readers look. */
  ahead(from: number): string
}

interface FormRow {
  name: string
  /** The quantity in this form; `none` when the numeral is no claim at all; undefined to try the next form. */
  read(at: At): Quantity | 'none' | undefined
  /** True where what the form tells is that the numeral is no claim. */
  rejects?: true
  example: string
  counterExample: string
}

const NUMERAL = `(?:${DIGITS}${MAGNITUDE}?|${SPELLED}${MAGNITUDE}?)`
const GRID = /^\s?(?:[x×*]|\\times|by(?= \d))\s?(\d{1,5})(?:\s?(?:[x×*]|\\times)\s?(\d{1,5}))?(?![\p{L}\d]|\.\d)/u
const SPREAD = new RegExp(`^\\s?(?:±|\\+/?-|\\+/-|\\$?\\\\pm\\$?)\\s?(${DIGITS})`, 'u')
const OUT_OF = new RegExp(`^ (?:out of|of|in) (?:the )?(${DIGITS}|${SPELLED})(?![\\p{L}%.\\d])`, 'u')
const RANGE = new RegExp(
  `^\\$?\\s?(-|–|—|--|to(?= )|and(?= ))\\s?\\\\?\\$?((?:(?<= \\$?)[-+−])?10\\^\\{?[-−]?\\d+\\}?|(?:(?<= \\$?)[-+−])?${NUMERAL})(?!\\.?\\d)`,
  'u',
)
const INTERVAL = new RegExp(`^, ?([-+−]?${DIGITS})(?=\\s?[)\\]])`, 'u')
const OR_MORE = /^(?:\+(?!\d)| (?:or|and) (?:more|better|higher|greater|above|older)\b)/
const SIZED = /^[\s-](?:[a-z-]+\s){0,2}(?:models?|L?LMs?|networks?|transformers?)\b/i
const DATA = /^[\s-]?(?:[\p{L}\d-]+\s){0,3}(?:datasets?|data|corpus|corpora|collection|benchmark)\b/iu
const RESOLUTION =
  /^[- ]?(?:(?:output |input |native |image |video )?resolutions?|videos?|images?|displays?|[a-z]+ rasters?|generation|models?)(?![\p{L}-])/u

/** One row a form of quantity, in the order they are tried. */
export const FORMS: readonly FormRow[] = [
  { name: 'grid', read: grid, example: '256x256', counterExample: '256x faster' },
  { name: 'mean and spread', read: spread, example: '2.6 ± 1.6 years', counterExample: '2.6 to 3 years' },
  { name: 'share of a count', read: outOf, example: '8 of 11 models', counterExample: '8 of the models' },
  { name: 'interval', read: interval, example: '9-17%', counterExample: '9% and 17%' },
  { name: 'fraction', read: fraction, example: '3/4 of them', counterExample: '3/4.5 of them' },
  { name: 'money', read: money, example: '$0.12 a call', counterExample: '0.12 a call' },
  { name: 'with a unit', read: withUnit, example: '64ms', counterExample: '64 msgs' },
  { name: 'year or letters', read: noQuantity, rejects: true, example: 'in 2019 alone', counterExample: 'in 64 ms' },
  { name: 'resolution', read: resolution, example: '4K resolution', counterExample: '4K examples' },
  { name: 'size of a model', read: size, example: '2.7B model', counterExample: '2.7B users' },
  { name: 'number word', read: word, example: 'seven languages', counterExample: 'seven ways' },
  { name: 'counted or bare', read: counted, example: '17 public datasets', counterExample: '17th dataset' },
]

function valuesOf(
  raws: readonly (readonly [string, number, number?])[],
  unit: string | null,
  bound: Bound,
): ClaimValue[] {
  return raws.map(([raw, value, high]) => ({
    raw,
    value,
    ...(high !== undefined && { high }),
    unit,
    bound,
    approx: bound === 'about',
  }))
}

/** A quantity of one value, from its start to `end`. */
function single(
  at: At,
  end: number,
  unit: string | null,
  form: Quantity['form'],
  kind?: Kind,
  bound = at.bound,
): Quantity {
  const raw = at.sentence.slice(at.rawStart, at.end)
  return { start: at.start, end, values: valuesOf([[raw, at.value]], unit, bound), form, ...(kind && { kind }) }
}

function grid(at: At): Quantity | undefined {
  const found = isSpelled(at.numeral) ? null : GRID.exec(at.ahead(at.end))
  if (!found) return undefined
  const sides = [at.numeral, found[1], found[2]].filter((side) => side !== undefined)
  const values = valuesOf(
    sides.map((side) => [side, numberOf(side)]),
    'px',
    'exact',
  )
  return { start: at.start, end: at.end + found[0].length, values, kind: 'setting', form: 'unit' }
}

function spread(at: At): Quantity | undefined {
  const found = isSpelled(at.numeral) ? null : SPREAD.exec(at.ahead(at.end))
  if (!found) return undefined
  const end = at.end + found[0].length
  const unit = unitAfter(at.ahead(end))
  const centre = at.sentence.slice(at.rawStart, at.end)
  const values = valuesOf(
    [
      [centre, at.value],
      [found[1] ?? '', numberOf(found[1] ?? '')],
    ],
    unit?.unit ?? null,
    at.bound,
  )
  return {
    start: at.start,
    end: end + (unit?.length ?? 0),
    values,
    ...(unit?.kind && { kind: unit.kind }),
    form: unit ? 'unit' : 'bare',
  }
}

function outOf(at: At): Quantity | undefined {
  const found = OUT_OF.exec(at.ahead(at.end))
  if (!found) return undefined
  const isShare = / in /.test(found[0])
    ? numberOf(at.numeral) === 1
    : !isSpelled(at.numeral) || numberOf(at.numeral) > 1
  if (!isShare || isYear(found[1] ?? '')) return undefined
  const end = at.end + found[0].length
  const noun = countedNoun(at.ahead(end))
  const values = valuesOf(
    [
      [at.numeral, at.value],
      [found[1] ?? '', numberOf(found[1] ?? '')],
    ],
    noun?.unit ?? null,
    at.bound,
  )
  return { start: at.start, end: end + (noun?.adjacent ?? 0), values, kind: 'result', form: 'noun' }
}

function interval(at: At): Quantity | 'none' | undefined {
  const unit = magnitudeOf(at.numeral).length > 1 ? undefined : unitAfter(at.ahead(at.end))
  const afterUnit = at.end + (unit?.length ?? 0)
  const isListed = /\b(?:CI|interval|IQR|range)\b[^;]{0,12}$/.test(at.before)
  const found = RANGE.exec(at.ahead(afterUnit)) ?? (isListed ? INTERVAL.exec(at.ahead(at.end)) : null)
  if (!found || !isInterval(at, found[1] ?? '')) return undefined
  const upper = found.at(-1) ?? ''
  const top = afterUnit + found[0].length
  if (isPeriod(at.numeral, upper)) return 'none'
  const shared = magnitudeOf(upper)
  const low = shared && !magnitudeOf(at.numeral) ? at.value * scaleOf(shared) : at.value
  const high = upper.startsWith('+') ? numberOf(upper.slice(1)) : signedNumber(upper)
  // "256-66" names a setup, "0.74 to 0.71" goes down: neither is an interval.
  if (high <= low && !(low < 0 && high < 0)) return /^[-–—]/.test(found[1] ?? '') && !unit ? 'none' : undefined
  const last = unitAfter(at.ahead(top))
  const noun = last ? undefined : countedNoun(at.ahead(top))
  const size = /[MB]$/.test(upper) ? 'parameters' : null
  const isSize = size !== null && !noun
  const kind = at.money ? 'efficiency' : (last?.kind ?? unit?.kind ?? (isSize ? 'scale' : undefined))
  return {
    start: at.start,
    end: top + (last?.length ?? noun?.adjacent ?? 0),
    values: valuesOf(
      [[at.sentence.slice(at.rawStart, top), low, high]],
      at.money ? '$' : (last?.unit ?? unit?.unit ?? noun?.unit ?? size),
      'range',
    ),
    ...(kind && { kind }),
    form: last || unit || at.money || isSize ? 'unit' : noun ? 'noun' : 'bare',
  }
}

function signedNumber(numeral: string): number {
  return /^[-−]/.test(numeral) ? -numberOf(numeral.slice(1)) : numberOf(numeral)
}

function isInterval({ before, numeral }: At, joint: string): boolean {
  if (joint === 'and') return /\bbetween\s*\S{0,3}$/i.test(before)
  if (joint !== 'to') return true
  if (/\b(?:increas|improv|rais|reduc|drop|fell|rose|decreas|lower|grew)\w*\b[^.;]{0,15}$/i.test(before)) return false
  if (/\b(?:rang|span|vary|varies|varied|anywhere)\w*\b[^.;]{0,40}$/i.test(before)) return true
  return !/\bfrom\s*\S{0,3}$/i.test(before) || /[KMBT]$/.test(numeral)
}

/** A year of today's papers, or the two years of a period: "2019", "1881–1940", "2006-13". */
function isYear(numeral: string): boolean {
  return /^(?:19[5-9]|20[0-4])\d$/.test(numeral)
}

function isPeriod(from: string, to: string): boolean {
  const isAnyYear = (numeral: string) => /^(?:1[5-9]|20)\d\d$/.test(numeral)
  return isAnyYear(from) && (isAnyYear(to) || (isYear(from) && /^\d\d$/.test(to)))
}

function fraction(at: At): Quantity | undefined {
  return /[/¼½¾⅐-⅞]/.test(at.numeral) && !unitAfter(at.ahead(at.end))
    ? single(at, at.end, 'fraction', 'unit')
    : undefined
}

function money(at: At): Quantity | undefined {
  return at.money ? single(at, at.end, '$', 'unit', 'efficiency') : undefined
}

function withUnit(at: At): Quantity | 'none' | undefined {
  const unit = unitAfter(at.ahead(at.end))
  if (!unit) return undefined
  const isWord = isSpelled(at.numeral) && magnitudeOf(at.numeral) === ''
  const after = at.ahead(at.end)
  // "two points", "one-bit": number words with such nouns count or name something.
  const isDuration = /^-(?:month|year|week|day|hour|minute)/.test(after)
  if (
    isWord &&
    ((unit.unit === 'points' && at.value < 10) || (after.startsWith('-') && unit.unit !== 'x' && !isDuration))
  )
    return undefined
  const cards = unit.unit === 'x' ? hardwareAt(at.ahead(at.end + unit.length).trimStart()) : undefined
  if (cards) return single(at, at.end + unit.length + 1 + cards.length, 'GPUs', 'noun', 'scale')
  if (isWord && numberOf(at.numeral) === 1 && unit.unit !== 'x') return 'none'
  const bound = OR_MORE.test(at.ahead(at.end + unit.length)) ? 'at_least' : at.bound
  return single(at, at.end + unit.length, unit.unit, 'unit', unit.kind, bound)
}

function noQuantity(at: At): 'none' | undefined {
  const isGlued = /^\p{L}/u.test(at.ahead(at.end))
  return isGlued || (isYear(at.numeral) && !at.signed) ? 'none' : undefined
}

function resolution(at: At): Quantity | undefined {
  if (!/^(?:1|2|4|8|16)K$/.test(at.numeral)) return undefined
  const after = at.ahead(at.end)
  const isNamed = RESOLUTION.test(after) || (/\bresolution\b/.test(at.sentence) && !countedNoun(after))
  return isNamed && !DATA.test(after) ? single(at, at.end, null, 'unit', 'setting') : undefined
}

function size(at: At): Quantity | undefined {
  if (!/\d ?[MBT]$/.test(at.numeral)) return undefined
  const after = at.ahead(at.end)
  const noun = countedNoun(after)
  if (/^ (?:[\p{L}-]+ ){0,3}tokens?\b/u.test(after)) return single(at, at.end, 'tokens', 'magnitude', 'scale')
  if (DATA.test(after) || /^\s?[<{[]/.test(after) || (noun && !SIZED.test(after))) return undefined
  return single(at, at.end, 'parameters', 'magnitude', 'scale')
}

function word(at: At): Quantity | 'none' | undefined {
  if (!isSpelled(at.numeral) || magnitudeOf(at.numeral) !== '') return undefined
  const noun = countedNoun(at.ahead(at.end))
  if (!noun || !countsFindings(at, noun.unit)) return 'none'
  return single(
    at,
    at.end + noun.adjacent,
    noun.unit,
    'word',
    undefined,
    /^(?:over|under)$/.test(at.bound) && at.value < 10 ? 'exact' : at.bound,
  )
}

/** What a procedure or an argument is made of, which is no finding. */
const NOT_COUNTED =
  /^(?:stages?|phases?|modes?|ways?|perspectives?|challenges|limitations|concerns|goals|objectives|parts|steps|aspects|modules|components|mechanisms|branches|sides|fronts|folds|problems|ends|ones|levels|terms|views|halves|dimensions|arms)$/

function countsFindings({ before, ahead, end, value }: At, unit: string): boolean {
  if (value === 1 || /^(?:-| or more\b| or\b| by\b)/.test(ahead(end)) || /\bby\s$/i.test(before)) return false
  if (/\b(?:these|those|the|both|its|their|our|such|into|other|above|following|remaining)\s$/i.test(before))
    return false
  return !NOT_COUNTED.test(unit.split(' ').at(-1) ?? '')
}

function counted(at: At): Quantity {
  const magnitude = magnitudeOf(at.numeral)
  const orMore = OR_MORE.exec(at.ahead(at.end))?.[0] ?? ''
  const listed = countedNoun(at.ahead(at.end + orMore.length))
  const noun = /\.\d+$/.test(at.numeral) && !listed?.adjacent ? undefined : listed
  // "6500+ trajectories" is one piece, "14 or more models" is not.
  const adjacent = noun?.adjacent && orMore.length <= 1 ? orMore.length + noun.adjacent : 0
  const end = at.end + adjacent
  const bound = orMore || (adjacent > 0 && OR_MORE.test(at.ahead(end))) ? 'at_least' : at.bound
  const form = noun ? 'noun' : magnitude ? 'magnitude' : 'bare'
  // "+20 CoNLL-F1 points" are points.
  if (noun && /^[A-Z][\w-]*\S* points$/.test(noun.unit))
    return single(at, at.end, 'points', 'unit', 'comparison', bound)
  return single(at, end, noun?.unit ?? null, form, undefined, bound)
}
