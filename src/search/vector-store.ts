import type { IndexDatabase } from './index-file.ts'

/** Vectors of papers and sentences in the index file, by the text's hash and the model that made them. */
export function createVectorStore(db: IndexDatabase, model: string) {
  const insert = db.prepare('INSERT OR REPLACE INTO vectors VALUES (?, ?, ?, ?, ?)')
  const wholes = db.prepare(
    'SELECT id, hash, whole FROM vectors WHERE model = ? AND id IN (SELECT value FROM json_each(?))',
  )
  // One question for many papers: the driver takes 0.1 ms for each question.
  const some = db.prepare(
    'SELECT id, sentences FROM vectors WHERE model = ? AND id IN (SELECT value FROM json_each(?))',
  )
  return {
    put: (id: string, hash: string, whole: Buffer, sentences: Buffer) =>
      void insert.run(id, hash, model, whole, sentences),
    wholes: (ids: readonly string[]) =>
      // The driver gives a BLOB as ArrayBuffer from `all`, as Buffer from `get`.
      (wholes.all(model, JSON.stringify(ids)) as { id: string; hash: string; whole: ArrayBuffer }[]).map((row) => ({
        ...row,
        whole: Buffer.from(row.whole),
      })),
    sentences(ids: readonly string[]): Map<string, Buffer> {
      const rows = some.all(model, JSON.stringify(ids)) as { id: string; sentences: ArrayBuffer }[]
      return new Map(rows.map((row) => [row.id, Buffer.from(row.sentences)]))
    },
  }
}
