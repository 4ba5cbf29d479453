import type Database from 'libsql'
import { UserError } from '../errors.ts'
import { inTransaction, isUnwritable } from '../sqlite.ts'

/** Runs work as one transaction; says what to do when nothing can be saved. */
export function writing(db: Database.Database): <T>(work: () => T) => T {
  return (work) => {
    try {
      return inTransaction(db, work)
    } catch (cause) {
      throw isUnwritable(cause) ? diskFull(cause) : cause
    }
  }
}

function diskFull(cause: unknown): UserError {
  return new UserError('disk_full', (say) => say('error.diskFull'), { cause })
}
