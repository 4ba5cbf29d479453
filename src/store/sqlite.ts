import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'
import { UserError } from '../errors.ts'
import { paperSchema } from '../papers/paper.ts'
import type { Store } from './store.ts'

/** Opens (or makes) `verbatim.db` in `home`. Throws UserError when the folder cannot be written or the file is damaged. */
export function openSqliteStore(home: string): Store {
  try {
    mkdirSync(home, { recursive: true })
    // The driver's own busy timeout is 0: two commands at once would fail with "database is locked".
    const db = new Database(join(home, 'verbatim.db'), { timeout: 5000 })
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = FULL')
    db.exec(`CREATE TABLE IF NOT EXISTS papers (id TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT;
             CREATE TABLE IF NOT EXISTS settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT`)
    return storeOver(db)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new UserError(
      'home_unusable',
      `VERBATIM_HOME=${home} cannot be used (${reason}): choose a folder that can be written, or move verbatim.db away.`,
      { cause },
    )
  }
}

function storeOver(db: Database.Database): Store {
  const putPaper = db.prepare('INSERT INTO papers VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET json = excluded.json')
  const allPapers = db.prepare('SELECT json FROM papers ORDER BY rowid')
  const getSetting = db.prepare('SELECT value FROM settings WHERE key = ?')
  const setSetting = db.prepare(
    'INSERT INTO settings VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  )
  const putAll = db.transaction((papers: { id: string }[]) => {
    for (const paper of papers) putPaper.run(paper.id, JSON.stringify(paper))
  })
  return {
    papers: () => allPapers.all().map((row) => paperSchema.parse(JSON.parse((row as { json: string }).json))),
    putPapers: (papers) => void putAll([...papers]),
    get: (key) => (getSetting.get(key) as { value: string } | undefined)?.value,
    set: (key, value) => void setSetting.run(key, value),
    close: () => void db.close(),
  }
}
