import MiniSearch from 'minisearch'
import { z } from 'zod'
import type { Paper } from '../papers/paper.ts'
import { acronymsIn, initialsIn } from './acronyms.ts'
import { tokenize } from './tokenize.ts'

export interface LexicalHit {
  id: string
  score: number
  /** The query's terms that the paper holds. */
  terms: string[]
  /** Share of the query's idf weight that the paper holds, 0 to 1. */
  coverage: number
}

// A word of the title says more about what a paper is about than one of its abstract.
const TITLE_BOOST = 2
// Words that the corpus does not hold may be typed wrongly or not to their end: their neighbours count this much.
const FUZZY_WEIGHT = 0.4
// Shorter words have too many neighbours; longer ones may differ in two letters.
const SHORTEST_MISSPELT = 5
const TWO_SLIPS_FROM = 8
const MOST_SPELLINGS = 3

const OPTIONS = {
  fields: ['title', 'abstract'],
  idField: 'id',
  tokenize,
  processTerm: (term: string) => term,
}
export const LEXICAL_FIELDS = OPTIONS.fields

const countsSchema = z.array(z.tuple([z.string(), z.number()]))
const storedSchema = z.object({
  index: z.string(),
  documentCounts: countsSchema,
  wordCounts: countsSchema,
  acronyms: z.array(z.tuple([z.string(), z.string()])),
})

