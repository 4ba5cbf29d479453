import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'

/** How many papers and answers a database of layout 0 is made with. */
export interface Amount {
  papers: number
  answers: number
}

export const paperNumber = (i: number) => ({
  id: `p${i}`,
  title: `Paper ${i}`,
  abstract: `Paper ${i} reaches ${i}.5%. `.repeat(10),
  url: `https://example.org/${i}`,
  links: {},
  source: 'test',
})

export const answerNumber = (i: number) => ({
  id: `a${i}`,
  command: 'ask',
  question: `question ${i}`,
  options: {},
  isAnswered: true,
  indexVersion: 'v',
  model: 'm',
  papers: [`p${i}`],
  quotes: [],
})

/** A home as the first released version left it: three tables, no layout noted. */
export function makeLayout0(home: string, { papers, answers }: Amount): void {
  mkdirSync(home, { recursive: true })
  const db = new Database(join(home, 'verbatim.db'))
  db.pragma('journal_mode = WAL')
  db.exec(`CREATE TABLE papers (id TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT;
           CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
           CREATE TABLE answers (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, json TEXT NOT NULL) STRICT`)
  db.exec('BEGIN')
  const addPaper = db.prepare('INSERT INTO papers VALUES (?, ?)')
  for (let i = 0; i < papers; i++) addPaper.run(`p${i}`, JSON.stringify(paperNumber(i)))
  const addAnswer = db.prepare('INSERT INTO answers (id, json) VALUES (?, ?)')
  for (let i = 0; i < answers; i++) addAnswer.run(`a${i}`, JSON.stringify(answerNumber(i)))
  db.exec(`INSERT INTO settings VALUES ('registered commands', 'hash'); COMMIT; PRAGMA wal_checkpoint(TRUNCATE)`)
  db.close()
}
