import type { Span } from '../papers/paper.ts'

// Words whose full stop does not end a sentence.
const ABBREVIATIONS = new Set([
  'e.g',
  'i.e',
  'et al',
  'al',
  'vs',
  'cf',
  'fig',
  'figs',
  'eq',
  'eqs',
  'sec',
  'resp',
  'approx',
  'no',
  'dr',
  'prof',
  'st',
  'w.r.t',
  'ref',
  'refs',
  'tab',
])

/**
 * The sentences of a text as spans in order, each without outer blanks; between them there is only white space.
 * A full stop ends a sentence before a blank and a word that can start one, or before a capital glued to it
 * ("individuals.We"); decimals, abbreviations, initials and URLs do not end one. Linear in the length of the text.
 */
export function sentences(text: string): Span[] {
  const spans: Span[] = []
  let start = 0
  const ends = /[.!?]+["')\]]*(?=\s|[A-Z])|\n\s*\n/g
  for (const match of text.matchAll(ends)) {
    const end = match.index + match[0].trimEnd().length
    if (end < start || !endsSentence(text, match.index, match.index + match[0].length)) continue
    push(start, end)
    start = match.index + match[0].length
  }
  push(start, text.length)
  return spans

  function push(from: number, to: number) {
    const slice = text.slice(from, to)
    const begin = from + slice.length - slice.trimStart().length
    const stop = from + slice.trimEnd().length
    if (begin < stop) spans.push({ start: begin, end: stop })
  }
}

function endsSentence(text: string, at: number, after: number): boolean {
  if (text[at] === '\n') return true
  const before = text.slice(Math.max(0, at - 60), at)
  const word = /\S*$/.exec(before)?.[0] ?? ''
  const next = text.slice(after, after + 40)
  if (/^\s/.test(next)) {
    const following = next.trimStart()
    if (text[at] !== '.') return /^["'([]?[A-Z\d]/.test(following) || following === ''
    const bare = word.replace(/^[("'[]+/, '').toLowerCase()
    if (ABBREVIATIONS.has(bare) || /^[A-Z]$/.test(word) || /\bet al$/i.test(before)) return false
    return following === '' || /^["'([$\\]*[A-Z\d]/.test(following) || /^(we|it|this|our|in) /.test(following)
  }
  // Glued to the next word: only after a lower-case word, a digit or a bracket, and before a word that starts one.
  if (/https?:\/\/\S*$/.test(word) || !/[a-z\d)%]$/.test(word) || word.includes('.')) return false
  return /^([A-Z][a-z]+|A|I|In|We)[\s,-]/.test(next)
}
