import { NO_TEXTS, withText } from '../papers/texts-hash.ts'
import { getMeta, type IndexDatabase, setMeta } from './index-file.ts'

interface StoredVectors {
  id: string
  /** The text's hash. */
  hash: string
  whole: Buffer
  sentences: Buffer
}

// Rows read at once when all are.
const PART = 5000
/** Names the texts that the model's vectors are of, and the model. */
const DIGEST = 'vectors'

/** Vectors of papers and sentences in the index file, by the text's hash and the model that made them. */
export function createVectorStore(db: IndexDatabase, model: string) {
  const insert = db.prepare('INSERT OR REPLACE INTO vectors VALUES (?, ?, ?, ?, ?)')
  const hashes = db.prepare('SELECT id, hash FROM vectors WHERE model = ?')
  const hashesOf = db.prepare('SELECT id, hash FROM vectors WHERE model = ? AND id IN (SELECT value FROM json_each(?))')
  const wholes = db.prepare(
    'SELECT id, hash, whole FROM vectors WHERE model = ? AND id IN (SELECT value FROM json_each(?))',
  )
  const part = db.prepare(
    'SELECT rowid AS number, id, whole FROM vectors WHERE model = ? AND rowid > ? ORDER BY rowid LIMIT ?',
  )
  // One question for many papers: the driver takes 0.1 ms for each question.
  const some = db.prepare(
    'SELECT id, sentences FROM vectors WHERE model = ? AND id IN (SELECT value FROM json_each(?))',
  )
  /** Names the texts that have vectors, as `KnownTexts` names its own. */
  function digest(): string {
    const [kept = NO_TEXTS, of] = (getMeta(db, DIGEST) ?? '').split(/ (.*)/s)
    if (of === model) return kept
    // Of another model, or of a file that had none yet.
    const found = withTexts(NO_TEXTS, hashes.all(model))
    setMeta(db, DIGEST, `${found} ${model}`)
    return found
  }
  return {
    digest,
    /** Within a transaction. */
    put(rows: readonly StoredVectors[]) {
      const left = withTexts(digest(), hashesOf.all(model, JSON.stringify(rows.map(({ id }) => id))))
      for (const { id, hash, whole, sentences } of rows) insert.run(id, hash, model, whole, sentences)
      setMeta(db, DIGEST, `${withTexts(left, rows)} ${model}`)
    },
    wholes: (ids: readonly string[]) =>
      // The driver gives a BLOB as ArrayBuffer from `all`, as Buffer from `get`.
      (wholes.all(model, JSON.stringify(ids)) as { id: string; hash: string; whole: ArrayBuffer }[]).map((row) => ({
        ...row,
        whole: Buffer.from(row.whole),
      })),
    /** All there are, a part at a time. */
    *allWholes(): Generator<{ id: string; whole: ArrayBuffer }[]> {
      for (let after = 0; ; ) {
        const rows = part.all(model, after, PART) as { number: number; id: string; whole: ArrayBuffer }[]
        if (rows.length === 0) return
        yield rows
        after = rows.at(-1)?.number ?? after
      }
    },
    sentences(ids: readonly string[]): Map<string, Buffer> {
      const rows = some.all(model, JSON.stringify(ids)) as { id: string; sentences: ArrayBuffer }[]
      return new Map(rows.map((row) => [row.id, Buffer.from(row.sentences)]))
    },
  }
}

/** A digest with these texts put in or, where they are in, taken out. */
function withTexts(digest: string, rows: readonly unknown[]): string {
  return (rows as { id: string; hash: string }[]).reduce((all, { id, hash }) => withText(all, id, hash), digest)
}
