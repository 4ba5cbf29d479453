import { stemmer } from 'porter-stemmer'

/** Changes whenever the same text may give other terms: an index file of another version is built again. */
export const TOKENIZER_VERSION = 3

const STOP_WORDS = new Set(
  'a an and are as at be by can do does for from had has have how i in into is it its me my of on or our so such than that the their them then there these they this to was we were what when where which who why will with you your'.split(
    ' ',
  ),
)
const WORD = /[\p{L}\p{N}]+(?:[.,'’][\p{L}\p{N}]+|[-_+/][\p{L}\p{N}]+)*%?/gu
// LaTeX commands that only set type; their arguments stay.
const LATEX =
  /\\(?:text|math)(?:bf|it|rm|tt|sc|cal|bb|sf)?(?![a-z])|\\(?:emph|bf|it|rm|tt|left|right|underline|url)(?![a-z])/g

/**
 * Index terms of a text, in order. Compounds stay whole and come in parts as well: `1.58-bit` gives `1.58-bit`,
 * `1.58` and `bit`; `3,072` also `3072`, `95.2%` also `95.2`; `2.4×` and `2.4\times` are both `2.4x`. Words are stemmed (Porter 1980); stop words are left out.
 */
export function tokenize(text: string): string[] {
  const lower = text.toLowerCase()
  const plain = lower.includes('\\') ? lower.replaceAll(/\s*\\times(?![a-z])/g, '×').replaceAll(LATEX, ' ') : lower
  const terms: string[] = []
  for (const word of plain.replaceAll('×', 'x').match(WORD) ?? []) {
    const own = remembered(word)
    if (typeof own === 'string') terms.push(own)
    else for (const term of own) terms.push(term)
  }
  return terms
}

/** The words of a text as people write them, unlike terms: letters only, in small ones, each word once. */
export function wordsOf(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/\p{L}+/gu))
}

/** The same less stop words. */
export function contentWords(text: string): string[] {
  return [...wordsOf(text)].filter((word) => !STOP_WORDS.has(word))
}

const known = new Map<string, string | readonly string[]>()
// A corpus of 100,000 abstracts has about 300,000 words, most of which stand in one of them.
const MOST_KNOWN = 300_000

/** Terms of a word, remembered: most give one, and a list for each would take as much memory again. */
function remembered(word: string): string | readonly string[] {
  const before = known.get(word)
  if (before !== undefined) return before
  if (known.size >= MOST_KNOWN) known.clear()
  const found = termsOf(word)
  const kept = found.length === 1 ? (found[0] ?? '') : found
  known.set(word, kept)
  return kept
}

function termsOf(word: string): string[] {
  if (STOP_WORDS.has(word)) return []
  const plain = word.replaceAll(/(?<=\d),(?=\d{3})/g, '').replace(/%$/, '')
  const parts = word.split(/[-_+/]/)
  const wholes = parts.length > 1 || /\d/.test(word) ? [word] : [stemmer(word)]
  const others = [...(plain !== word ? [plain] : []), ...(parts.length > 1 ? parts.flatMap(termsOf) : [])]
  return [...wholes, ...others]
}
