import type Database from 'libsql'
import { z } from 'zod'
import type { Changes } from '../papers/library.ts'
import { type Paper, paperSchema, textHash } from '../papers/paper.ts'
import type { Staged } from './store.ts'

// Papers in memory together.
const PART = 200

const lastRow = z.object({ change: z.number() })

/** Papers that wait, in a temporary file, to be put among the others all at once; one such heap at a time. */
export function stagedOver(db: Database.Database, write: <T>(work: () => T) => T): Staged {
  const drop = 'DROP TABLE IF EXISTS temp.staged; DROP TABLE IF EXISTS temp.staged_texts;'
  db.exec(`${drop}
    CREATE TEMP TABLE staged (number INTEGER PRIMARY KEY, id TEXT NOT NULL, json TEXT NOT NULL, before TEXT);
    CREATE TEMP TABLE staged_texts (paper_id TEXT, field TEXT, hash TEXT, text TEXT)`)
  const stage = db.prepare('INSERT INTO temp.staged (id, json, before) VALUES (?, ?, ?)')
  const stageText = db.prepare('INSERT INTO temp.staged_texts VALUES (?, ?, ?, ?)')
  const part = db.prepare('SELECT number, json, before FROM temp.staged WHERE number > ? ORDER BY number LIMIT ?')
  return {
    add({ added, updated, replaced }: Changes) {
      for (const paper of added) stage.run(paper.id, JSON.stringify(paper), null)
      for (const [at, paper] of updated.entries()) {
        const before = replaced[at]
        stage.run(paper.id, JSON.stringify(paper), before ? JSON.stringify(before) : null)
        for (const [field, text] of changedTexts(paper, before)) stageText.run(paper.id, field, textHash(text), text)
      }
    },
    keep: () =>
      write(() => {
        const { change } = lastRow.parse(db.prepare('SELECT coalesce(max(change), 0) AS change FROM papers').get())
        db.exec('INSERT OR IGNORE INTO old_texts SELECT * FROM temp.staged_texts')
        db.prepare(
          `INSERT INTO papers (id, json, change) SELECT id, json, ? + number FROM temp.staged WHERE true ORDER BY number
           ON CONFLICT (id) DO UPDATE SET json = excluded.json, change = excluded.change`,
        ).run(change)
        db.exec(
          `INSERT INTO unmatched (paper_id) SELECT id FROM temp.staged
           WHERE before IS NULL AND EXISTS (SELECT 1 FROM follows) ORDER BY number`,
        )
      }),
    *parts() {
      let after = 0
      for (;;) {
        const rows = part.all(after, PART) as { number: number; json: string; before: string | null }[]
        if (rows.length === 0) return
        const papers = rows.map(({ json }) => paperSchema.parse(JSON.parse(json)))
        const replaced = rows.flatMap(({ before }) => (before === null ? [] : [paperSchema.parse(JSON.parse(before))]))
        yield { papers, replaced }
        after = rows.at(-1)?.number ?? after
      }
    },
    drop: () => void db.exec(drop),
  }
}

function changedTexts(paper: Paper, before: Paper | undefined): [field: string, text: string][] {
  if (!before) return []
  return (['title', 'abstract'] as const).flatMap((field): [string, string][] =>
    before[field] === paper[field] ? [] : [[field, before[field]]],
  )
}
