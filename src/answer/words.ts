import type { Span } from '../papers/paper.ts'

/** One word, number or sign of a text. Two tokens say the same exactly when their `key`s are equal. */
export interface Token extends Span {
  key: string
  kind: 'number' | 'word' | 'sign'
}

// A name keeps its digits ("Quamba2-8B"); a number keeps its sign, points and commas: "1.8" and "18", "-3" and "3" are different tokens.
const TOKEN =
  /(?<=\d)[x×](?=\d)|sim(?=\d)|\\(?:textless|textgreater|times|leq?|geq?|sim|approx|pm)(?![a-z])|\p{L}[\p{L}\p{M}\d]*(?:-\d[\p{L}\d]*(?:\.\d+)?)?(?:['’]\p{L}+)?|\d+(?:[.,]\d+)*|[-−](?<!(?:[\p{L}\p{N})\]}%][ \t]?|[-−])[-−])(?:\d+(?:[.,]\d+)*|\.\d+)|\.(?<![\d.]\.)\d+|-{2,}|[^\s\p{L}]/gu
/** Marks that only set type, on both sides alike: emphasis, escapes before a sign, quotation marks, invisible blanks. */
const UNSEEN = /^[*`"“”„«»\u00ad\u200b-\u200d\u2060\ufeff]$/
/** Letters and signs that are written in several ways. Superscripts and fractions stay what they are. */
const SAME: Readonly<Record<string, string>> = {
  '’': "'",
  '‘': "'",
  '‐': '-',
  '‑': '-',
  '–': '-',
  '—': '-',
  '−': '-',
  '×': 'x',
  µ: 'μ',
  '…': '...',
  '\\textless': '<',
  '\\textgreater': '>',
  '\\times': 'x',
  times: 'x',
  sim: '~',
  '\\le': '≤',
  '\\leq': '≤',
  '\\ge': '≥',
  '\\geq': '≥',
  '\\sim': '~',
  '\\approx': '≈',
  '\\pm': '±',
}

/**
 * The tokens of a text, in order. Made alike for both sides of a comparison, so that nothing is forgiven on one side
 * only; white space, type setting and ways of writing the same sign make no difference, letters' case does.
 */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  for (const { 0: printed, index: start } of text.matchAll(TOKEN)) {
    const end = start + printed.length
    if (isUnseen(text, printed, start, end)) continue
    const key = keyOf(printed)
    const kind = /^-?\.?\d/.test(key) ? 'number' : /^\p{L}/u.test(key) ? 'word' : 'sign'
    tokens.push({ start, end, key, kind })
  }
  return tokens
}

function isUnseen(text: string, printed: string, start: number, end: number): boolean {
  if (printed === '\\') return /[^\p{L}\p{N}\s]/u.test(text.charAt(end))
  // "2*3" is not "2 3": a mark between two letters or digits stays.
  return (
    UNSEEN.test(printed) && !(/[\p{L}\p{N}]/u.test(text.charAt(start - 1)) && /[\p{L}\p{N}]/u.test(text.charAt(end)))
  )
}

function keyOf(printed: string): string {
  const same = Object.hasOwn(SAME, printed) ? SAME[printed] : undefined
  if (same !== undefined) return same
  if (/^-{2,}$/.test(printed)) return '-'
  // biome-ignore lint/suspicious/noControlCharactersInRegex: plain ASCII is left as it is, which is nearly every token.
  if (/^[\x00-\x7f]*$/.test(printed)) return printed
  return [...printed.normalize('NFC')]
    .map(
      (character) =>
        SAME[character] ?? (/[\uff00-\uffef\ufb00-\ufb06]/.test(character) ? character.normalize('NFKC') : character),
    )
    .join('')
}
