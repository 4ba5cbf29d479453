import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import Database from 'libsql'
import { isBusy, isUnwritable } from '../sqlite.ts'
import { TOKENIZER_VERSION } from './tokenize.ts'

export type IndexDatabase = Database.Database

// Changes with what the tables hold and how texts become terms: a file of another layout is built again.
const LAYOUT = `1 ${TOKENIZER_VERSION}`

const TABLES = `
  CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS indexed (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, hash TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS terms (term TEXT PRIMARY KEY, papers INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS words (word TEXT PRIMARY KEY, papers INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS acronyms (
    form TEXT NOT NULL, other TEXT NOT NULL, defined INTEGER NOT NULL, papers INTEGER NOT NULL,
    PRIMARY KEY (form, other)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS vectors (
    id TEXT PRIMARY KEY, hash TEXT NOT NULL, model TEXT NOT NULL, whole BLOB NOT NULL, sentences BLOB NOT NULL
  ) STRICT`

/**
 * The file of everything that is computed from the papers' texts: `index.db` in `folder`, or in memory without one. It
 * can always be built again, so a file that is damaged or of another layout is thrown away. Where nothing can be written
 * it is left alone, and a copy in memory serves.
 */
export function openIndexFile(folder?: string): IndexDatabase {
  if (!folder) return withTables(new Database(':memory:'))
  const file = join(folder, 'index.db')
  try {
    mkdirSync(folder, { recursive: true })
    return opened(file)
  } catch (cause) {
    if (isUnwritable(cause)) return copyInMemory(file)
    // Another program is at it: what it writes is as good as what would be written here.
    if (isBusy(cause)) throw cause
    for (const name of [file, `${file}-wal`, `${file}-shm`]) rmSync(name, { force: true })
    return opened(file)
  }
}

/** The vectors of a file that cannot be opened for writing, which took a model's time; the rest is computed again. */
function copyInMemory(file: string): IndexDatabase {
  const db = withTables(new Database(':memory:'))
  try {
    // The driver knows no option for reading only, but SQLite's addresses.
    db.exec(`ATTACH '${pathToFileURL(file).href.replaceAll("'", "''")}?immutable=1' AS kept`)
    const layout = db.prepare("SELECT value FROM kept.meta WHERE key = 'layout'").get() as { value: string } | undefined
    if (layout?.value === LAYOUT) db.exec('INSERT INTO vectors SELECT * FROM kept.vectors')
    db.exec('DETACH kept')
  } catch {
    // Nothing to copy: all of it is computed again.
  }
  return db
}

function opened(file: string): IndexDatabase {
  const db = new Database(file, { timeout: 5000 })
  try {
    db.pragma('journal_mode = WAL')
    // A crash of the machine may cost the last of what can be computed again, never the file's soundness.
    db.pragma('synchronous = NORMAL')
    // Writes a little, so that a disk without room is found out now.
    return withTables(db)
  } catch (cause) {
    db.close()
    throw cause
  }
}

function withTables(db: IndexDatabase): IndexDatabase {
  db.exec(TABLES)
  const layout = getMeta(db, 'layout')
  if (layout !== undefined && layout !== LAYOUT) throw new Error(`index of layout ${layout}`)
  setMeta(db, 'layout', LAYOUT)
  return db
}

export function getMeta(db: IndexDatabase, key: string): string | undefined {
  return (db.prepare('SELECT value FROM meta WHERE key = ?').get(key) as { value: string } | undefined)?.value
}

export function setMeta(db: IndexDatabase, key: string, value: string): void {
  db.prepare('INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value').run(key, value)
}
