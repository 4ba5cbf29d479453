import { existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'libsql'
import { z } from 'zod'
import { answerRecordSchema } from '../answer/record.ts'
import { scheduleSchema } from '../daily/state.ts'
import { UserError } from '../errors.ts'
import { type Paper, paperSchema, textHash } from '../papers/paper.ts'
import { migrate } from './migrations.ts'
import { dailyStateOver } from './sqlite-daily.ts'
import type { Kept, Store } from './store.ts'

/**
 * Opens (or makes) `verbatim.db` in `home`, looks whether it is sound and brings it to the present layout. Throws
 * UserError when the folder cannot be written, or the file is damaged or of a newer version.
 */
export function openSqliteStore(home: string): Store {
  try {
    mkdirSync(home, { recursive: true })
    const file = join(home, 'verbatim.db')
    const db = connected(file, 'FULL')
    const [finding] = db.pragma('quick_check(1)') as { quick_check: string }[]
    if (finding?.quick_check !== 'ok') throw new Error(`damaged: ${finding?.quick_check}`)
    migrate(db)
    return storeOver(db, connected(file, 'NORMAL'))
  } catch (cause) {
    if (cause instanceof UserError) throw cause
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new UserError(
      'home_unusable',
      `VERBATIM_HOME=${home} cannot be used (${reason}): choose a folder that can be written, or put a backup in the place of verbatim.db.`,
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

const countRow = z.object({ count: z.number() })

/** Over two connections: what was accepted, and what was answered, which must not wait for the disk. */
function storeOver(db: Database.Database, answers: Database.Database): Store {
  const write = writing(db)
  const { oldText, ...papers } = papersOver(db)
  const daily = dailyStateOver(db, write)
  const getSetting = db.prepare('SELECT value FROM settings WHERE key = ?')
  const setSetting = db.prepare(
    'INSERT INTO settings VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  )
  const count = (sql: string, userId: string) => countRow.parse(db.prepare(sql).get(userId)).count
  const kept = (userId: string): Kept => ({
    answers: count('SELECT count(*) AS count FROM askers WHERE user_id = ?', userId),
    follows: daily.follows(userId).length,
    schedules: daily.schedules().filter(({ setBy }) => setBy === userId).length,
  })
  return {
    ...daily,
    ...answersOver(answers),
    papers: papers.all,
    putPapers: (given, replaced = []) => write(() => papers.put(given, replaced)),
    oldText,
    atomically: write,
    get: (key) => (getSetting.get(key) as { value: string } | undefined)?.value,
    set: (key, value) => void write(() => setSetting.run(key, value)),
    kept,
    forget: (userId) =>
      write(() => {
        const before = kept(userId)
        // An answer that others were given as well stays theirs.
        db.prepare(
          `DELETE FROM answers WHERE id IN (SELECT answer_id FROM askers WHERE user_id = ?1)
           AND id NOT IN (SELECT answer_id FROM askers WHERE user_id <> ?1)`,
        ).run(userId)
        db.prepare('DELETE FROM askers WHERE user_id = ?').run(userId)
        for (const { id } of daily.follows(userId)) daily.removeFollow(id)
        db.prepare(`DELETE FROM posts WHERE target_kind = 'user' AND target_id = ?`).run(userId)
        for (const schedule of daily.schedules().filter(({ setBy }) => setBy === userId)) {
          daily.putSchedule(scheduleSchema.parse({ ...schedule, setBy: undefined }))
        }
        return before
      }),
    backup(file) {
      if (existsSync(file)) throw new UserError('file_exists', `${file} is there already: name another file.`)
      mkdirSync(dirname(file), { recursive: true })
      db.prepare('VACUUM INTO ?').run(file)
    },
    close() {
      answers.close()
      db.close()
    },
  }
}

/** Runs work as one transaction, inside the one under way if there is one; says what to do when the disk is full. */
function writing(db: Database.Database): <T>(work: () => T) => T {
  return (work) => {
    try {
      return db.inTransaction ? work() : db.transaction(work).immediate()
    } catch (cause) {
      const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
      if (!/^SQLITE_(FULL|IOERR|READONLY)/.test(code)) throw cause
      throw new UserError(
        'disk_full',
        'Nothing can be saved, the disk of this bot is full or read-only: whoever runs it must make room. Questions are answered all the same.',
        { cause },
      )
    }
  }
}

function papersOver(db: Database.Database) {
  const put = db.prepare('INSERT INTO papers VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET json = excluded.json')
  const all = db.prepare('SELECT json FROM papers ORDER BY rowid')
  const keepText = db.prepare('INSERT OR IGNORE INTO old_texts VALUES (?, ?, ?, ?)')
  const oldText = db.prepare('SELECT text FROM old_texts WHERE paper_id = ? AND field = ? AND hash = ?')
  const addUnmatched = db.prepare('INSERT INTO unmatched (paper_id) SELECT ? WHERE EXISTS (SELECT 1 FROM follows)')
  const paperIn = (row: unknown) => paperSchema.parse(JSON.parse(z.object({ json: z.string() }).parse(row).json))
  return {
    all: () => all.all().map(paperIn),
    put(papers: readonly Paper[], replaced: readonly Paper[]) {
      for (const before of replaced)
        for (const field of ['title', 'abstract'] as const)
          keepText.run(before.id, field, textHash(before[field]), before[field])
      const known = new Set(replaced.map(({ id }) => id))
      for (const paper of papers) {
        put.run(paper.id, JSON.stringify(paper))
        if (!known.has(paper.id)) addUnmatched.run(paper.id)
      }
    },
    oldText(paperId: string, field: string, hash: string) {
      const row = oldText.get(paperId, field, hash) as { text: string } | undefined
      return row?.text
    },
  }
}

function answersOver(answers: Database.Database): Pick<Store, 'answer' | 'putAnswer'> {
  const get = answers.prepare('SELECT json FROM answers WHERE id = ?')
  const add = answers.prepare('INSERT OR REPLACE INTO answers (id, json) VALUES (?, ?)')
  const drop = answers.prepare('DELETE FROM answers WHERE number <= (SELECT max(number) FROM answers) - ?')
  const dropAskers = answers.prepare('DELETE FROM askers WHERE answer_id NOT IN (SELECT id FROM answers)')
  const addAsker = answers.prepare('INSERT OR IGNORE INTO askers VALUES (?, ?)')
  const answer = (id: string) => {
    const row = get.get(id) as { json: string } | undefined
    // A record of another version of the bot, which cannot be read any more, is as good as none.
    return row && answerRecordSchema.safeParse(JSON.parse(row.json)).data
  }
  const put = answers.transaction((id: string, json: string | undefined, askedBy: string | undefined) => {
    if (json !== undefined) {
      add.run(id, json)
      if (drop.run(ANSWERS_KEPT).changes > 0) dropAskers.run()
    }
    if (askedBy !== undefined) addAsker.run(id, askedBy)
  })
  return {
    answer,
    putAnswer(record, askedBy) {
      // The id follows from the question and what it was asked of: the same id is the same answer.
      const isKnown = answer(record.id) !== undefined
      if (!isKnown || askedBy !== undefined) put(record.id, isKnown ? undefined : JSON.stringify(record), askedBy)
    },
  }
}
