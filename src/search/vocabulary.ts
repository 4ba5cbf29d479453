import type { Paper } from '../papers/paper.ts'
import { acronymsIn, initialsIn } from './acronyms.ts'
import type { IndexDatabase } from './index-file.ts'
import { slips } from './slips.ts'
import { tokenize, wordsOf } from './tokenize.ts'

// Shorter words have too many neighbours; longer ones may differ in two letters.
const SHORTEST_MISSPELT = 5
const TWO_SLIPS_FROM = 8
const MOST_SPELLINGS = 3
const SHORTEST_BEGINNING = 3
const MOST_COMPLETIONS = 8
// In a large library most words that stand in one paper only are misprints: no spelling is corrected into them.
const LARGE = 2000

/** One acronym or long form in a question and the terms of what else it is called. */
export interface OtherForm {
  form: readonly string[]
  other: readonly string[]
}

/** What the papers' texts are made of: how many hold a term, a word, a definition of an acronym. Kept in the index file. */
export function createVocabulary(db: IndexDatabase) {
  const counted = (table: 'terms' | 'words', column: 'term' | 'word') =>
    db.prepare(
      `INSERT INTO ${table} VALUES (?, ?) ON CONFLICT (${column}) DO UPDATE SET papers = papers + excluded.papers`,
    )
  const addTerm = counted('terms', 'term')
  const addWord = counted('words', 'word')
  const addForm = db.prepare(
    'INSERT INTO acronyms VALUES (?, ?, ?, ?) ON CONFLICT (form, other) DO UPDATE SET papers = papers + excluded.papers, defined = max(defined, excluded.defined)',
  )
  const papersWith = db.prepare('SELECT papers FROM terms WHERE term = ?')
  // Of many at once: the driver takes longer to be asked than SQLite to find one.
  const papersWithEach = db.prepare(
    'SELECT json_group_object(term, papers) AS found FROM terms WHERE term IN (SELECT value FROM json_each(?))',
  )
  const beginning = db.prepare('SELECT word FROM words WHERE word >= ? AND word < ? ORDER BY papers DESC, word LIMIT ?')
  // Thousands of words, which hold letters only: one row of all of them, since handing each over takes longer.
  const likely = db.prepare(
    "SELECT group_concat(word, ' ') AS words FROM (SELECT word FROM words WHERE word >= ? AND word < ? AND length(word) BETWEEN ? AND ? AND papers >= ? ORDER BY word)",
  )
  const frequent = db.prepare('SELECT word FROM words ORDER BY papers DESC, word LIMIT ?')
  const formOf = db.prepare(
    'SELECT other FROM acronyms WHERE form = ? ORDER BY defined DESC, papers DESC, other LIMIT 1',
  )
  const countIndexed = db.prepare('SELECT count(*) AS papers FROM indexed')
  const size = () => (countIndexed.get() as { papers: number }).papers
  const counts = new Map<string, number>()
  let documents = size()

  /** In how many papers a term stands. */
  function count(term: string): number {
    const known = counts.get(term)
    if (known !== undefined) return known
    const found = (papersWith.get(term) as { papers: number } | undefined)?.papers ?? 0
    counts.set(term, found)
    return found
  }
  return {
    count,
    /** Looks up how many papers hold each of these terms, for those who ask for one after the other. */
    look(terms: Iterable<string>) {
      const unknown = [...new Set(terms)].filter((term) => !counts.has(term))
      if (unknown.length === 0) return
      const { found } = papersWithEach.get(JSON.stringify(unknown)) as { found: string }
      const papers = new Map(Object.entries(JSON.parse(found) as Record<string, number>))
      for (const term of unknown) counts.set(term, papers.get(term) ?? 0)
    },
    size: () => documents,
    /** Robertson and Spärck Jones' idf with the +1 that keeps it positive, as BM25 implementations use it. */
    idf: (term: string) => Math.log(1 + (documents - count(term) + 0.5) / (count(term) + 0.5)),
    /** Counts papers in and their earlier texts out; what no paper holds any more is forgotten. */
    change(papers: readonly Paper[], before: readonly Paper[]) {
      const terms = new Map<string, number>()
      const words = new Map<string, number>()
      const forms = new Map<string, { form: string; other: string; defined: 0 | 1; papers: number }>()
      for (const [group, by] of [
        [papers, 1],
        [before, -1],
      ] as const) {
        for (const { title, abstract } of group) {
          for (const term of new Set(tokenize(`${title} ${abstract}`))) bump(terms, term, by)
          for (const word of wordsOf(`${title} ${abstract}`)) bump(words, word, by)
          for (const found of formsIn(`${title}. ${abstract}`)) {
            const key = JSON.stringify([found.form, found.other])
            forms.set(key, { ...found, papers: (forms.get(key)?.papers ?? 0) + by })
          }
        }
      }
      for (const [term, by] of terms) addTerm.run(term, by)
      for (const [word, by] of words) addWord.run(word, by)
      for (const { form, other, defined, papers: by } of forms.values()) addForm.run(form, other, defined, by)
      if (before.length > 0) {
        for (const table of ['terms', 'words', 'acronyms']) db.exec(`DELETE FROM ${table} WHERE papers <= 0`)
      }
      counts.clear()
      documents = size()
    },
    /** The words that most papers hold, at most so many. */
    frequentWords: (most: number) => (frequent.all(most) as { word: string }[]).map(({ word }) => word),
    /** Terms of the papers' words that a word they do not hold may stand for, nearest first. */
    spellings(word: string): string[] {
      if (word.length < SHORTEST_MISSPELT || tokenize(word).some((term) => count(term) > 0)) return []
      const most = word.length < TWO_SLIPS_FROM ? 1 : 2
      const [first = ''] = word
      const rare = documents > LARGE ? 2 : 1
      const found = likely.get(first, after(first), word.length - most, word.length + most, rare)
      const { words } = found as { words: string | null }
      const near = (words ?? '')
        .split(' ')
        .map((other) => ({ other, distance: slips(word, other) }))
        .filter(({ distance }) => distance <= most)
      const nearest = Math.min(...near.map(({ distance }) => distance))
      const terms = near.filter(({ distance }) => distance === nearest).flatMap(({ other }) => tokenize(other))
      return [...new Set(terms)].slice(0, MOST_SPELLINGS)
    },
    /** Terms of the most frequent words that begin like a word no paper holds. */
    completions(word: string): string[] {
      if (word.length < SHORTEST_BEGINNING) return []
      const words = beginning.all(word, after(word), MOST_COMPLETIONS) as { word: string }[]
      return [...new Set(words.flatMap(({ word: other }) => tokenize(other)))]
    },
    /** The acronyms and long forms that a question holds, each with the terms of its other form. */
    otherForms(query: string): OtherForm[] {
      const words = plain(query).split(' ').filter(Boolean)
      const runs = words.flatMap((_, at) =>
        Array.from({ length: Math.min(LONGEST_FORM, words.length - at) }, (_, more) =>
          words.slice(at, at + more + 1).join(' '),
        ),
      )
      return [...new Set(runs)].flatMap((form) => {
        const other = (formOf.get(form) as { other: string } | undefined)?.other
        return other === undefined ? [] : [{ form: tokenize(form), other: tokenize(other) }]
      })
    },
  }
}

export type Vocabulary = ReturnType<typeof createVocabulary>

const LONGEST_FORM = 8

function formsIn(text: string): { form: string; other: string; defined: 0 | 1 }[] {
  return [
    // Initials only lead from the short form to the long one, and never against a definition.
    ...initialsIn(text).map(({ short, long }) => ({ form: plain(short), other: long, defined: 0 as const })),
    ...acronymsIn(text).flatMap(({ short, long }) => [
      { form: plain(short), other: long, defined: 1 as const },
      { form: plain(long), other: short, defined: 1 as const },
    ]),
  ]
}

function bump(counts: Map<string, number>, key: string, by: 1 | -1) {
  counts.set(key, (counts.get(key) ?? 0) + by)
}

/** The first text behind all that begin with this one, in the order of code points. */
function after(beginning: string): string {
  return `${beginning}\u{10FFFF}`
}

const plain = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
