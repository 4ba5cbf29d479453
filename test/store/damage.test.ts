import { closeSync, copyFileSync, fstatSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { UserError } from '../../src/errors.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import { answerNumber, paperNumber } from './layout-0.ts'

const PAPERS = 60
const PAGE = 4096
let home: string
let file: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'verbatim-'))
  file = join(home, 'verbatim.db')
  const store = openSqliteStore(home)
  store.putPapers(Array.from({ length: PAPERS }, (_, i) => paperNumber(i)))
  for (let i = 0; i < 20; i++) store.putAnswer(answerNumber(i), 'ann')
  store.close()
  copyFileSync(file, join(home, 'sound'))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

function overwrite(at: number, bytes: Buffer): void {
  rmSync(file)
  copyFileSync(join(home, 'sound'), file)
  const handle = openSync(file, 'r+')
  writeSync(handle, bytes, 0, bytes.length, at)
  closeSync(handle)
}

/** Opens it and reads all there is: `sound`, or the message of the one error that is allowed. */
function read(): string {
  try {
    const store = openSqliteStore(home)
    try {
      store.papers()
      for (let i = 0; i < 20; i++) store.answer(`a${i}`)
      store.kept('ann')
      store.set('key', 'value')
      return 'sound'
    } finally {
      store.close()
      for (const end of ['-wal', '-shm']) rmSync(`${file}${end}`, { force: true })
    }
  } catch (cause) {
    if (cause instanceof UserError && cause.code === 'home_unusable') return cause.message
    throw cause
  }
}

it('a page of a table that was overwritten is named at the start, with the mend', () => {
  const db = new Database(join(home, 'sound'))
  const root = db.prepare(`SELECT rootpage FROM sqlite_schema WHERE name = 'papers'`).get() as { rootpage: number }
  db.close()
  overwrite((root.rootpage - 1) * PAGE, Buffer.alloc(PAGE, 0xa5))
  expect(() => openSqliteStore(home)).toThrow(expect.objectContaining({ code: 'home_unusable' }))
  expect(() => openSqliteStore(home)).toThrow(/verbatim\.db is damaged .*put a backup in its place/)
})

it('every page that is overwritten is either named at the start or not needed', () => {
  const handle = openSync(file, 'r')
  const pages = fstatSync(handle).size / PAGE
  closeSync(handle)
  const found = Array.from({ length: pages }, (_, page) => {
    overwrite(page * PAGE, Buffer.alloc(PAGE, 0xa5))
    return read()
  })
  expect(found.filter((each) => each !== 'sound' && !each.includes('put a backup in its place'))).toEqual([])
  expect(found.filter((each) => each === 'sound')).toEqual([])
})

it('bytes that change anywhere never make it break otherwise', () => {
  const size = readFileSync(file).length
  // A step that is no divisor of a page: heads, cells and texts are all hit.
  for (let at = 1; at < size; at += 2411) {
    overwrite(at, Buffer.from([0, 255, 34, 7, 129]))
    read()
  }
})

it('a file that was cut short is named at the start', () => {
  const whole = readFileSync(file)
  for (const length of [PAGE, PAGE + 100, whole.length - PAGE]) {
    rmSync(file)
    const handle = openSync(file, 'w')
    writeSync(handle, whole, 0, length)
    closeSync(handle)
    expect([length, read()]).toEqual([length, expect.stringContaining('put a backup in its place')])
  }
})

it('a backup in its place mends it', () => {
  const store = openSqliteStore(home)
  store.backup(join(home, 'backup'))
  store.close()
  overwrite(PAGE * 2, Buffer.alloc(PAGE * 5))
  expect(read()).toContain('put a backup in its place')
  for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true })
  copyFileSync(join(home, 'backup'), file)
  const mended = openSqliteStore(home)
  expect(mended.papers()).toHaveLength(PAPERS)
  mended.close()
})
