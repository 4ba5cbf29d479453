import { tokenize } from '../search/tokenize.ts'

/** What was asked before and the papers it showed, in their order. */
export interface Before {
  question: string
  papers: readonly string[]
  /** Those of them that the question named: what it was about, whatever else was shown beside. */
  named: readonly string[]
}

/** A question read together with the one before it. */
export interface FollowUp {
  question: string
  /** The only papers to look in, the likeliest first; undefined when it left them. */
  papers: readonly string[] | undefined
  /** The earlier question, where the new words leave to it what they are about: "and how much memory?". */
  before?: string
}

const ORDINALS: readonly [RegExp, number][] = [
  [/\b(?:the )?(?:first|1st)(?: (?:one|paper|answer|result))?\b/i, 0],
  [/\b(?:the )?(?:second|2nd)(?: (?:one|paper|answer|result))?\b/i, 1],
  [/\b(?:the )?(?:third|3rd)(?: (?:one|paper|answer|result))?\b/i, 2],
  [/\b(?:the )?(?:fourth|4th)(?: (?:one|paper|answer|result))?\b/i, 3],
  [/\bthe other(?: (?:one|paper|answer|result))?\b/i, 1],
  [/\b(?:the )?last (?:one|paper|answer|result)\b/i, -1],
]
// What a person says to go on, and what says nothing by itself.
const STARTS = /^(?:and|so|ok(?:ay)?|but|then|also|same for)\b[\s,]*/i
const GOING_ON = /^(?:and|so|ok(?:ay)?|but|then|also)\b[\s,]*|\b(?:what|how) about\b|\bsame for\b|[?!.,]+$/gi
const EMPTY_WORDS = new Set(['it', 'thi', 'that', 'one', 'paper', 'us', 'onli', 'also', 'too', 'pleas', 'then'])

/**
 * Reads what was asked on from an earlier answer. "and how much memory?" asks the papers in view; "what about the
 * second one?" asks the earlier question of the second; `named` are papers that the new words name: with nothing else
 * in them the earlier question is asked of those.
 */
export function followUp(words: string, before: Before, named: readonly string[], names: readonly string[]): FollowUp {
  const [ordinal, place] = ORDINALS.find(([pattern]) => pattern.test(words)) ?? []
  const chosen = place === undefined ? undefined : before.papers.at(place)
  const rest = [ordinal, GOING_ON].reduce<string>(
    (text, pattern) => (pattern ? text.replace(pattern, ' ') : text),
    words,
  )
  const nameTerms = new Set(names.flatMap(tokenize))
  const terms = tokenize(rest)
  // "why?" and "who are you?" hold no term at all, and mean neither the earlier question nor one of their own.
  const says = terms.length > 0 || ordinal !== undefined || named.length > 0
  const isBare = says && terms.every((term) => EMPTY_WORDS.has(term) || nameTerms.has(term))
  const question = isBare ? before.question : words.replace(STARTS, '')
  const leaves = isBare ? {} : { before: before.question }
  if (chosen !== undefined) return { question, papers: [chosen], ...leaves }
  if (named.length > 0) return { question, papers: isBare ? named : undefined }
  return { question, papers: before.named.length > 0 ? before.named : before.papers, ...leaves }
}

const GOES_ON =
  /^(?:and|so|but|also|ok(?:ay)?|then)\b|^(?:what|how) about\b|^(?:on|in|with|for|from|against|than) (?:which|what)\b|^(?:compared|relative) (?:to|with)\b|^(?:its|their)\b|^same for\b|\b(?:the )?(?:first|second|third|fourth|last|other) (?:one|paper|answer|result)\b|^(?:does|do|is|are|can|did|was|were|has|have) (?:it|they|that|this)\b|\b(?:of|with|for|than) (?:it|them|these|those)\b/i

/** Whether words only make sense after an earlier answer: "and how much memory?", "does it need training?". */
export function goesOn(words: string): boolean {
  return GOES_ON.test(words.trim())
}
