import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import type Database from 'libsql'
import { UserError } from '../errors.ts'

/** Writes a copy of the whole database into a new file, which has its name only once it is whole and on the disk. */
export function writeBackup(db: Database.Database, file: string): void {
  if (existsSync(file)) throw new UserError('file_exists', `${file} is there already: name another file.`)
  const part = `${file}.part`
  try {
    mkdirSync(dirname(file), { recursive: true })
    rmSync(part, { force: true })
    db.prepare('VACUUM INTO ?').run(part)
    const copy = openSync(part, 'r+')
    fsyncSync(copy)
    closeSync(copy)
    renameSync(part, file)
  } catch (cause) {
    if (existsSync(part)) rmSync(part)
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new UserError(
      'backup_failed',
      `${file} cannot be written (${reason}): name a file where there is room and that may be written.`,
      { cause },
    )
  }
}
