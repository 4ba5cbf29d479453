import type { IndexDatabase } from './index-file.ts'

/** Vectors of papers and sentences in the index file, by the text's hash and the model that made them. */
export function createVectorStore(db: IndexDatabase, model: string) {
  const insert = db.prepare('INSERT OR REPLACE INTO vectors VALUES (?, ?, ?, ?, ?)')
  const all = db.prepare('SELECT id, hash, whole FROM vectors WHERE model = ?')
  const one = db.prepare('SELECT sentences FROM vectors WHERE id = ? AND model = ?')
  return {
    put: (id: string, hash: string, whole: Buffer, sentences: Buffer) =>
      void insert.run(id, hash, model, whole, sentences),
    all: () =>
      // The driver gives a BLOB as ArrayBuffer from `all`, as Buffer from `get`.
      (all.all(model) as { id: string; hash: string; whole: ArrayBuffer }[]).map((row) => ({
        ...row,
        whole: Buffer.from(row.whole),
      })),
    sentences: (id: string) => (one.get(id, model) as { sentences: Buffer } | undefined)?.sentences,
  }
}
