// Other search engines, each filled with the same papers in steps, so that one that takes too long or too much can be left.
import { join } from 'node:path'
import { create, insertMultiple, search as searchOrama } from '@orama/orama'
import { Document as FlexDocument } from 'flexsearch'
import Database from 'libsql'
import MiniSearch from 'minisearch'
import type { Paper } from '../../src/papers/paper.ts'

export interface Peer {
  /** Takes further papers in. */
  add(papers: readonly Paper[]): unknown
  find(question: string): unknown
}

/** The engines by name; `folder` is for those that keep a file. */
export const PEERS: Record<string, (folder: string) => Peer> = {
  'MiniSearch, prefix and fuzzy'() {
    const index = new MiniSearch({ fields: ['title', 'abstract'] })
    return {
      add: (papers) => index.addAll(papers),
      find: (question) => index.search(question, { prefix: true, fuzzy: 0.2, boost: { title: 2 } }).slice(0, 10),
    }
  },
  Orama() {
    const index = create({ schema: { title: 'string', abstract: 'string' } as const })
    return {
      add: (papers) =>
        insertMultiple(
          index,
          papers.map(({ title, abstract }) => ({ title, abstract })),
        ),
      find: (term) => searchOrama(index, { term, limit: 10 }),
    }
  },
  FlexSearch() {
    const index = new FlexDocument({ document: { id: 'id', index: ['title', 'abstract'] }, tokenize: 'strict' })
    let id = 0
    return {
      add(papers) {
        for (const { title, abstract } of papers) index.add({ id: id++, title, abstract })
      },
      find: (question) => index.search(question, { limit: 10, suggest: true }),
    }
  },
  'SQLite FTS5'(folder) {
    const db = new Database(join(folder, 'fts5.db'))
    db.exec("CREATE VIRTUAL TABLE t USING fts5(title, abstract, tokenize = 'porter unicode61')")
    const insert = db.prepare('INSERT INTO t VALUES (?, ?)')
    const select = db.prepare('SELECT rowid FROM t WHERE t MATCH ? ORDER BY bm25(t, 2, 1) LIMIT 10')
    return {
      add: db.transaction((papers: readonly Paper[]) => {
        for (const { title, abstract } of papers) insert.run(title, abstract)
      }),
      find: (question) => select.all((question.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => `"${word}"`).join(' OR ')),
    }
  },
}
