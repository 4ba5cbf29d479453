import type { Paper } from '../papers/paper.ts'
import type { KnownTexts } from '../papers/texts.ts'
import { NO_TEXTS, textsHash, withText } from '../papers/texts-hash.ts'
import { inTransaction } from '../sqlite.ts'
import { type Asked, partUnits, readQuery } from './asked.ts'
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

// Papers whose coverage is looked at: where the engine does not tell which terms matched, their texts are read.
const LOOKED_AT = 12
// Papers asked of the term index, and how many where a filter must leave some.
const DEPTH = 300
const DEPTH_FILTERED = 3000
// Up to this many papers MiniSearch is the quicker one; beyond, FTS5 ranks no worse, needs no memory and starts at once
const MINISEARCH_UP_TO = 2000
// Papers whose texts are in memory together while many are taken in: all that MiniSearch is for.
const PART = MINISEARCH_UP_TO
const SNAPSHOT = 'snapshot'
/** Names the texts that were taken in. */
const DIGEST = 'texts'

export type Engine = 'minisearch' | 'fts5'

export interface LexicalOptions {
  db: IndexDatabase
  /** The papers known now; the index reads them and never changes them. */
  papers: KnownTexts
  /** All terms of those of these papers that are known, in their order. */
  termsOf: (ids: readonly string[]) => { paper: Paper; held: ReadonlySet<string> }[]
  /** From how many papers on FTS5 takes over. */
  miniSearchUpTo?: number
}

/** Word search over titles and abstracts: spelling, acronyms and beginnings of words on top of a term index. */
export function createLexicalIndex({ db, papers, termsOf, miniSearchUpTo = MINISEARCH_UP_TO }: LexicalOptions) {
  const indexed = db.prepare('SELECT id, hash FROM indexed WHERE id IN (SELECT value FROM json_each(?))')
  const setIndexed = db.prepare(
    'INSERT INTO indexed (id, hash) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET hash = excluded.hash',
  )
  const vocabulary = createVocabulary(db)
  const fts5 = () => createFts5Index(db, vocabulary.count)
  let index: TermIndex = createMiniSearchIndex()
  let engine: Engine | undefined
  /** Which of these papers were taken in, and with which texts. */
  const hashesOf = (ids: readonly string[]) => {
    const rows = indexed.all(JSON.stringify(ids)) as { id: string; hash: string }[]
    return new Map(rows.map(({ id, hash }) => [id, hash]))
  }

  /** Opens the engine for as many papers as there are now, `known` of them kept in it; true when it had to be filled. */
  function open(known: number): boolean {
    const wanted = papers.size() <= miniSearchUpTo ? 'minisearch' : 'fts5'
    if (engine === wanted) return false
    const stored = getMeta(db, 'engine') === wanted ? getMeta(db, SNAPSHOT) : undefined
    const kept = stored === undefined ? undefined : reopened(wanted, stored, known)
    engine = wanted
    index = kept ?? (wanted === 'fts5' ? fts5() : createMiniSearchIndex())
    if (kept) return false
    for (const part of papers.hashes()) {
      const taken = hashesOf(part.map(({ id }) => id))
      index.add(papers.some([...part.map(({ id }) => id)].filter((id) => taken.has(id))))
    }
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
      // Another program may have counted them into the same file.
      const taken = hashesOf(added.map(({ id }) => id))
      const uncounted = added.filter((paper) => taken.get(paper.id) !== textsHash(paper))
      const changed = new Set(uncounted.map(({ id }) => id))
      let digest = getMeta(db, DIGEST)
      for (const paper of uncounted) {
        const earlier = taken.get(paper.id)
        setIndexed.run(paper.id, textsHash(paper))
        if (digest !== undefined && earlier !== undefined) digest = withText(digest, paper.id, earlier)
        if (digest !== undefined) digest = withText(digest, paper.id, textsHash(paper))
        taken.set(paper.id, textsHash(paper))
      }
      if (digest !== undefined) setMeta(db, DIGEST, digest)
      vocabulary.change(
        uncounted,
        before.filter(({ id }) => changed.has(id)),
      )
      const filled = open(known)
      if (!filled) index.add(added)
      if (filled || added.length > 0) setMeta(db, SNAPSHOT, index.snapshot())
    })
  function clear() {
    for (const table of ['indexed', 'terms', 'words', 'acronyms']) db.exec(`DELETE FROM ${table}`)
    db.exec("DELETE FROM meta WHERE key IN ('engine', 'snapshot'); DROP TABLE IF EXISTS texts")
    setMeta(db, DIGEST, NO_TEXTS)
    engine = undefined
  }

  return {
    idf: vocabulary.idf,
    look: vocabulary.look,
    frequentWords: vocabulary.frequentWords,
    engine: () => engine,
    /** Takes the index file up and brings it to the papers there are; tells how many it had to read. */
    load(): number {
      if (getMeta(db, DIGEST) === papers.digest()) {
        change([], [])
        return 0
      }
      let missing: string[] = []
      let found = 0
      let isStale = false
      for (const part of papers.hashes()) {
        const taken = hashesOf(part.map(({ id }) => id))
        found += taken.size
        for (const { id } of part) if (!taken.has(id)) missing.push(id)
        isStale ||= part.some(({ id, hash }) => taken.has(id) && taken.get(id) !== hash)
      }
      // Earlier texts are not kept: when one went or changed while the program was off, all are counted anew.
      if (isStale || found < vocabulary.size()) {
        change([], [], true)
        missing = [...papers.hashes()].flatMap((part) => part.map(({ id }) => id))
      }
      for (let at = 0; at < Math.max(1, missing.length); at += PART)
        change(papers.some(missing.slice(at, at + PART)), [])
      setMeta(db, DIGEST, papers.digest())
      return missing.length
    },
    /** Takes papers in; `before` are the earlier texts of those that had one. */
    add: (added: readonly Paper[], before: readonly Paper[]) => change(added, before),
    holding(words: string): string[] {
      const terms = [...new Set(tokenize(words))]
      return terms.some((term) => vocabulary.count(term) === 0) ? [] : index.holding(terms)
    },
    /** In how many papers all of these words stand; stop words, which are not counted, in all. */
    heldBy(words: string): number {
      const terms = [...new Set(tokenize(words))]
      if (terms.length === 0) return vocabulary.size()
      const fewest = Math.min(...terms.map(vocabulary.count))
      return terms.length > 1 && fewest > 0 ? index.holding(terms).length : fewest
    },
    /** Papers that hold any of the words asked for, best first. */
    search(asked: Asked, accept?: (id: string) => boolean): LexicalHit[] {
      const found = index.match(asked.wanted, accept ? DEPTH_FILTERED : DEPTH)
      const hits = accept ? found.filter(({ id }) => accept(id)) : found
      const looked = hits.slice(0, LOOKED_AT)
      const untold = looked.flatMap(({ id, terms }) => (terms ? [] : id))
      const heldBy = new Map([
        ...looked.map(({ id, terms = [] }) => [id, new Set(terms)] as const),
        ...termsOf(untold).map(({ paper, held }) => [paper.id, held] as const),
      ])
      return hits.map(({ id, score }) => {
        const held = heldBy.get(id)
        return held
          ? { id, score, coverage: asked.coverage(held), reach: asked.reach(held) }
          : { id, score, coverage: 0, reach: 0 }
      })
    },
    asked: (query: string) => readQuery(query, vocabulary),
    partUnits: (query: string) => partUnits(query, vocabulary),
  }
}
