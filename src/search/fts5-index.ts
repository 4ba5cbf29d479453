import type { Paper } from '../papers/paper.ts'
import type { IndexDatabase } from './index-file.ts'
import { type TermHit, type TermIndex, TITLE_BOOST } from './term-index.ts'
import { tokenize } from './tokenize.ts'

// Our own terms go in, parted by blanks: SQLite must not part or fold them again.
const TABLE = `
  CREATE VIRTUAL TABLE IF NOT EXISTS texts USING fts5(
    terms, content = '', contentless_delete = 1,
    tokenize = "unicode61 remove_diacritics 0 tokenchars '.,''’-_+/%'"
  )`

// Terms that more of the papers hold say next to nothing and take most of the time: left out beside rarer ones.
const COMMON = 0.15

/**
 * Term index in the index file's database, by SQLite's FTS5: for libraries that would fill the memory. `shareOf` tells
 * how large a part of the papers holds a term.
 */
export function createFts5Index(db: IndexDatabase, shareOf: (term: string) => number = () => 0): TermIndex {
  db.exec(TABLE)
  const indexed = db.prepare('SELECT number FROM indexed WHERE id = ?')
  const numberOf = (id: string) => (indexed.get(id) as { number: number } | undefined)?.number ?? -1
  const insert = db.prepare('INSERT INTO texts (rowid, terms) VALUES (?, ?)')
  const erase = db.prepare('DELETE FROM texts WHERE rowid = ?')
  const best = db.prepare(
    `SELECT indexed.id, -found.rank AS score
     FROM (SELECT rowid, rank FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT ?) AS found
     JOIN indexed ON indexed.number = found.rowid`,
  )
  const all = db.prepare(
    'SELECT indexed.id FROM texts JOIN indexed ON indexed.number = texts.rowid WHERE texts MATCH ?',
  )
  const countAll = db.prepare('SELECT count(*) AS papers FROM texts')
  const quoted = (terms: readonly string[]) => terms.map((term) => `"${term.replaceAll('"', '""')}"`)
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
      // FTS5 knows no weights of terms: one question for the terms of each weight, the scores added up.
      const scores = new Map<string, number>()
      const rare = [...terms.keys()].filter((term) => shareOf(term) <= COMMON)
      const telling = rare.length > 0 ? rare : [...terms.keys()]
      for (const weight of new Set(terms.values())) {
        const group = telling.filter((term) => terms.get(term) === weight)
        if (group.length === 0) continue
        for (const { id, score } of best.all(quoted(group).join(' OR '), most) as TermHit[]) {
          scores.set(id, (scores.get(id) ?? 0) + weight * score)
        }
      }
      return [...scores]
        .map(([id, score]) => ({ id, score }))
        .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
        .slice(0, most)
    },
    holding: (terms) =>
      terms.length === 0 ? [] : (all.all(quoted(terms).join(' AND ')) as { id: string }[]).map(({ id }) => id),
    snapshot: () => '',
  }
}

function termsOf({ title, abstract }: Paper): string[] {
  return [...Array.from({ length: TITLE_BOOST }, () => tokenize(title)).flat(), ...tokenize(abstract)]
}
