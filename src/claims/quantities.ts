import { type At, FORMS } from './forms.ts'
import { isExample, isPartOfName } from './names.ts'
import { PHRASES, type PhraseRow } from './notations.ts'
import { countedNoun } from './nouns.ts'
import { isSpelled, NUMBER, numberOf } from './numerals.ts'
import { boundBefore, type Quantity, unitAfter } from './quantity.ts'

const PHRASE = `\\b(?:${PHRASES.map(({ pattern }) => `(${pattern})`).join('|')})(?![\\p{L}-])`
const START = new RegExp(`${PHRASE}|(?:(?<=\\\\?textless|\\\\?textgreater|sim)|(?<![\\p{L}\\d_]))${NUMBER}`, 'gu')
const GLYPH =
  /(?:\\textless|\\textgreater|\{\\sim\}|\\sim|\\approx|\\geq?|\\leq?|(?<![a-z])sim|[<>≤≥~∼≈]=?)[\s$\u2009]{0,2}$/u
const MONEY = /(?:(?:\\?US ?\\?\$|\\\$) ?|(?<!\\sim|\\approx|[\p{L}\d}])\$)$/u
const URL = /(?:https?:\/\/|www\.)\S+|(?<![\w.-])[\w.-]{1,80}\.(?:com|org|io|net)\/\S*/g
/** Longest stretch of text looked at around a number, so that reading stays linear. */
const REACH = 60
const LONGEST = 40

/** The quantities of one sentence, in order; digits in names, years, versions and URLs are left out. */
export function quantitiesIn(sentence: string): Quantity[] {
  const found: Quantity[] = []
  const urls = [...sentence.matchAll(URL)].map((m) => ({ start: m.index, end: m.index + m[0].length }))
  let url = 0
  START.lastIndex = 0
  for (let match = START.exec(sentence); match; match = START.exec(sentence)) {
    const start = match.index
    while (url < urls.length && (urls[url]?.end ?? 0) <= start) url++
    if ((urls[url]?.start ?? Number.POSITIVE_INFINITY) <= start || match[0].length > LONGEST) continue
    const row = match.slice(1).findIndex((group) => group !== undefined)
    const phrase = row < 0 ? undefined : PHRASES[row]
    const quantity = phrase ? phraseAt(sentence, start, match[0], phrase) : numberAt(sentence, start, match[0])
    if (!quantity) continue
    found.push(quantity)
    START.lastIndex = Math.max(START.lastIndex, quantity.end)
  }
  return found
}

function phraseAt(sentence: string, start: number, quote: string, row: PhraseRow): Quantity | undefined {
  const end = start + quote.replace(/ (?:the|that)$/i, '').length
  const before = sentence.slice(Math.max(0, start - REACH), start)
  if (row.notAfter?.test(before)) return undefined
  const bound = row.vague ? 'about' : boundBefore(before)
  const of = row.unit === null ? /^ of\b/.exec(sentence.slice(end, end + 4)) : null
  const counted = of ? countedNoun(sentence.slice(end + 3, end + 3 + REACH)) : undefined
  const value = {
    raw: row.raw?.exec(quote)?.[0] ?? sentence.slice(start, end),
    value: row.value,
    unit: row.unit ?? counted?.unit ?? null,
    bound,
    approx: bound === 'about',
  }
  return { start, end, values: [value], form: row.vague ? 'vague' : 'word', ...(row.kind && { kind: row.kind }) }
}

function numberAt(sentence: string, at: number, numeral: string): Quantity | undefined {
  const end = at + numeral.length
  const ahead = (from: number) => sentence.slice(from, from + REACH)
  const before = sentence.slice(Math.max(0, at - REACH), at)
  if (isPartOfName(before, ahead(end), numeral, unitAfter(ahead(end)) !== undefined) || isExample(before, ahead(end)))
    return undefined

  const sign = isSpelled(numeral) ? undefined : /(?<=^|[\s(,[$])[+−-]$/.exec(before)?.[0]
  const lead = sign ? before.slice(0, -1) : before
  const money = isSpelled(numeral) || numeral.includes('$') ? undefined : moneyBefore(lead, ahead(end))
  const words = money ? lead.slice(0, -money.length) : lead
  const glyph = GLYPH.exec(words)?.[0] ?? ''
  const isBold = /\*\*$/.test(lead) && ahead(end).startsWith('**')
  const rawStart = sign ? at - 1 : at
  const context: At = {
    sentence,
    start: rawStart - (money?.length ?? 0) - glyph.length - (isBold ? 2 : 0),
    rawStart,
    end,
    numeral,
    value: numberOf(numeral) * (sign === '-' || sign === '−' ? -1 : 1),
    bound: boundBefore(words),
    money: money !== undefined,
    signed: sign !== undefined,
    before,
    ahead,
  }
  for (const { read } of FORMS) {
    const quantity = read(context)
    if (quantity) return quantity === 'none' ? undefined : quantity
  }
  return undefined
}

function moneyBefore(before: string, after: string): string | undefined {
  const sign = MONEY.exec(before)?.[0]
  return sign && !/^[^\s.,;)]{0,12}\$|^\s?\\(?!%)/.test(after) ? sign : undefined
}
