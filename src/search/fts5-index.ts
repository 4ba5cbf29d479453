import type { Paper } from '../papers/paper.ts'
import type { IndexDatabase } from './index-file.ts'
import { type TermIndex, TITLE_BOOST } from './term-index.ts'
import { tokenize } from './tokenize.ts'

// Our own terms go in, parted by blanks: SQLite must not part or fold them again.
const TABLE = `
  CREATE VIRTUAL TABLE IF NOT EXISTS texts USING fts5(
    terms, content = '', contentless_delete = 1,
    tokenize = "unicode61 remove_diacritics 0 tokenchars '.,''’-_+/%'"
  )`

// Scoring a row costs far more than finding it: only papers that hold one of the rarest terms are scored, as many terms
// as bring about this many papers together. Halving it again changed no figure of the old collections by more than 0.005.
const SCORED = 500

/**
 * Term index in the index file's database, by SQLite's FTS5: for libraries that would fill the memory. `countOf` tells
 * how many papers hold a term.
 */
export function createFts5Index(db: IndexDatabase, countOf: (term: string) => number = () => 0): TermIndex {
  db.exec(TABLE)
  const indexed = db.prepare('SELECT number FROM indexed WHERE id = ?')
  const numberOf = (id: string) => (indexed.get(id) as { number: number } | undefined)?.number ?? -1
  const insert = db.prepare('INSERT INTO texts (rowid, terms) VALUES (?, ?)')
  const erase = db.prepare('DELETE FROM texts WHERE rowid = ?')
  // One row of all of them, here and below: the driver takes longer to hand a row over than SQLite to find it.
  const idsOf = db.prepare(
    'SELECT json_group_object(number, id) AS ids FROM indexed WHERE number IN (SELECT value FROM json_each(?))',
  )
  const ranked = db.prepare(
    `SELECT json_group_array(number) AS numbers, json_group_array(rank) AS ranks
     FROM (SELECT rowid AS number, rank FROM texts WHERE texts MATCH ?)`,
  )
  const matching = db.prepare(
    'SELECT indexed.id FROM texts JOIN indexed ON indexed.number = texts.rowid WHERE texts MATCH ?',
  )
  const countAll = db.prepare('SELECT count(*) AS papers FROM texts')
  /** BM25 of each row that a question matches; FTS5 gives it below zero. */
  function scored(question: string): Map<number, number> {
    const row = ranked.get(question) as { numbers: string; ranks: string }
    const ranks = JSON.parse(row.ranks) as number[]
    return new Map((JSON.parse(row.numbers) as number[]).map((number, at) => [number, -(ranks[at] ?? 0)]))
  }
  return {
    size: () => (countAll.get() as { papers: number }).papers,
    add(papers) {
      for (const paper of papers) {
        const number = numberOf(paper.id)
        erase.run(number)
        insert.run(number, termsOf(paper).join(' '))
      }
    },
    match(terms, most) {
      const rarestFirst = [...terms.keys()].sort((a, b) => countOf(a) - countOf(b))
      if (rarestFirst.length === 0) return []
      const rare = rarestFirst.slice(0, enough(rarestFirst.map(countOf)))
      const common = rarestFirst.slice(rare.length)
      const byRare = scored(anyOf(rare))
      const scores = new Map([...byRare.keys()].map((number) => [number, 0]))
      const add = (number: number, score: number) => scores.set(number, (scores.get(number) ?? 0) + score)
      // FTS5 knows no weights of terms: one question for the terms of each weight, the scores added up.
      for (const weight of new Set(terms.values())) {
        const ofWeight = (group: readonly string[]) => group.filter((term) => terms.get(term) === weight)
        const [own, others] = [ofWeight(rare), ofWeight(common)]
        const byOwn = own.length === rare.length ? byRare : own.length > 0 ? scored(anyOf(own)) : []
        for (const [number, score] of byOwn) add(number, weight * score)
        if (others.length === 0) continue
        // The rare terms are in this score again and come off.
        for (const [number, score] of scored(`(${anyOf(rare)}) AND (${anyOf(others)})`))
          add(number, weight * (score - (byRare.get(number) ?? 0)))
      }
      const best = [...scores].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, most)
      const { ids } = idsOf.get(JSON.stringify(best.map(([number]) => number))) as { ids: string }
      const idOf = JSON.parse(ids) as Record<number, string>
      return best.map(([number, score]) => ({ id: idOf[number] ?? '', score }))
    },
    holding: (terms) =>
      terms.length === 0 ? [] : (matching.all(quoted(terms).join(' AND ')) as { id: string }[]).map(({ id }) => id),
    snapshot: () => '',
  }
}

const quoted = (terms: readonly string[]) => terms.map((term) => `"${term.replaceAll('"', '""')}"`)
const anyOf = (terms: readonly string[]) => quoted(terms).join(' OR ')

/** How many of the rarest terms bring about enough papers, at least one. */
function enough(counts: readonly number[]): number {
  let papers = 0
  const last = counts.findIndex((count) => {
    papers += count
    return papers >= SCORED
  })
  // Those before the one that is too much, unless nothing is before it.
  return last < 0 ? counts.length : Math.max(1, last)
}

function termsOf({ title, abstract }: Paper): string[] {
  return [...Array.from({ length: TITLE_BOOST }, () => tokenize(title)).flat(), ...tokenize(abstract)]
}
