import { CLAIMS_VERSION } from '../claims/claims.ts'
import { inTransaction, type SqliteDatabase } from '../sqlite.ts'

// Changes with what the tables hold and how texts are read for them: they are made again.
const LAYOUT = `2 ${CLAIMS_VERSION}`

const TABLES = `
  CREATE TABLE IF NOT EXISTS facts (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, json_hash TEXT NOT NULL, texts_hash TEXT NOT NULL,
    title TEXT NOT NULL, year INTEGER NOT NULL, authors TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS facts_by_year ON facts (year, id);
  CREATE TABLE IF NOT EXISTS title_names (
    name TEXT NOT NULL, paper INTEGER NOT NULL, printed TEXT NOT NULL, PRIMARY KEY (name, paper)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS title_names_by_paper ON title_names (paper);
  CREATE TABLE IF NOT EXISTS addresses (
    address TEXT NOT NULL, paper INTEGER NOT NULL, PRIMARY KEY (address, paper)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS addresses_by_paper ON addresses (paper);
  CREATE TABLE IF NOT EXISTS claims_unread (paper INTEGER PRIMARY KEY) STRICT;
  CREATE TABLE IF NOT EXISTS claims_read (
    paper INTEGER PRIMARY KEY, sentences INTEGER NOT NULL, claims INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS claim_forms (number INTEGER PRIMARY KEY, form TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE IF NOT EXISTS claims (
    paper INTEGER NOT NULL, place INTEGER NOT NULL, in_name INTEGER NOT NULL, form INTEGER NOT NULL,
    is_baseline INTEGER NOT NULL, low REAL, high REAL, metric TEXT, json TEXT NOT NULL, PRIMARY KEY (paper, place)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS claims_by_form ON claims (form, paper)`

// Those of all layouts there were.
const NAMES = [
  'facts',
  'names',
  'title_names',
  'addresses',
  'claims_unread',
  'claims_read',
  'claims',
  'claim_forms',
  'facts_state',
]
const STATE = 'CREATE TABLE IF NOT EXISTS facts_state (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID'

/**
 * Makes the tables of what follows from the papers' texts, where they are not there or are of another layout: empty ones
 * are filled again.
 */
export function makeDerivedTables(db: SqliteDatabase): void {
  inTransaction(db, () => {
    db.exec(STATE)
    const kept = db.prepare("SELECT value FROM facts_state WHERE key = 'layout'").get() as { value: string } | undefined
    if (kept?.value !== LAYOUT) for (const name of NAMES) db.exec(`DROP TABLE IF EXISTS ${name}`)
    db.exec(`${STATE}; ${TABLES}`)
    db.prepare("INSERT OR REPLACE INTO facts_state VALUES ('layout', ?)").run(LAYOUT)
  })
}
