import type { Span } from '../papers/paper.ts'

/** Words whose full stop does not end a sentence. */
const ABBREVIATION =
  /(?:^|[^\p{L}])(?:e\.g|i\.e|et al|vs|cf|figs?|eqs?|secs?|tabs?|refs?|resp|approx|nos?|dr|prof|mr|mrs|ms|st|jr|w\.r\.t|a\.k\.a|viz|incl|ca|ver|vol|pp|ed|eds)$/iu
/** Abbreviations that do end a sentence when a word that starts one follows. */
const INITIAL = /(?:^|[^\p{L}])(?:\p{Lu}|(?:\p{L}\.)+\p{L})$/u
/** Words that start sentences and are hardly ever names. */
const STARTER =
  /^(?:We|The|This|These|Those|That|In|It|Its|Our|To|However|Moreover|Furthermore|For|As|By|With|While|When|On|At|From|Finally|First|Here|Both|Existing|Although|Experiments|Results|Then|Thus|Hence|There|They|Such|Using|Code|Unlike|Through|Extensive|Specifically|Additionally|A|An)(?![\p{L}.])/u
const CLOSERS = /["')\]’”*]{0,5}/y
const URL_TAIL = /(?:https?:\/\/|www\.)\S*$|\S\/\S*$/
const REACH = 60

/**
 * The sentences of a text as spans in order, each without outer blanks; between them there is only white space.
 * Decimals, abbreviations, initials, ellipses and URLs end none; a stop glued to the next sentence
 * ("individuals.We") and a blank line do. Linear in the length of the text.
 */
export function sentences(text: string): Span[] {
  const spans: Span[] = []
  let from = 0
  const push = (to: number) => {
    let start = from
    let end = to
    while (start < end && isBlank(text, start)) start++
    while (end > start && isBlank(text, end - 1)) end--
    if (start < end) spans.push({ start, end })
    from = to
  }
  for (const { 0: mark, index } of text.matchAll(/[.!?]+|\n(?=[^\S\n]{0,20}\n)/g)) {
    if (mark === '\n') {
      push(index)
      continue
    }
    CLOSERS.lastIndex = index + mark.length
    const end = index + mark.length + (CLOSERS.exec(text)?.[0].length ?? 0)
    if (endsSentence(text, index, mark, end)) push(end)
  }
  push(text.length)
  return spans
}

function isBlank(text: string, at: number): boolean {
  return /\s/.test(text.charAt(at))
}

function endsSentence(text: string, at: number, mark: string, after: number): boolean {
  const before = text.slice(Math.max(0, at - REACH), at)
  const next = text.slice(after, after + REACH)
  const following = next.trimStart()
  if (following === '') return next.length < REACH
  if (following === next) return mark === '.' && endsGlued(before, next)
  if (/^\.{2,}$/.test(mark)) return false
  if (/\bet al$/i.test(before) || ABBREVIATION.test(before)) return false
  if (mark === '.' && INITIAL.test(before)) return STARTER.test(following)
  return /^["'‘“([$\\*]*[\p{Lu}\d]/u.test(following) || /^(?:we|it|this|our|in|the) /.test(following)
}

function endsGlued(before: string, next: string): boolean {
  if (!/[\p{Ll}\d)%]$/u.test(before) || URL_TAIL.test(before)) return false
  if (/(?:^|\s)\p{L}+\.\S*$/u.test(before)) return false
  return /^(?:\p{Lu}\p{Ll}+|A|I)[\s,’'-]/u.test(next)
}
