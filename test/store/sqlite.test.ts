import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { UserError } from '../../src/errors.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import { type StoreUnderTest, storeContract } from '../contracts/store.ts'
import { teamContract } from '../contracts/team.ts'

const tellNobody = () => {}

function open(): StoreUnderTest {
  const folder = mkdtempSync(join(tmpdir(), 'verbatim-'))
  const home = join(folder, 'home')
  let current = openSqliteStore(home, tellNobody)
  return {
    store: current,
    reopen() {
      current.close()
      current = openSqliteStore(home, tellNobody)
      return current
    },
    openBackup(file) {
      const other = join(folder, 'other')
      mkdirSync(other)
      renameSync(file, join(other, 'verbatim.db'))
      return openSqliteStore(other, tellNobody)
    },
    folder,
    cleanUp() {
      current.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

storeContract('SQLite', open)
teamContract('SQLite', open)

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'verbatim-'))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

it('names a home that is a file', () => {
  const file = join(home, 'file')
  writeFileSync(file, '')
  expect(() => openSqliteStore(file)).toThrow(UserError)
  expect(() => openSqliteStore(file)).toThrow(file)
})

it('names a home whose database is no database', () => {
  writeFileSync(join(home, 'verbatim.db'), 'not a database, but long enough to be read as one'.repeat(50))
  expect(() => openSqliteStore(home)).toThrow(UserError)
})
