import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'
import { answerRecordSchema } from '../answer/record.ts'
import { UserError } from '../errors.ts'
import { paperSchema } from '../papers/paper.ts'
import type { Store } from './store.ts'

/** Opens (or makes) `verbatim.db` in `home`. Throws UserError when the folder cannot be written or the file is damaged. */
export function openSqliteStore(home: string): Store {
  try {
    mkdirSync(home, { recursive: true })
    const file = join(home, 'verbatim.db')
    const db = connected(file, 'FULL')
    db.exec(`CREATE TABLE IF NOT EXISTS papers (id TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT;
             CREATE TABLE IF NOT EXISTS settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
             CREATE TABLE IF NOT EXISTS answers (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, json TEXT NOT NULL) STRICT`)
    return storeOver(db, connected(file, 'NORMAL'))
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new UserError(
      'home_unusable',
      `VERBATIM_HOME=${home} cannot be used (${reason}): choose a folder that can be written, or move verbatim.db away.`,
      { cause },
    )
  }
}

/** FULL waits for the disk at every change; NORMAL may lose the last ones when the machine, not the program, dies. */
function connected(file: string, synchronous: 'FULL' | 'NORMAL'): Database.Database {
  // The driver's own busy timeout is 0: two commands at once would fail with "database is locked".
  const db = new Database(file, { timeout: 5000 })
  db.pragma('journal_mode = WAL')
  db.pragma(`synchronous = ${synchronous}`)
  return db
}

// About 1 kB each; a team that asks a thousand questions a week keeps them for ten weeks.
const ANSWERS_KEPT = 10_000

/** Over two connections: what was accepted, and what was answered, which must not wait for the disk. */
function storeOver(db: Database.Database, answers: Database.Database): Store {
  const putPaper = db.prepare('INSERT INTO papers VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET json = excluded.json')
  const allPapers = db.prepare('SELECT json FROM papers ORDER BY rowid')
  const getSetting = db.prepare('SELECT value FROM settings WHERE key = ?')
  const setSetting = db.prepare(
    'INSERT INTO settings VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  )
  const getAnswer = answers.prepare('SELECT json FROM answers WHERE id = ?')
  const addAnswer = answers.prepare('INSERT OR REPLACE INTO answers (id, json) VALUES (?, ?)')
  const dropAnswers = answers.prepare('DELETE FROM answers WHERE number <= (SELECT max(number) FROM answers) - ?')
  const putAnswer = answers.transaction((id: string, json: string) => {
    addAnswer.run(id, json)
    dropAnswers.run(ANSWERS_KEPT)
  })
  const answer = (id: string) => {
    const row = getAnswer.get(id) as { json: string } | undefined
    // A record of another version of the bot, which cannot be read any more, is as good as none.
    return row && answerRecordSchema.safeParse(JSON.parse(row.json)).data
  }
  const putAll = db.transaction((papers: { id: string }[]) => {
    for (const paper of papers) putPaper.run(paper.id, JSON.stringify(paper))
  })
  return {
    papers: () => allPapers.all().map((row) => paperSchema.parse(JSON.parse((row as { json: string }).json))),
    putPapers: (papers) => void putAll([...papers]),
    get: (key) => (getSetting.get(key) as { value: string } | undefined)?.value,
    set: (key, value) => void setSetting.run(key, value),
    answer,
    putAnswer(record) {
      // The id follows from the question and what it was asked of: the same id is the same answer.
      if (!answer(record.id)) putAnswer(record.id, JSON.stringify(record))
    },
    close() {
      answers.close()
      db.close()
    },
  }
}
