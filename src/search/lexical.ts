import MiniSearch from 'minisearch'
import type { Paper } from '../papers/paper.ts'
import { acronymsIn } from './acronyms.ts'
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

const OPTIONS = {
  fields: ['title', 'abstract'],
  idField: 'id',
  tokenize,
  processTerm: (term: string) => term,
}
export const LEXICAL_FIELDS = OPTIONS.fields

/** Word search over titles and abstracts. `snapshot` is an earlier `toJSON()` of an index of the same papers. */
export function createLexicalIndex(papers: readonly Paper[], snapshot?: string) {
  const index = snapshot ? MiniSearch.loadJSON<Paper>(snapshot, OPTIONS) : new MiniSearch<Paper>(OPTIONS)
  const documentCounts = new Map<string, number>()
  const acronyms = new Map<string, string>()
  if (!snapshot) index.addAll(papers)
  papers.forEach(note)

  function note(paper: Paper) {
    for (const term of new Set(tokenize(`${paper.title} ${paper.abstract}`))) {
      documentCounts.set(term, (documentCounts.get(term) ?? 0) + 1)
    }
    for (const { short, long } of acronymsIn(`${paper.title}. ${paper.abstract}`)) {
      acronyms.set(short.toLowerCase(), long)
      acronyms.set(long.toLowerCase(), short)
    }
  }
  // Robertson and Sparck Jones' idf with the +1 that keeps it positive, as BM25 implementations use it.
  function idf(term: string): number {
    const n = documentCounts.get(term) ?? 0
    return Math.log(1 + (index.documentCount - n + 0.5) / (n + 0.5))
  }
  function expand(query: string): string {
    const lower = ` ${query.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')} `
    const others = [...acronyms].filter(([form]) => lower.includes(` ${form} `)).map(([, other]) => other)
    return [query, ...others].join(' ')
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
    search(query: string): LexicalHit[] {
      const terms = [...new Set(tokenize(query))]
      const weight = terms.reduce((sum, term) => sum + idf(term), 0) || 1
      const unknown = (term: string) => !documentCounts.has(term)
      const found = index.search(expand(query), {
        boost: { title: TITLE_BOOST },
        fuzzy: (term) => (unknown(term) && term.length > 3 ? 0.25 : false),
        prefix: (term) => unknown(term) && term.length > 2,
        weights: { fuzzy: FUZZY_WEIGHT, prefix: FUZZY_WEIGHT },
      })
      return found
        .map(({ id, score, queryTerms }) => {
          const held = terms.filter((term) => queryTerms.includes(term))
          const coverage = held.reduce((sum, term) => sum + idf(term), 0) / weight
          // MiniSearch multiplies in the number of matched terms, which ranks below plain BM25: divided out again.
          return { id: String(id), score: score / (queryTerms.length || 1), terms: held, coverage }
        })
        .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    },
    toJSON: () => JSON.stringify(index),
  }
}
