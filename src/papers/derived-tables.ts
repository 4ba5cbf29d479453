import type { SqliteDatabase } from '../sqlite.ts'

// Earlier programs kept names in a table without how they are printed.
const TABLES = `
  CREATE TABLE IF NOT EXISTS facts (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, json_hash TEXT NOT NULL, texts_hash TEXT NOT NULL,
    title TEXT NOT NULL, year INTEGER NOT NULL
  ) STRICT;
  DROP TABLE IF EXISTS names;
  CREATE TABLE IF NOT EXISTS title_names (
    name TEXT NOT NULL, paper INTEGER NOT NULL, printed TEXT NOT NULL, PRIMARY KEY (name, paper)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS title_names_by_paper ON title_names (paper);
  CREATE TABLE IF NOT EXISTS addresses (
    address TEXT NOT NULL, paper INTEGER NOT NULL, PRIMARY KEY (address, paper)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS addresses_by_paper ON addresses (paper);
  CREATE TABLE IF NOT EXISTS facts_state (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
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

/** Makes the tables of what follows from the papers' texts, where they are not there: empty ones are filled again. */
export function makeDerivedTables(db: SqliteDatabase): void {
  db.exec(TABLES)
}
