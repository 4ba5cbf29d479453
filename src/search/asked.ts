import type { PaperTerms } from './paper-terms.ts'
import { tokenize, wordsOf } from './tokenize.ts'
import type { Vocabulary } from './vocabulary.ts'

/** What a question looks for by its words. */
export interface Asked {
  /** Terms to look for and what each counts: those of the question, their other forms, and guesses. */
  wanted: ReadonlyMap<string, number>
  /** Share of the question's idf weight, 0 to 1, that a text with these terms holds; guesses for as much as they count. */
  coverage(held: ReadonlySet<string>): number
  /** The same with guesses for certain: near 1 where a text holds the whole question, misspelt or not. */
  reach(held: ReadonlySet<string>): number
  /** The question's words that a paper and its title hold, as the question writes them. */
  shared(paper: PaperTerms): { words: string[]; title: string[] }
}

// Words that no paper holds may be typed wrongly or not to their end: their neighbours count this much.
const GUESS_WEIGHT = 0.4
const GLUED = /(?<![\p{L}\p{N}.,_-])(\d+(?:\.\d+)?)(\p{L}{1,4})(?![\p{L}\p{N}])/gu

/** A query with its numbers parted from their units where the papers part them: "77ms" is "77 ms" in them. */
export function partUnits(query: string, { count }: Pick<Vocabulary, 'count'>): string {
  return query.replace(GLUED, (word: string, number: string, unit: string) =>
    count(word.toLowerCase()) === 0 && count(number) > 0 ? `${number} ${unit}` : word,
  )
}

/** Reads a question: its terms, what else they are called, and guesses at the words that no paper holds. */
export function readQuery(query: string, vocabulary: Vocabulary): Asked {
  const written = tokenize(query)
  const terms = [...new Set(written)]
  const guesses = new Map<string, string[]>()
  for (const word of wordsOf(query)) {
    const [term = ''] = tokenize(word)
    if (term === '' || vocabulary.count(term) > 0) continue
    guesses.set(term, [...vocabulary.spellings(word), ...vocabulary.completions(word)])
  }
  const forms = vocabulary.otherForms(query)
  const sure = [...terms.filter((term) => vocabulary.count(term) > 0), ...forms.flatMap(({ other }) => other)]
  // A word that the question repeats counts as often.
  const wanted = new Map(sure.map((term) => [term, Math.max(1, written.filter((one) => one === term).length)]))
  for (const guess of [...guesses.values()].flat()) if (!wanted.has(guess)) wanted.set(guess, GUESS_WEIGHT)
  const idfs = terms.map(vocabulary.idf)
  const weight = idfs.reduce((sum, idf) => sum + idf, 0) || 1

  const isSure = (held: ReadonlySet<string>, term: string) =>
    held.has(term) || forms.some(({ form, other }) => form.includes(term) && other.every((one) => held.has(one)))
  const isGuessed = (held: ReadonlySet<string>, term: string) =>
    Boolean(guesses.get(term)?.some((guess) => held.has(guess)))
  const isHeld = (held: ReadonlySet<string>, term: string) => isSure(held, term) || isGuessed(held, term)
  const shareOf = (held: ReadonlySet<string>, guessed: number) => {
    const share = (term: string) => (isSure(held, term) ? 1 : isGuessed(held, term) ? guessed : 0)
    return terms.reduce((sum, term, i) => sum + (idfs[i] ?? 0) * share(term), 0) / weight
  }
  return {
    wanted,
    // A guessed word is as weak a piece of evidence here as in the score.
    coverage: (held) => shareOf(held, GUESS_WEIGHT),
    reach: (held) => shareOf(held, 1),
    shared({ title, held }) {
      const written = [...new Set(query.split(/\s+/))].filter((word) => tokenize(word).length > 0)
      const words = (own: ReadonlySet<string>) =>
        written.filter((word) => tokenize(word).some((term) => isHeld(own, term))).map(withoutMarks)
      return { words: words(held), title: words(title) }
    },
  }
}

const withoutMarks = (word: string) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}%]+$/gu, '')
