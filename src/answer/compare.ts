import { claimsIn } from '../claims/claims.ts'
import { isNumberWord } from '../claims/notations.ts'
import { quantitiesIn } from '../claims/quantities.ts'
import { boundBefore, unitAfter } from '../claims/quantity.ts'
import type { Span } from '../papers/paper.ts'
import { align, type Difference } from './align.ts'
import { type Token, tokensOf } from './words.ts'

/** The pasted and the stored side of a difference. */
interface Place {
  pasted: Span
  source: Span
}

/** How a pasted text stands to the part of a stored text that it resembles most. */
export interface Comparison {
  /** The part of the stored text. */
  source: Span
  same: boolean
  /** Share of the pasted words that found their like, numbers aside: 0–1. */
  likeness: number
  /** Words that say something, numbers aside, that found their like. */
  wordsAlike: number
  /** Their share of all such words: 0–1. */
  shareAlike: number
  /** Where a number, its unit or its bound is another: the pasted and the stored part. */
  numbers: Place[]
  /** Where words differ and no number. */
  words: Place[]
}

const PUNCTUATION = /^[.,;:()[\]'!?]$/
const RELATION = /^[$€£<>~≈∼≤≥±+-]$/
/** How far behind its number a counted noun may stand, in tokens: "17 large public image datasets". */
const NOUN_REACH = 6
/** Words that may change with a number and still be its unit or bound: "at least three times". */
const WORDS_OF_UNIT = 2

/** A text with its tokens. */
export interface Tokenized {
  text: string
  tokens: Token[]
}

export function tokenized(text: string): Tokenized {
  return { text, tokens: tokensOf(text) }
}

/** Share of a text's tokens that stand somewhere in another one: 0–1, quickly told. */
export function overlap({ tokens }: Tokenized, other: Tokenized): number {
  const keys = new Set(other.tokens.map(({ key }) => key))
  return tokens.filter(({ key }) => keys.has(key)).length / Math.max(1, tokens.length)
}

/** Compares a text with a stored one, token by token; undefined when they share nothing. */
export function compare(
  { text: pasted, tokens: left }: Tokenized,
  { text: stored, tokens: right }: Tokenized,
): Comparison | undefined {
  const { right: range, differences } = align(left, right)
  if (range.start === range.end) return undefined
  const source = spanOf(right, range)
  if (differences.length === 0)
    return { source, same: true, likeness: 1, wordsAlike: left.length, shareAlike: 1, numbers: [], words: [] }
  const counted = nounsCounted(stored.slice(source.start, source.end), source.start)
  const isNumeric = (difference: Difference) =>
    holdsNumber(left, difference.left) ||
    holdsNumber(right, difference.right) ||
    isUnit({ text: pasted, tokens: left }, { text: stored, tokens: right }, difference) ||
    isBound(pasted, stored, left, right, difference) ||
    right.slice(difference.right.start, difference.right.end).some((token) => isCounted(right, token, counted))
  const numeric = differences.filter(
    (difference) =>
      isRenumbered(left, right, difference) ||
      (isNumeric(difference) &&
        !saysSame(cutOut(pasted, left, difference.left), cutOut(stored, right, difference.right))),
  )
  const worded = differences.filter((difference) => !numeric.includes(difference))
  const lost = worded.reduce((sum, difference) => sum + cost(left, right, difference), 0)
  const lostBeside = numeric.reduce(
    (sum, difference) => sum + Math.max(0, cost(left, right, difference) - WORDS_OF_UNIT),
    0,
  )
  const placeOf = (difference: Difference): Place => ({
    pasted: spanOf(left, widened(left, difference.left)),
    source: spanOf(right, widened(right, difference.right)),
  })
  const content = contentWords(left, { start: 0, end: left.length })
  const unlike = differences.reduce((sum, difference) => sum + contentWords(left, difference.left), 0)
  return {
    source,
    same: false,
    likeness: Math.max(0, 1 - (lost + lostBeside) / Math.max(1, wordsIn(left, 0, left.length))),
    wordsAlike: content - unlike,
    shareAlike: (content - unlike) / Math.max(1, content),
    numbers: numeric.map(placeOf),
    words: worded.map(placeOf),
  }
}

function cutOut(text: string, tokens: readonly Token[], run: Span): string {
  const { start, end } = spanOf(tokens, widened(tokens, run))
  return text.slice(start, end)
}

/** Whether two ways of writing mean the same quantity: "1.3x" and "1.3times", "three" and "3". */
function saysSame(pasted: string, stored: string): boolean {
  const quantity = (text: string) =>
    JSON.stringify(
      quantitiesIn(text).map(({ values }) => values.map(({ value, high, unit, bound }) => [value, high, unit, bound])),
    )
  const sign = (text: string) => /^[^\p{L}\d]*/u.exec(text)?.[0].includes('-') ?? false
  return quantity(pasted) !== '[]' && quantity(pasted) === quantity(stored) && sign(pasted) === sign(stored)
}

function spanOf(tokens: readonly Token[], { start, end }: Span): Span {
  return { start: tokens[start]?.start ?? 0, end: tokens[end - 1]?.end ?? 0 }
}

function isNumber(token: Token | undefined): boolean {
  return token !== undefined && (token.kind === 'number' || isNumberWord(token.key))
}

function holdsNumber(tokens: readonly Token[], { start, end }: Span): boolean {
  return tokens.slice(start, end).some(isNumber)
}

/** Names that differ in their digits alone: "V100" and "V400". */
function isRenumbered(left: readonly Token[], right: readonly Token[], { left: a, right: b }: Difference): boolean {
  const letters = (tokens: readonly Token[], { start, end }: Span) =>
    tokens
      .slice(start, end)
      .map(({ key }) => key.replace(/\d/g, '#'))
      .join(' ')
  return letters(left, a) === letters(right, b) && letters(left, a).includes('#')
}

/** Words changed right behind a number on both sides, or a unit left out or put in: "64ms" and "64s", "27.4%" and "27.4". */
function isUnit(pasted: Tokenized, stored: Tokenized, difference: Difference): boolean {
  const [left, right] = [sideOf(pasted, difference.left), sideOf(stored, difference.right)]
  if (!left.number || !right.number) return false
  if (left.changed > 0 && right.changed > 0) return true
  return left.changed + right.changed > 0 && (left.isUnit || right.isUnit)
}

/** The tokens changed on one side, the number before them, and whether they begin with its unit. */
function sideOf({ text, tokens }: Tokenized, { start, end }: Span) {
  const hyphen = tokens[start - 1]?.key === '-' || tokens[start - 1]?.key === '\\' ? 1 : 0
  const number = tokens[start - 1 - hyphen]
  const first = tokens[start]
  const changed = tokens.slice(start, end).filter(({ key }) => !PUNCTUATION.test(key)).length
  const unit = isNumber(number) && number ? unitAfter(text.slice(number.end, number.end + 60)) : undefined
  return {
    number: isNumber(number) ? number : undefined,
    changed,
    isUnit:
      changed > 0 && first !== undefined && number !== undefined && (unit !== undefined || first.start === number.end),
  }
}

/** Words or signs changed right before a number that make it another bound, sign or currency: "under 100", "over 100". */
function isBound(
  pasted: string,
  stored: string,
  left: readonly Token[],
  right: readonly Token[],
  difference: Difference,
): boolean {
  const [pastedNumber, storedNumber] = [left[difference.left.end], right[difference.right.end]]
  if (!pastedNumber || !storedNumber || !isNumber(pastedNumber) || !isNumber(storedNumber)) return false
  const changed = [
    ...left.slice(difference.left.start, difference.left.end),
    ...right.slice(difference.right.start, difference.right.end),
  ]
  if (changed.some(({ key }) => RELATION.test(key))) return true
  const before = (text: string, { start }: Token) => boundBefore(text.slice(Math.max(0, start - 40), start))
  return before(pasted, pastedNumber) !== before(stored, storedNumber)
}

/** The words of the units that the claims of a text count, with where each claim begins. */
function nounsCounted(text: string, offset: number): { at: number; words: Set<string> }[] {
  return claimsIn(text).map(({ start, values }) => ({
    at: start + offset,
    words: new Set(values.flatMap(({ unit }) => (unit ? tokensOf(unit).map(({ key }) => key) : []))),
  }))
}

function isCounted(tokens: readonly Token[], token: Token, counted: { at: number; words: Set<string> }[]): boolean {
  return counted.some(({ at, words }) => {
    if (token.start < at || !words.has(token.key)) return false
    const between = tokens.filter(({ start }) => start >= at && start < token.start)
    return between.length <= NOUN_REACH
  })
}

function cost(left: readonly Token[], right: readonly Token[], difference: Difference): number {
  const pasted = left.slice(difference.left.start, difference.left.end)
  const stored = right.slice(difference.right.start, difference.right.end)
  const recased =
    pasted.map(({ key }) => key.toLowerCase()).join(' ') === stored.map(({ key }) => key.toLowerCase()).join(' ')
  if (recased) return 0.2 * pasted.length
  const words = (tokens: readonly Token[]) => wordsIn(tokens, 0, tokens.length)
  return Math.max(words(pasted), words(stored), 0.2)
}

/** Words of more than three letters: "the" and "is" are alike everywhere. */
function contentWords(tokens: readonly Token[], { start, end }: Span): number {
  return tokens.slice(start, end).filter(({ kind, key }) => kind === 'word' && key.length > 3 && !isNumberWord(key))
    .length
}

function wordsIn(tokens: readonly Token[], start: number, end: number): number {
  return tokens.slice(start, end).filter(({ kind, key }) => kind === 'word' && !isNumberWord(key)).length
}

/** A differing run with the number and the unit it belongs to, so that what is shown is a whole quantity. */
function widened(tokens: readonly Token[], { start, end }: Span): Span {
  let [from, to] = [start, end]
  if (to < tokens.length && !holdsNumber(tokens, { start: from, end: to }) && isNumber(tokens[to])) to++
  while (from > 0 && !holdsNumber(tokens, { start: from, end: to }) && start - from < 2) from--
  const [last, next] = [tokens[to - 1], tokens[to]]
  if (last && next && isNumber(last) && next.start - last.end <= 1 && !PUNCTUATION.test(next.key)) to++
  return { start: from, end: to }
}
