import { spawn } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'libsql'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { LAYOUT, migrate } from '../../src/store/migrations.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import { bundled } from '../fakes/bundled.ts'
import { type Amount, answerNumber, makeLayout0, paperNumber } from './layout-0.ts'
import { SLOW_STEPS, slowRows } from './slow-steps.ts'

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'verbatim-'))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

const file = (folder: string) => join(folder, 'verbatim.db')
const tables = (db: Database.Database) =>
  (db.prepare(`SELECT sql FROM sqlite_schema ORDER BY name`).all() as { sql: string }[]).map(({ sql }) => sql)
function numberIn(db: Database.Database, sql: string): number {
  return Number((db.prepare(sql).get() as { n: number }).n)
}
const layoutIn = (db: Database.Database) => numberIn(db, 'SELECT user_version AS n FROM pragma_user_version')

it('keeps everything of the first released version', () => {
  makeLayout0(home, { papers: 50, answers: 30 })
  const store = openSqliteStore(home)
  expect(store.papers()).toEqual(Array.from({ length: 50 }, (_, i) => paperNumber(i)))
  for (let i = 0; i < 30; i++) expect(store.answer(`a${i}`)).toEqual(answerNumber(i))
  expect(store.get('registered commands')).toBe('hash')
  store.putAnswer(answerNumber(30), 'ann')
  store.close()
  const again = openSqliteStore(home)
  expect(again.papers()).toHaveLength(50)
  expect(again.kept('ann').answers).toBe(1)
  again.close()
})

it('ends in the same tables whether they were made anew or step by step', () => {
  makeLayout0(home, { papers: 1, answers: 1 })
  const [old, fresh] = [new Database(file(home)), new Database(':memory:')]
  migrate(old)
  migrate(fresh)
  const inOneLine = (db: Database.Database) =>
    tables(db).map((sql) => sql?.replace(/\s+/g, ' ').replace(/ ?([()]) ?/g, '$1'))
  expect(inOneLine(old)).toEqual(inOneLine(fresh))
  expect(layoutIn(old)).toBe(LAYOUT)
  old.close()
  fresh.close()
})

it('leaves a newer layout as it is', () => {
  openSqliteStore(home).close()
  const newer = new Database(file(home))
  newer.exec(`PRAGMA user_version = ${LAYOUT + 1}; PRAGMA wal_checkpoint(TRUNCATE)`)
  newer.close()
  const before = readFileSync(file(home))
  expect(() => openSqliteStore(home)).toThrow(expect.objectContaining({ code: 'newer_database' }))
  expect(readFileSync(file(home)).equals(before)).toBe(true)
  expect(() => openSqliteStore(home)).toThrow(`layout ${LAYOUT + 1}`)
})

it('makes a step whole or not at all', () => {
  const db = new Database(file(home))
  const steps = [
    'CREATE TABLE a (x) STRICT',
    'CREATE TABLE b (x TEXT) STRICT',
    'CREATE TABLE c (x TEXT) STRICT; BROKEN',
  ]
  expect(() => migrate(db, steps)).toThrow()
  expect([layoutIn(db), tables(db)]).toEqual([0, []])
  steps[0] = 'CREATE TABLE a (x TEXT) STRICT'
  expect(() => migrate(db, steps)).toThrow()
  expect([layoutIn(db), tables(db).length]).toEqual([2, 2])
  migrate(db, [...steps.slice(0, 2), 'CREATE TABLE c (x TEXT) STRICT'])
  expect([layoutIn(db), tables(db).length]).toEqual([3, 3])
  db.close()
})

const KILLS = Number(process.env.KILLS ?? 8)
const AMOUNT: Amount = { papers: 2000, answers: 2000 }
// From the opening to the last step; a machine under load takes longer, and is killed earlier in it.
const WINDOW_MS = 30

it(
  'loses nothing when it is killed at any moment of a migration',
  async () => {
    const child = await bundled(join(import.meta.dirname, 'migrate-child.ts'))
    const [first, second] = [join(home, 'first'), join(home, 'second')]
    makeLayout0(first, AMOUNT)
    const killedAt: Record<string, number> = {}
    for (let kill = 0; kill < KILLS; kill++) {
      rmSync(second, { recursive: true, force: true })
      mkdirSync(second)
      copyFileSync(file(first), file(second))
      // Spread evenly, with some chance in it.
      const isDone = await runAndKill(child.file, file(second), ((kill + Math.random()) / KILLS) * WINDOW_MS)
      const db = new Database(file(second))
      const layout = layoutIn(db)
      const where = isDone ? 'after the end' : `layout ${layout}`
      killedAt[where] = (killedAt[where] ?? 0) + 1
      expectWhole(db, layout)
      migrate(db, SLOW_STEPS)
      expectWhole(db, SLOW_STEPS.length)
      db.close()
    }
    child.remove()
    if (process.env.KILLS) console.log(killedAt)
    expect(Object.values(killedAt).reduce((sum, each) => sum + each, 0)).toBe(KILLS)
  },
  60_000 + KILLS * 1000,
)

/** Kills the child some time after it began; tells whether it had come to its end. */
async function runAndKill(program: string, database: string, afterMs: number): Promise<boolean> {
  const child = spawn(process.execPath, [program, database], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  let said = ''
  const begun = new Promise<void>((resolve) => {
    child.stdout.on('data', (text) => {
      said += text
      resolve()
    })
  })
  await Promise.race([begun, ended])
  await sleep(afterMs)
  child.kill('SIGKILL')
  await ended
  expect(said).toContain('opening')
  return said.includes('migrated')
}

function expectWhole(db: Database.Database, layout: number): void {
  expect(db.pragma('quick_check')).toMatchObject([{ quick_check: 'ok' }])
  expect(layoutIn(db)).toBe(layout)
  expect(numberIn(db, 'SELECT count(*) AS n FROM papers')).toBe(AMOUNT.papers)
  expect(numberIn(db, 'SELECT count(*) AS n FROM answers')).toBe(AMOUNT.answers)
  expect(numberIn(db, 'SELECT count(*) AS n FROM settings')).toBe(1)
  const made = tables(db).join('\n')
  expect(made.includes('TABLE matches')).toBe(layout >= 2)
  expect(made.includes('TABLE votes')).toBe(layout >= 3)
  expect(made.includes('INDEX papers_by_change')).toBe(layout >= LAYOUT)
  for (const table of ['one', 'two'] as const) {
    const rows = slowRows(layout, table)
    expect(made.includes(`TABLE ${table} `)).toBe(rows > 0)
    if (rows > 0) expect(numberIn(db, `SELECT count(*) AS n FROM ${table}`)).toBe(rows)
    const touched = numberIn(db, `SELECT count(*) AS n FROM papers WHERE json_extract(json, '$.${table}') = 1`)
    expect(touched).toBe(rows > 0 ? AMOUNT.papers : 0)
  }
}
