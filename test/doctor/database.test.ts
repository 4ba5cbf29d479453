import { mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'
import { expect, it } from 'vitest'
import { databaseFindings } from '../../src/doctor/database.ts'
import { examineDatabase } from '../../src/store/examine.ts'
import { LAYOUT } from '../../src/store/migrations.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import { answerNumber, makeLayout0, paperNumber } from '../store/layout-0.ts'
import { inFolder } from './in-folder.ts'

const home = inFolder()
const file = () => join(home(), 'verbatim.db')
const look = () => databaseFindings(home(), examineDatabase(home()))

function filled(paused?: string) {
  const store = openSqliteStore(home())
  store.putPapers(Array.from({ length: 60 }, (_, i) => paperNumber(i)))
  store.putAnswer(answerNumber(0), 'ann')
  store.putSchedule({
    channelId: '77',
    guildId: '1',
    timetable: { time: '09:00', zone: 'Europe/Berlin', weekdays: [1] },
    papers: 3,
    prefer: [],
    exclude: [],
    whenEmpty: 'say why',
    nextAt: 0,
    ...(paused !== undefined && { paused }),
  })
  return store
}

it('says that a missing one is made', () => {
  expect(look()).toMatchObject([{ status: 'good', says: expect.stringContaining('made at the first start') }])
})

it('counts what is in a sound one, and leaves every file as it was', () => {
  filled().close()
  const before = readFileSync(file())
  const names = readdirSync(home())
  expect(look()).toEqual([
    {
      what: 'database',
      status: 'good',
      says: 'it is sound: 60 papers added, 1 answer, 1 schedule, 0 follows, 0 posts waiting',
    },
  ])
  expect(readFileSync(file()).equals(before)).toBe(true)
  expect(readdirSync(home())).toEqual(names)
})

it('reads one that the bot is writing to, with what is in its log only', () => {
  const store = filled()
  try {
    expect(look()).toMatchObject([{ status: 'good', says: expect.stringContaining('60 papers') }])
    store.putPapers([paperNumber(60)])
    expect(look()).toMatchObject([{ says: expect.stringContaining('61 papers') }])
  } finally {
    store.close()
  }
})

it('names schedules that are paused, with their reason', () => {
  filled('the channel is gone').close()
  expect(look()[1]).toMatchObject({
    status: 'warning',
    says: 'the daily posts in channel 77 are paused: the channel is gone',
    mend: expect.stringContaining('/daily resume'),
  })
})

it('takes an older layout to be good, and lets it be', () => {
  makeLayout0(home(), { papers: 2, answers: 1 })
  expect(look()).toMatchObject([
    { status: 'good', says: expect.stringMatching(/2 papers added, 1 answer, .* next start$/) },
  ])
  const db = new Database(file())
  expect(db.prepare('PRAGMA user_version').get()).toMatchObject({ user_version: 0 })
  db.close()
})

it('finds a newer layout bad', () => {
  filled().close()
  const db = new Database(file())
  db.exec(`PRAGMA user_version = ${LAYOUT + 1}; PRAGMA wal_checkpoint(TRUNCATE)`)
  db.close()
  expect(look()).toMatchObject([{ status: 'bad', mend: 'update the bot' }])
})

it('finds one that was cut off damaged, and names the newest backup', () => {
  filled().close()
  truncateSync(file(), readFileSync(file()).length - 3 * 4096)
  mkdirSync(join(home(), 'backups'))
  for (const day of [27, 28]) writeFileSync(join(home(), 'backups', `verbatim-202611${day}090000.db`), '')
  expect(look()).toMatchObject([
    {
      status: 'bad',
      says: expect.stringContaining('is damaged'),
      mend: expect.stringMatching(/verbatim-20261128090000\.db, in its place, and delete verbatim\.db-wal/),
    },
  ])
})

it('finds a file that is no database damaged', () => {
  writeFileSync(file(), 'not a database, but a page of words '.repeat(200))
  expect(look()).toMatchObject([{ status: 'bad', says: expect.stringContaining('is damaged') }])
})

it('finds a folder in its place unreadable', () => {
  mkdirSync(file())
  expect(look()).toMatchObject([{ status: 'bad', says: expect.stringContaining('cannot be read') }])
})
