import type { Paper } from '../papers/paper.ts'
import { textsHash } from '../papers/texts-hash.ts'
import { inTransaction } from '../sqlite.ts'
import { type Asked, readQuery } from './asked.ts'
import { createFts5Index } from './fts5-index.ts'
import { getMeta, type IndexDatabase, setMeta } from './index-file.ts'
import { createMiniSearchIndex } from './minisearch-index.ts'
import type { TermIndex } from './term-index.ts'
import { tokenize } from './tokenize.ts'
import { createVocabulary } from './vocabulary.ts'

export interface LexicalHit {
  id: string
  score: number
  /** Share of the query's idf weight that the paper holds, 0 to 1; looked at for the best papers only, else 0. */
  coverage: number
  /** The same with guessed words for certain. */
  reach: number
}

// Papers whose coverage is looked at: where the engine does not tell which terms matched, they are read again, 0.1 ms each.
const LOOKED_AT = 12
// Papers asked of the term index, and how many where a filter must leave some.
const DEPTH = 300
const DEPTH_FILTERED = 3000
// Up to this many papers MiniSearch is the quicker one; beyond, FTS5 ranks no worse, needs no memory and starts at once
const MINISEARCH_UP_TO = 2000
const SNAPSHOT = 'snapshot'

export type Engine = 'minisearch' | 'fts5'

export interface LexicalOptions {
  db: IndexDatabase
  /** The papers known now, by id; the index reads it and never changes it. */
  papers: ReadonlyMap<string, Paper>
  /** From how many papers on FTS5 takes over. */
  miniSearchUpTo?: number
}

/** Word search over titles and abstracts: spelling, acronyms and beginnings of words on top of a term index. */
export function createLexicalIndex({ db, papers, miniSearchUpTo = MINISEARCH_UP_TO }: LexicalOptions) {
  // One row of all: the driver takes longer to hand a row over than SQLite to find it.
  const indexed = db.prepare('SELECT json_group_array(id) AS ids, json_group_array(hash) AS hashes FROM indexed')
  const setIndexed = db.prepare(
    'INSERT INTO indexed (id, hash) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET hash = excluded.hash',
  )
  const vocabulary = createVocabulary(db)
  const fts5 = () => createFts5Index(db, vocabulary.count)
  let index: TermIndex = createMiniSearchIndex()
  let engine: Engine | undefined

  /** Opens the engine for as many papers as there are now, `known` of them kept in it; true when it had to be filled. */
  function open(known: number): boolean {
    const wanted = papers.size <= miniSearchUpTo ? 'minisearch' : 'fts5'
    if (engine === wanted) return false
    const stored = getMeta(db, 'engine') === wanted ? getMeta(db, SNAPSHOT) : undefined
    const kept = stored === undefined ? undefined : reopened(wanted, stored, known)
    engine = wanted
    index = kept ?? (wanted === 'fts5' ? fts5() : createMiniSearchIndex())
    if (kept) return false
    index.add([...papers.values()])
    setMeta(db, 'engine', wanted)
    return true
  }
  /** The term index as it was kept; nothing when it is damaged or another process has kept it without our papers. */
  function reopened(wanted: Engine, stored: string, known: number): TermIndex | undefined {
    if (wanted === 'fts5') return fts5()
    try {
      const before = createMiniSearchIndex(stored)
      return before.size() === known ? before : undefined
    } catch {
      return undefined
    }
  }
  const change = (added: readonly Paper[], before: readonly Paper[], isAnew = false) =>
    inTransaction(db, () => {
      if (isAnew) clear()
      const known = isAnew ? 0 : vocabulary.size()
      for (const paper of added) setIndexed.run(paper.id, textsHash(paper))
      vocabulary.change(added, before)
      const filled = open(known)
      if (!filled) index.add(added)
      if (filled || added.length > 0) setMeta(db, SNAPSHOT, index.snapshot())
    })
  function clear() {
    for (const table of ['indexed', 'terms', 'words', 'acronyms']) db.exec(`DELETE FROM ${table}`)
    db.exec("DELETE FROM meta WHERE key IN ('engine', 'snapshot'); DROP TABLE IF EXISTS texts")
    engine = undefined
  }

  return {
    idf: vocabulary.idf,
    engine: () => engine,
    /** Takes the index file up and brings it to the papers there are; tells how many it had to read. */
    load(): number {
      const rows = indexed.get() as { ids: string; hashes: string }
      const ids = JSON.parse(rows.ids) as string[]
      const hashes = JSON.parse(rows.hashes) as string[]
      const known = new Set(ids)
      // Earlier texts are not kept: when one went or changed while the program was off, all are counted anew.
      const stale = ids.some((id, i) => {
        const paper = papers.get(id)
        return !paper || textsHash(paper) !== hashes[i]
      })
      const added = [...papers.values()].filter(({ id }) => stale || !known.has(id))
      change(added, [], stale)
      return added.length
    },
    /** Takes papers in; `before` are the earlier texts of those that had one. */
    add: (added: readonly Paper[], before: readonly Paper[]) => change(added, before),
    holding(words: string): string[] {
      const terms = [...new Set(tokenize(words))]
      return terms.some((term) => vocabulary.count(term) === 0) ? [] : index.holding(terms)
    },
    /** Papers that hold any of the words asked for, best first. */
    search(asked: Asked, accept?: (id: string) => boolean): LexicalHit[] {
      const found = index.match(asked.wanted, accept ? DEPTH_FILTERED : DEPTH)
      const hits = accept ? found.filter(({ id }) => accept(id)) : found
      return hits.map(({ id, score, terms }, place) => {
        if (place >= LOOKED_AT) return { id, score, coverage: 0, reach: 0 }
        const source = terms ? undefined : papers.get(id)
        const held = new Set(source ? tokenize(`${source.title} ${source.abstract}`) : (terms ?? []))
        return { id, score, coverage: asked.coverage(held), reach: asked.reach(held) }
      })
    },
    asked: (query: string) => readQuery(query, vocabulary),
  }
}