/** Word search over titles and abstracts. `snapshot` is an earlier `toJSON()` of an index of the same papers. */
export function createLexicalIndex(papers: readonly Paper[], snapshot?: string) {
  const stored = snapshot ? storedSchema.parse(JSON.parse(snapshot)) : undefined
  const index = stored ? MiniSearch.loadJSON<Paper>(stored.index, OPTIONS) : new MiniSearch<Paper>(OPTIONS)
  const documentCounts = new Map(stored?.documentCounts)
  const wordCounts = new Map(stored?.wordCounts)
  const acronyms = new Map(stored?.acronyms)
  const held = new Map(stored ? papers.map((paper) => [paper.id, paper]) : [])
  if (!stored) {
    index.addAll(papers)
    papers.forEach(note)
  }

  function note(paper: Paper) {
    const earlier = held.get(paper.id)
    if (earlier) count(earlier, -1)
    held.set(paper.id, paper)
    count(paper, 1)
    // Initials only lead from the short form to the long one, and never against a definition.
    for (const { short, long } of initialsIn(`${paper.title}. ${paper.abstract}`)) {
      if (!acronyms.has(plain(short))) acronyms.set(plain(short), long)
    }
    for (const { short, long } of acronymsIn(`${paper.title}. ${paper.abstract}`)) {
      acronyms.set(plain(short), long)
      acronyms.set(plain(long), short)
    }
  }
  function count({ title, abstract }: Paper, by: 1 | -1) {
    const text = `${title} ${abstract}`
    for (const term of new Set(tokenize(text))) change(documentCounts, term, by)
    for (const word of wordsOf(text)) change(wordCounts, word, by)
  }
  /** Terms of the corpus's words that a word it does not hold may stand for, nearest first. */
  function spellings(word: string): string[] {
    if (word.length < SHORTEST_MISSPELT || tokenize(word).some((term) => documentCounts.has(term))) return []
    const most = word.length < TWO_SLIPS_FROM ? 1 : 2
    const near = [...wordCounts.keys()].flatMap((other) => {
      if (other[0] !== word[0] || Math.abs(other.length - word.length) > most) return []
      const distance = slips(word, other)
      return distance <= most ? [{ other, distance }] : []
    })
    const nearest = Math.min(...near.map(({ distance }) => distance))
    return [
      ...new Set(near.filter(({ distance }) => distance === nearest).flatMap(({ other }) => tokenize(other))),
    ].slice(0, MOST_SPELLINGS)
  }
  // Robertson and Sparck Jones' idf with the +1 that keeps it positive, as BM25 implementations use it.
  function idf(term: string): number {
    const n = documentCounts.get(term) ?? 0
    return Math.log(1 + (index.documentCount - n + 0.5) / (n + 0.5))
  }
  /** The acronyms and their long forms that a query holds, each with the terms of its other form. */
  function otherForms(query: string): { form: string[]; other: string[] }[] {
    const lower = ` ${plain(query)} `
    const held = [...acronyms].filter(([form]) => lower.includes(` ${form} `))
    return held.map(([form, other]) => ({ form: tokenize(form), other: tokenize(other) }))
  }

  return {
    idf,
    add(added: readonly Paper[]) {
      for (const paper of added) {
        if (index.has(paper.id)) index.replace(paper)
        else index.add(paper)
        note(paper)
      }
    },
    holding(words: string): string[] {
      const terms = tokenize(words)
      if (terms.length === 0 || terms.some((term) => !documentCounts.has(term))) return []
      return index.search(words, { combineWith: 'AND', fuzzy: false, prefix: false }).map(({ id }) => String(id))
    },
    search(query: string): LexicalHit[] {
      const terms = [...new Set(tokenize(query))]
      const weight = terms.reduce((sum, term) => sum + idf(term), 0) || 1
      const unknown = (term: string) => !documentCounts.has(term)
      const meant = new Map([...wordsOf(query)].map((word) => [tokenize(word)[0] ?? '', spellings(word)]))
      const guesses = new Set([...meant.values()].flat().filter((term) => !terms.includes(term)))
      const forms = otherForms(query)
      const found = index.search(query, {
        // Guesses are terms already: stemmed again, some would change.
        tokenize: () => [...terms, ...forms.flatMap(({ other }) => other), ...guesses],
        boost: { title: TITLE_BOOST },
        boostTerm: (term) => (guesses.has(term) ? FUZZY_WEIGHT : 1),
        fuzzy: (term) => (unknown(term) && term.length > 3 ? 0.25 : false),
        prefix: (term) => unknown(term) && term.length > 2,
        weights: { fuzzy: FUZZY_WEIGHT, prefix: FUZZY_WEIGHT },
      })
      return found
        .map(({ id, score, queryTerms }) => {
          const matched = new Set(queryTerms)
          const written = forms
            .filter(({ other }) => other.every((term) => matched.has(term)))
            .flatMap(({ form }) => form)
          const inOtherForm = new Set(written)
          const own = terms.filter(
            (term) =>
              matched.has(term) || inOtherForm.has(term) || meant.get(term)?.some((guess) => matched.has(guess)),
          )
          // A guessed word is as weak a piece of evidence here as in the score.
          const sure = (term: string) => documentCounts.has(term) || inOtherForm.has(term)
          const share = (term: string) => idf(term) * (sure(term) ? 1 : FUZZY_WEIGHT)
          const coverage = own.reduce((sum, term) => sum + share(term), 0) / weight
          // MiniSearch multiplies in the number of matched terms, which ranks below plain BM25: divided out again.
          return { id: String(id), score: score / (queryTerms.length || 1), terms: own, coverage }
        })
        .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    },
    toJSON() {
      const counts = { documentCounts: [...documentCounts], wordCounts: [...wordCounts], acronyms: [...acronyms] }
      return JSON.stringify({ index: JSON.stringify(index), ...counts })
    },
  }
}

function change(counts: Map<string, number>, key: string, by: 1 | -1) {
  const next = (counts.get(key) ?? 0) + by
  if (next > 0) counts.set(key, next)
  else counts.delete(key)
}

const plain = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
const wordsOf = (text: string) => new Set(text.toLowerCase().match(/\p{L}+/gu))

/** Letters to insert, leave out, change or swap with their neighbour to turn one word into another. */
function slips(a: string, b: string): number {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1)
      row.push(least)
    }
    before = last
    last = row
  }
  return last[b.length] ?? 0
}
