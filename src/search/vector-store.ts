import { type ByteVector, packVectors, unpackVectors } from './byte-vector.ts'
import type { IndexDatabase } from './index-file.ts'

/** A paper's vector and the hash of the text that it was made of. */
export interface KeptVector {
  id: string
  hash: string
  vector: ByteVector
}

// Rows read one by one at a start, 10 microseconds each; once there are more, all are put together.
const MOST_LOOSE = 2000

/** Vectors of papers and sentences in the index file, by the text's hash and the model that made them. */
export function createVectorStore(db: IndexDatabase, model: string, dimensions: number) {
  const insert = db.prepare('INSERT OR REPLACE INTO vectors VALUES (?, ?, ?, ?, ?)')
  const loose = db.prepare('SELECT id, hash, whole FROM vectors WHERE model = ? AND rowid > ?')
  const last = db.prepare('SELECT coalesce(max(rowid), 0) AS row FROM vectors')
  const together = db.prepare('SELECT last, ids, hashes, vectors FROM whole_vectors WHERE model = ?')
  const lastTogether = db.prepare('SELECT last FROM whole_vectors WHERE model = ?')
  const putTogether = db.prepare('INSERT OR REPLACE INTO whole_vectors VALUES (?, ?, ?, ?, ?)')
  // One question for many papers: the driver takes 0.1 ms for each question.
  const some = db.prepare(
    'SELECT id, sentences FROM vectors WHERE model = ? AND id IN (SELECT value FROM json_each(?))',
  )
  function all(): KeptVector[] {
    const packed = together.get(model) as { last: number; ids: string; hashes: string; vectors: Buffer } | undefined
    // The driver gives a BLOB as ArrayBuffer from `all`, as Buffer from `get`.
    const rows = loose.all(model, packed?.last ?? 0) as { id: string; hash: string; whole: ArrayBuffer }[]
    const newer = rows.flatMap(({ id, hash, whole }): KeptVector[] => {
      const [vector] = unpackVectors(Buffer.from(whole), dimensions)
      return vector ? [{ id, hash, vector }] : []
    })
    if (!packed) return newer
    const isNewer = new Set(newer.map(({ id }) => id))
    const vectors = unpackVectors(packed.vectors, dimensions)
    const ids = JSON.parse(packed.ids) as string[]
    const hashes = JSON.parse(packed.hashes) as string[]
    const kept = vectors.map((vector, i) => ({ id: ids[i] ?? '', hash: hashes[i] ?? '', vector }))
    return [...kept.filter(({ id }) => !isNewer.has(id)), ...newer]
  }
  return {
    put: (id: string, hash: string, whole: Buffer, sentences: Buffer) =>
      void insert.run(id, hash, model, whole, sentences),
    /** The vectors of whole papers, each paper once. */
    all,
    /** Puts the vectors of whole papers together where many stand alone: among their sentences' they lie far apart. */
    pack() {
      const { row } = last.get() as { row: number }
      const before = lastTogether.get(model) as { last: number } | undefined
      if (row - (before?.last ?? 0) <= MOST_LOOSE) return
      const kept = all()
      const [ids, hashes] = [kept.map(({ id }) => id), kept.map(({ hash }) => hash)]
      const vectors = packVectors(kept.map(({ vector }) => vector))
      putTogether.run(model, row, JSON.stringify(ids), JSON.stringify(hashes), vectors)
    },
    sentences(ids: readonly string[]): Map<string, Buffer> {
      const rows = some.all(model, JSON.stringify(ids)) as { id: string; sentences: ArrayBuffer }[]
      return new Map(rows.map((row) => [row.id, Buffer.from(row.sentences)]))
    },
  }
}
