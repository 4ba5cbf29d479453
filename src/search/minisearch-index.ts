import MiniSearch from 'minisearch'
import type { Paper } from '../papers/paper.ts'
import { type TermIndex, TITLE_BOOST } from './term-index.ts'
import { tokenize } from './tokenize.ts'

// Title and abstract are one field, the title repeated: scores are then those of plain BM25.
const FIELD = 'text'
const OPTIONS = {
  fields: [FIELD],
  idField: 'id',
  extractField: (paper: Paper, field: string) =>
    field === 'id' ? paper.id : `${`${paper.title}\n`.repeat(TITLE_BOOST)}${paper.abstract}`,
  tokenize,
  processTerm: (term: string) => term,
}
// Robertson's usual constants; d is what BM25+ adds to BM25.
const BM25 = { k: 1.2, b: 0.75, d: 0 }

/** Term index in memory. `snapshot` is what an earlier one gave; throws when it is not one. */
export function createMiniSearchIndex(snapshot?: string): TermIndex {
  const index = snapshot ? MiniSearch.loadJSON<Paper>(snapshot, OPTIONS) : new MiniSearch<Paper>(OPTIONS)
  const search = (terms: readonly string[], weight: (term: string) => number, combineWith: 'AND' | 'OR') =>
    index.search(terms.join(' '), {
      // Terms are terms already: stemmed again, some would change.
      tokenize: () => [...terms],
      boostTerm: weight,
      fuzzy: false,
      prefix: false,
      bm25: BM25,
      combineWith,
    })
  return {
    size: () => index.documentCount,
    add(papers) {
      for (const paper of papers) {
        if (index.has(paper.id)) index.replace(paper)
        else index.add(paper)
      }
    },
    match(terms, most) {
      return (
        search([...terms.keys()], (term) => terms.get(term) ?? 1, 'OR')
          // MiniSearch multiplies in the number of matched terms, which ranks below plain BM25: divided out again.
          .map(({ id, score, queryTerms }) => ({
            id: String(id),
            score: score / (queryTerms.length || 1),
            terms: queryTerms,
          }))
          .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
          .slice(0, most)
      )
    },
    holding: (terms) => (terms.length === 0 ? [] : search(terms, () => 1, 'AND').map(({ id }) => String(id))),
    snapshot: () => JSON.stringify(index),
  }
}
