import type Database from 'libsql'
import { z } from 'zod'
import { type AnswerRecord, answerRecordSchema } from '../answer/record.ts'
import { scheduleSchema } from '../daily/state.ts'
import { type Paper, paperSchema, textHash } from '../papers/paper.ts'
import type { PaperJson } from '../papers/texts.ts'
import { writeBackup } from './backup.ts'
import { type Connections, damaged, openDatabase } from './open-database.ts'
import { dailyStateOver } from './sqlite-daily.ts'
import { givenOver, teamStateOver } from './sqlite-team.ts'
import { stagedOver } from './staged.ts'
import type { Kept, Store } from './store.ts'
import { writing } from './writing.ts'

/**
 * The store in `verbatim.db` in `home`, which is made if it is not there. On a disk that is full or read-only it is read
 * as it is, and `onUnwritable` is told that nothing can be saved. Throws UserError when the folder cannot be used, or the
 * file is damaged or of a newer version.
 */
export function openSqliteStore(
  home: string,
  onUnwritable: (why: string) => void = (why) => void process.stderr.write(`warning: ${why}\n`),
): Store {
  return storeOver(openDatabase(home, onUnwritable))
}

// About 1 kB each; a team that asks a thousand questions a week keeps them for ten weeks.
const ANSWERS_KEPT = 10_000

// Made once: zod takes 0.1 ms to make a schema, ten seconds for as many as a large library has papers.
const countRow = z.object({ count: z.number() })
const jsonRow = z.object({ json: z.string() })

function storeOver({ db, answers }: Connections): Store {
  const write = writing(db)
  const { oldText, ...papers } = papersOver(db)
  const daily = dailyStateOver(db, write)
  const { forgetInTeam, keptInTeam, ...team } = teamStateOver(db, write)
  const getSetting = db.prepare('SELECT value FROM settings WHERE key = ?')
  const setSetting = db.prepare(
    'INSERT INTO settings VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  )
  const count = (sql: string, userId: string) => countRow.parse(db.prepare(sql).get(userId)).count
  const kept = (userId: string): Kept => ({
    answers: count('SELECT count(*) AS count FROM askers WHERE user_id = ?', userId),
    follows: daily.follows(userId).length,
    schedules: daily.schedules().filter(({ setBy }) => setBy === userId).length,
    ...keptInTeam(userId),
  })
  return {
    ...daily,
    ...team,
    ...answersOver(answers),
    ...givenOver(answers),
    papers: papers.all,
    paper: papers.one,
    papersOf: (ids) => papers.asKept(ids).map(paperIn),
    papersAsKept: papers.asKept,
    paperParts: papers.parts,
    paperCount: papers.count,
    papersMark: papers.mark,
    papersAfter: papers.after,
    lastPaperChange: papers.lastChange,
    papersSince: papers.changedSince,
    putPapers: (given, replaced = []) => write(() => papers.put(given, replaced)),
    stage: () => stagedOver(db, write),
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
        db.prepare(
          `DELETE FROM posts WHERE (target_kind = 'user' AND target_id = ?1)
           OR (purpose = 'follow' AND EXISTS (SELECT 1 FROM json_each(mentions) WHERE value = ?1))`,
        ).run(userId)
        for (const schedule of daily.schedules().filter(({ setBy }) => setBy === userId)) {
          daily.putSchedule(scheduleSchema.parse({ ...schedule, setBy: undefined }))
        }
        forgetInTeam(userId)
        return before
      }),
    backup: (file) => writeBackup(db, file),
    close() {
      try {
        // Whoever copies the file after a stop finds everything in it; another program at work is not waited for.
        db.exec('PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(TRUNCATE)')
      } catch {
        // Nothing is lost: the next start takes the log over.
      }
      answers.close()
      db.close()
    },
  }
}

