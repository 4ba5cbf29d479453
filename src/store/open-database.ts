import { existsSync, mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import Database from 'libsql'
import { UserError } from '../errors.ts'
import { inTransaction, isBusy, isDamaged, isUnwritable } from '../sqlite.ts'
import { LAYOUT, migrate } from './migrations.ts'

/** Two connections to one file: what was accepted, and what was answered, which must not wait for the disk. */
export interface Connections {
  db: Database.Database
  answers: Database.Database
}

/**
 * Opens (or makes) `verbatim.db` in `home`, looks whether it is sound and brings it to the present layout. On a disk that
 * is full or read-only it is opened all the same, as it is, and `onUnwritable` is told why. Throws UserError when the
 * folder cannot be used, or the file is damaged or of a newer version.
 */
export function openDatabase(home: string, onUnwritable: (why: string) => void): Connections {
  const file = join(home, 'verbatim.db')
  try {
    const { connections, trouble } = opened(file)
    if (trouble !== undefined) {
      onUnwritable(
        `VERBATIM_HOME=${home} cannot be written (${reasonOf(trouble)}). Questions are answered, but nothing is saved: make room or give the right to write, then start the bot again.`,
      )
    }
    return connections
  } catch (cause) {
    if (cause instanceof UserError) throw cause
    if (isDamaged(cause)) throw damaged(file, reasonOf(cause), cause)
    throw new UserError(
      'home_unusable',
      `VERBATIM_HOME=${home} cannot be used (${reasonOf(cause)}): make room there, or choose a folder that can be written.`,
      { cause },
    )
  }
}

export function damaged(file: string, reason: string, cause?: unknown): UserError {
  // A log left beside a backup would be taken over into it, page by page.
  return new UserError(
    'home_unusable',
    `${file} is damaged (${reason}): put a backup in its place, and delete verbatim.db-wal and verbatim.db-shm beside it.`,
    { cause },
  )
}

const reasonOf = (cause: unknown) => (cause instanceof Error ? cause.message : String(cause)).replace(/\s+/g, ' ')

function opened(file: string): { connections: Connections; trouble: unknown } {
  try {
    mkdirSync(join(file, '..'), { recursive: true })
    const connections = connected(file, () => writable(file))
    return { connections, trouble: whyUnwritable(connections.db) }
  } catch (trouble) {
    const connections = isUnwritable(trouble) ? asItIs(file) : undefined
    if (!connections) throw trouble
    return { connections, trouble }
  }
}

/** Both connections to a sound file of the present layout, or neither. */
function connected(file: string, open: () => Database.Database): Connections {
  const db = open()
  try {
    const [finding] = db.pragma('quick_check(1)') as { quick_check: string }[]
    if (finding?.quick_check !== 'ok') throw damaged(file, reasonOf(finding?.quick_check))
    migrate(db)
    const answers = open()
    // May lose the last ones when the machine, not the program, dies.
    answers.pragma('synchronous = NORMAL')
    return { db, answers }
  } catch (cause) {
    db.close()
    throw cause
  }
}

function writable(file: string): Database.Database {
  // The driver's own busy timeout is 0: two commands at once would fail with "database is locked".
  const db = new Database(file, { timeout: 5000 })
  db.pragma('journal_mode = WAL')
  // Waits for the disk at every change.
  db.pragma('synchronous = FULL')
  return db
}

/**
 * The file as it lies there, for reading: SQLite makes two more files to read one with a log, which takes room. Nothing
 * if it needs them because its log is not empty, or if it is not of the present layout.
 */
function asItIs(file: string): Connections | undefined {
  const log = `${file}-wal`
  if (!existsSync(file) || (existsSync(log) && statSync(log).size > 0)) return undefined
  try {
    // The driver knows no option for this, but SQLite's addresses.
    return connected(file, () => new Database(`${pathToFileURL(file).href}?immutable=1`))
  } catch (cause) {
    if (isUnwritable(cause)) return undefined
    throw cause
  }
}

/** Why nothing can be written, tried with what is there; undefined when something can, or another program is at it. */
function whyUnwritable(db: Database.Database): unknown {
  try {
    inTransaction(db, () => db.pragma(`user_version = ${LAYOUT}`))
  } catch (cause) {
    if (isUnwritable(cause)) return cause
    if (!isBusy(cause)) throw cause
  }
  return undefined
}
