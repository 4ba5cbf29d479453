import Database from 'libsql'

export type SqliteDatabase = Database.Database

/** A database that is gone when it is closed. */
export function databaseInMemory(): SqliteDatabase {
  return new Database(':memory:')
}

/**
 * Runs work as one transaction, inside the one under way if there is one. The driver's own hides a full disk: SQLite has
 * rolled back by itself by then, and "cannot rollback" is thrown in the place of the cause.
 */
export function inTransaction<T>(db: SqliteDatabase, work: () => T): T {
  if (db.inTransaction) return work()
  db.exec('BEGIN IMMEDIATE')
  try {
    const result = work()
    db.exec('COMMIT')
    return result
  } catch (cause) {
    if (db.inTransaction) db.exec('ROLLBACK')
    throw cause
  }
}

// SQLite's own numbers: the lowest byte tells the kind, and the driver has names for some of the others only.
const REFUSED = ['ENOSPC', 'EROFS', 'EACCES', 'EPERM', 'EDQUOT']
const KINDS = { busy: [5], damaged: [11, 26], unwritable: [8, 10, 13, 14] }

/** Whether another program was writing for longer than is waited. */
export const isBusy = (cause: unknown) => KINDS.busy.includes(kindOf(cause))
/** Whether the file is no database, or one that was damaged. */
export const isDamaged = (cause: unknown) => KINDS.damaged.includes(kindOf(cause))
/** Whether the disk, its folder or the file is full or read-only. */
export const isUnwritable = (cause: unknown) => KINDS.unwritable.includes(kindOf(cause)) || isRefused(cause)

/** What the file system says to a folder that cannot be made. */
function isRefused(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && REFUSED.includes(String(cause.code))
}

function kindOf(cause: unknown): number {
  return cause instanceof Error && 'rawCode' in cause ? Number(cause.rawCode) & 0xff : 0
}