function papersOver(db: Database.Database) {
  const put = db.prepare(
    `INSERT INTO papers (id, json, change) VALUES (?, ?, (SELECT coalesce(max(change), 0) + 1 FROM papers))
     ON CONFLICT (id) DO UPDATE SET json = excluded.json, change = excluded.change`,
  )
  const changed = db.prepare('SELECT json, change FROM papers WHERE change > ? ORDER BY change LIMIT ?')
  const lastChange = db.prepare('SELECT coalesce(max(change), 0) AS change FROM papers')
  const changedAsKept = db.prepare('SELECT id, json, change FROM papers WHERE change > ? ORDER BY change LIMIT ?')
  const countAll = db.prepare('SELECT count(*) AS count FROM papers')
  const last = db.prepare('SELECT change, json FROM papers WHERE change > 0 ORDER BY change DESC LIMIT 1')
  const at = db.prepare('SELECT change, json FROM papers WHERE change = ?')
  const markOf = (row: unknown) => {
    const { change, json } = markedRow.parse(row)
    return `${change} ${textHash(json)}`
  }
  function* partsAfter(change: number) {
    for (let after = change; ; ) {
      const rows = changedAsKept.all(after, PART) as (PaperJson & { change: number })[]
      if (rows.length === 0) return
      yield rows
      after = rows.at(-1)?.change ?? after
    }
  }
  const all = db.prepare('SELECT json FROM papers ORDER BY rowid')
  const one = db.prepare('SELECT json FROM papers WHERE id = ?')
  // One question for many papers: the driver takes 0.1 ms for each question.
  const some = db.prepare('SELECT id, json FROM papers WHERE id IN (SELECT value FROM json_each(?))')
  const part = db.prepare('SELECT rowid AS number, id, json FROM papers WHERE rowid > ? ORDER BY rowid LIMIT ?')
  const keepText = db.prepare('INSERT OR IGNORE INTO old_texts VALUES (?, ?, ?, ?)')
  const oldText = db.prepare('SELECT text FROM old_texts WHERE paper_id = ? AND field = ? AND hash = ?')
  const addUnmatched = db.prepare('INSERT INTO unmatched (paper_id) SELECT ? WHERE EXISTS (SELECT 1 FROM follows)')
  return {
    all: () => all.all().map(paperIn),
    one(id: string) {
      const row = one.get(id)
      return row === undefined ? undefined : paperIn(row)
    },
    asKept: (ids: readonly string[]) => some.all(JSON.stringify(ids)) as PaperJson[],
    *parts() {
      let after = 0
      for (;;) {
        const rows = part.all(after, PART) as (PaperJson & { number: number })[]
        if (rows.length === 0) return
        yield rows
        after = rows.at(-1)?.number ?? after
      }
    },
    changedSince(since: number, limit: number) {
      const rows = changed.all(since, limit)
      return { papers: rows.map(paperIn), change: changeRow.parse(rows.at(-1) ?? { change: since }).change }
    },
    lastChange: () => changeRow.parse(lastChange.get()).change,
    count: () => countRow.parse(countAll.get()).count,
    /** The last change and the paper it put, so that another file's changes are not taken for this one's. */
    mark() {
      const row = last.get()
      if (row !== undefined) return markOf(row)
      return countRow.parse(countAll.get()).count === 0 ? NO_PAPERS : undefined
    },
    after(mark: string) {
      if (mark === NO_PAPERS) return partsAfter(0)
      const change = Number.parseInt(mark, 10)
      const row = Number.isNaN(change) ? undefined : at.get(change)
      return row !== undefined && markOf(row) === mark ? partsAfter(change) : undefined
    },
    put(papers: readonly Paper[], replaced: readonly Paper[]) {
      const given = new Map(papers.map((paper) => [paper.id, paper]))
      for (const before of replaced)
        for (const field of ['title', 'abstract'] as const)
          if (before[field] !== given.get(before.id)?.[field])
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

// Texts in memory at once while all are looked at, about 1 MB.
const PART = 500
// Before any paper was put.
const NO_PAPERS = '0'

const changeRow = z.object({ change: z.number() })
const markedRow = z.object({ change: z.number(), json: z.string() })

function paperIn(row: unknown): Paper {
  try {
    return paperSchema.parse(JSON.parse(jsonRow.parse(row).json))
  } catch (cause) {
    throw damaged('verbatim.db', 'a paper in it cannot be read', cause)
  }
}

// What somebody saved stays as long as it is saved.
const TOO_OLD = `
  SELECT id FROM answers WHERE number <= (SELECT max(number) FROM answers) - ?
  AND NOT EXISTS (SELECT 1 FROM saved WHERE item_id = answers.id AND kind = 'answer')`

function answersOver(answers: Database.Database): Pick<Store, 'answer' | 'putAnswer'> {
  const get = answers.prepare('SELECT json FROM answers WHERE id = ?')
  const add = answers.prepare('INSERT OR REPLACE INTO answers (id, json) VALUES (?, ?)')
  const drop = answers.prepare(`DELETE FROM answers WHERE id IN (${TOO_OLD})`)
  const dropAskers = answers.prepare(`DELETE FROM askers WHERE answer_id IN (${TOO_OLD})`)
  const addAsker = answers.prepare('INSERT OR IGNORE INTO askers VALUES (?, ?)')
  const answer = (id: string) => {
    const row = get.get(id) as { json: string } | undefined
    return row && recordIn(row.json)
  }
  const write = writing(answers)
  return {
    answer,
    putAnswer(record, askedBy) {
      // The id follows from the question and what it was asked of: the same id is the same answer.
      const isKnown = answer(record.id) !== undefined
      if (isKnown && askedBy === undefined) return
      write(() => {
        if (!isKnown) {
          add.run(record.id, JSON.stringify(record))
          dropAskers.run(ANSWERS_KEPT)
          drop.run(ANSWERS_KEPT)
        }
        if (askedBy !== undefined) addAsker.run(record.id, askedBy)
      })
    },
  }
}

/** A record of another version of the bot, or a damaged one, which cannot be read any more, is as good as none. */
function recordIn(json: string): AnswerRecord | undefined {
  try {
    return answerRecordSchema.safeParse(JSON.parse(json)).data
  } catch {
    return undefined
  }
}
