import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { UserError } from '../../src/errors.ts'
import type { Paper } from '../../src/papers/paper.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'verbatim-'))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

const paper: Paper = { id: 'p', title: 'T', abstract: 'A.', url: '', links: {}, source: 'test' }

it('gives papers and settings back after it is opened again', () => {
  const first = openSqliteStore(home)
  first.putPapers([paper])
  first.putPapers([{ ...paper, abstract: 'B.' }])
  first.set('key', 'value')
  first.close()
  const second = openSqliteStore(home)
  expect(second.papers()).toEqual([{ ...paper, abstract: 'B.' }])
  expect(second.get('key')).toBe('value')
  expect(second.get('other')).toBeUndefined()
  second.close()
})

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

it('keeps answers over a restart, the newest ten thousand', () => {
  const first = openSqliteStore(home)
  const record = (id: string) => ({
    id,
    command: 'ask',
    question: 'how fast?',
    isAnswered: true,
    options: { question: 'how fast?' },
    indexVersion: 'v',
    model: 'm',
    papers: ['p'],
    quotes: [{ paperId: 'p', textHash: 'h', field: 'abstract' as const, start: 0, end: 2 }],
  })
  for (let i = 0; i < 10_003; i++) first.putAnswer(record(`a${i}`))
  first.putAnswer(record('a10002'))
  first.close()
  const second = openSqliteStore(home)
  expect(second.answer('a10002')).toEqual(record('a10002'))
  expect(second.answer('a3')).toEqual(record('a3'))
  expect(second.answer('a2')).toBeUndefined()
  second.close()
})
