import type { Paper } from '../papers/paper.ts'
import { slips } from '../search/slips.ts'

/** A name that a question holds: of a benchmark, a metric, a model, a language … */
export interface NameAsked {
  text: string
  /** An ordinary word with a capital ("Jetson", "Spanish"): a text that holds its beginning speaks of it ("Spaniards"). */
  isWord: boolean
}

const TOKEN = /[\p{L}\p{N}]+/gu
// MMLU, D4RL, mAP, ImageNet, seq2seq; not 7B or 4bit, which are quantities.
const NAME_SHAPED = /^(?!\p{N})(?=.*\p{Lu}.*[\p{Lu}\p{N}]|.*\p{Ll}.*\p{Lu}|.*\p{L}\p{N})/u
const CAPITALISED = /^\p{Lu}\p{Ll}{2,}$/u
const WITHIN_SENTENCE = /[\p{Ll},] $/u
// What people call any paper's thing by, whether or not its authors do.
const USUAL = new Set(
  'ai ml nlp cv dl lm lms llm llms vlm vlms mllm mllms nn nns api url pdf sota ok tldr faq'.split(' '),
)
// So many letters of a capitalised word must be there.
const STEM = 5
// A longer name may be misspelt by a letter, a long one by two.
const MISSPELT_FROM = 6
const TWO_SLIPS_FROM = 9

/** The names in a question, each once. */
export function namesAsked(question: string): NameAsked[] {
  // Written all in capitals, or as a title is, a question has no names to tell from words.
  const tokens = [...question.matchAll(TOKEN)]
  const capitals = tokens.filter(([token]) => /^\p{Lu}/u.test(token)).length
  const isTitle = tokens.length > 2 && capitals > tokens.length / 2
  const found = tokens.flatMap(({ 0: text, index }): NameAsked[] => {
    if (USUAL.has(text.toLowerCase())) return []
    if (NAME_SHAPED.test(text)) return /\p{Ll}/u.test(question) ? [{ text, isWord: false }] : []
    const isWithin = WITHIN_SENTENCE.test(question.slice(0, index))
    return isWithin && !isTitle && CAPITALISED.test(text) ? [{ text, isWord: true }] : []
  })
  return [...new Map(found.map((name) => [name.text, name])).values()]
}

/** Tells whether one of these papers speaks of a name: as it stands, misspelt, or in the words it is short for. */
export function speaksOf(papers: readonly Paper[]): (name: NameAsked) => boolean {
  const text = papers.map(({ title, abstract }) => `${title} . ${abstract}`.toLowerCase()).join(' . ')
  const squeezed = text.replace(/[^\p{L}\p{N}]/gu, '')
  const words = text.match(TOKEN) ?? []
  const initials = words.map((word) => word[0]).join('')
  const ofLonger = words.flatMap((word) => (LITTLE.has(word) ? [] : word[0])).join('')
  return ({ text: name, isWord }) => {
    const lower = name.toLowerCase()
    if (isWord) return text.includes(lower.slice(0, STEM))
    const singular = lower.replace(/s$/, '')
    if (squeezed.includes(singular) || initials.includes(singular) || ofLonger.includes(singular)) return true
    const most = lower.length < MISSPELT_FROM ? 0 : lower.length < TWO_SLIPS_FROM ? 1 : 2
    return most > 0 && words.some((word) => Math.abs(word.length - lower.length) <= most && slips(lower, word) <= most)
  }
}

// Words that a short form leaves out.
const LITTLE = new Set('of and the for in with a to'.split(' '))
