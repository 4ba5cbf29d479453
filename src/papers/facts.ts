import { hash } from 'node:crypto'
import { inTransaction, type SqliteDatabase } from '../sqlite.ts'
import { linkKey, pagesOf } from './addresses.ts'
import { plainAuthors, plainName } from './authors.ts'
import { namesPrinted, type TitleName } from './names.ts'
import { type Paper, paperSchema } from './paper.ts'
import type { KnownText, PaperJson, Texts } from './texts.ts'
import { NO_TEXTS, textsHash, withText } from './texts-hash.ts'

// A name that many titles share ("LLM") names none of them.
const MOST_NAMED = 2
// Rows read at once.
const PART = 2000

/** Told of papers by their numbers, within the transaction that changes them. */
interface Listener {
  /** A text is new or another one. */
  changed(number: number): void
  gone(number: number): void
}

/** Which papers are asked for by their years, those of a year in the order of their ids; of `ids` only, if given. */
export interface Dated {
  since?: number
  until?: number
  isNewest: boolean
  ids?: readonly string[] | undefined
  limit: number
}

/**
 * What is known of each paper without its text, in tables (`makeDerivedTables`) that can always be made again: how it is
 * called, where it is, and which texts it has.
 */
export function createFacts(db: SqliteDatabase, listener: Listener) {
  const getState = db.prepare('SELECT value FROM facts_state WHERE key = ?')
  const setState = db.prepare('INSERT OR REPLACE INTO facts_state VALUES (?, ?)')
  const known = db.prepare(
    'SELECT number, id, json_hash, texts_hash FROM facts WHERE id IN (SELECT value FROM json_each(?))',
  )
  const put = db.prepare(
    `INSERT INTO facts (id, json_hash, texts_hash, title, year, authors) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET
       json_hash = excluded.json_hash, texts_hash = excluded.texts_hash, title = excluded.title, year = excluded.year,
       authors = excluded.authors
     RETURNING number`,
  )
  const drop = db.prepare('DELETE FROM facts WHERE number = ?')
  const putName = db.prepare('INSERT OR IGNORE INTO title_names VALUES (?, ?, ?)')
  const dropNames = db.prepare('DELETE FROM title_names WHERE paper = ?')
  const putAddress = db.prepare('INSERT OR IGNORE INTO addresses VALUES (?, ?)')
  const dropAddresses = db.prepare('DELETE FROM addresses WHERE paper = ?')
  const count = db.prepare('SELECT count(*) AS papers FROM facts')
  const part = db.prepare('SELECT number, id, texts_hash AS hash FROM facts WHERE number > ? ORDER BY number LIMIT ?')
  const named = db.prepare(
    `SELECT facts.id, names.name, names.printed FROM json_each(?) AS asked
     JOIN title_names AS names ON names.name = asked.value JOIN facts ON facts.number = names.paper
     WHERE (SELECT count(*) FROM (SELECT 1 FROM title_names AS same WHERE same.name = asked.value LIMIT ${MOST_NAMED + 1}))
       <= ${MOST_NAMED}
     ORDER BY asked.key, facts.number`,
  )
  const addressed = db.prepare(
    `SELECT facts.id FROM addresses JOIN facts ON facts.number = addresses.paper
     WHERE address = ? ORDER BY facts.number DESC LIMIT 1`,
  )
  const spaced = db.prepare(
    `SELECT id FROM (SELECT id, row_number() OVER (ORDER BY number) - 1 AS place FROM facts)
     WHERE place % ? = 0 ORDER BY place`,
  )
  const newest = db.prepare(
    `SELECT id FROM facts WHERE id NOT IN (SELECT value FROM json_each(?)) ORDER BY year DESC, id DESC LIMIT ?`,
  )
  const byAuthor = db.prepare("SELECT id FROM facts WHERE instr(authors, ' ' || ? || ' ') > 0 ORDER BY number")
  const dated = (order: 'ASC' | 'DESC') =>
    db.prepare(
      `SELECT id FROM facts WHERE year BETWEEN max(1, ?1) AND ?2 AND (?3 IS NULL OR id IN (SELECT value FROM json_each(?3)))
       ORDER BY year ${order}, id ${order} LIMIT ?4`,
    )
  const [oldestFirst, newestFirst] = [dated('ASC'), dated('DESC')]
  const titled = db.prepare('SELECT id FROM facts WHERE instr(title, ?) = 1 ORDER BY number')
  const idsIn = (rows: unknown[]) => (rows as { id: string }[]).map(({ id }) => id)
  const size = () => (count.get() as { papers: number }).papers
  const version = () => (getState.get('texts') as { value: string } | undefined)?.value ?? NO_TEXTS
  const knownOf = (ids: readonly string[]) => {
    const rows = known.all(JSON.stringify(ids)) as KnownRow[]
    return new Map(rows.map((row) => [row.id, row]))
  }

  function forget({ number, id, texts_hash }: KnownRow, texts: string): string {
    dropNames.run(number)
    dropAddresses.run(number)
    drop.run(number)
    listener.gone(number)
    return withText(texts, id, texts_hash)
  }
  function take(papers: readonly (readonly [Paper, string])[]) {
    inTransaction(db, () => {
      const before = knownOf(papers.map(([{ id }]) => id))
      let texts = version()
      for (const [paper, jsonHash] of papers) {
        const earlier = before.get(paper.id)
        // Another program may have taken it.
        if (earlier?.json_hash === jsonHash) continue
        const ownHash = textsHash(paper)
        const { id, title, year = 0, authors = '' } = paper
        const row = put.get(id, jsonHash, ownHash, title.toLowerCase(), year, plainAuthors(authors))
        const { number } = row as { number: number }
        if (earlier) {
          dropNames.run(number)
          dropAddresses.run(number)
          texts = withText(texts, paper.id, earlier.texts_hash)
        }
        if (earlier?.texts_hash !== ownHash) listener.changed(number)
        for (const { name, printed } of namesPrinted(paper.title)) putName.run(name, number, printed)
        for (const link of pagesOf(paper)) putAddress.run(linkKey(link), number)
        texts = withText(texts, paper.id, ownHash)
        before.set(paper.id, { number, id: paper.id, json_hash: jsonHash, texts_hash: ownHash })
      }
      setState.run('texts', texts)
    })
  }
  function* parts(): Generator<KnownText[]> {
    let after = -1
    for (;;) {
      const rows = part.all(after, PART) as (KnownText & { number: number })[]
      if (rows.length === 0) return
      yield rows
      after = rows.at(-1)?.number ?? after
    }
  }
  /** Takes in those that are new here or others than before. */
  function takeChanged(papers: readonly PaperJson[]) {
    const hashes = knownOf(papers.map(({ id }) => id))
    const changed = papers
      .map((each) => ({ ...each, jsonHash: jsonHashOf(each.json) }))
      .filter(({ id, jsonHash }) => hashes.get(id)?.json_hash !== jsonHash)
    if (changed.length > 0) take(changed.map(({ json, jsonHash }) => [paperSchema.parse(JSON.parse(json)), jsonHash]))
  }
  function takeAll(texts: Iterable<readonly PaperJson[]>) {
    db.exec('CREATE TEMP TABLE IF NOT EXISTS present (id TEXT PRIMARY KEY) WITHOUT ROWID; DELETE FROM present')
    const present = db.prepare('INSERT OR IGNORE INTO present SELECT value FROM json_each(?)')
    for (const papers of texts) {
      takeChanged(papers)
      present.run(JSON.stringify(papers.map(({ id }) => id)))
    }
    const gone = db.prepare(
      'SELECT number, id, json_hash, texts_hash FROM facts WHERE id NOT IN (SELECT id FROM present)',
    )
    inTransaction(db, () => {
      const rows = gone.all() as KnownRow[]
      if (rows.length > 0)
        setState.run(
          'texts',
          rows.reduce((texts, row) => forget(row, texts), version()),
        )
      db.exec('DROP TABLE present')
    })
  }
  /** That the tables hold all papers there were at a mark. */
  function note(mark: string | undefined) {
    if (mark !== undefined) setState.run('mark', mark)
  }
  return {
    /** Brings the tables to the papers there are: reads those put since the last time, or all where that is not known. */
    bringTo(texts: Texts) {
      // Before they are read: what comes meanwhile is read again the next time.
      const mark = texts.mark()
      const before = getState.get('mark') as { value: string } | undefined
      const later = before && texts.after(before.value)
      for (const papers of later ?? []) takeChanged(papers)
      // One that is gone leaves one too many.
      if (!later || size() !== texts.size()) takeAll(texts.parts())
      note(mark)
    },
    note,
    take: (papers: readonly Paper[]) => take(papers.map((paper) => [paper, jsonHashOf(JSON.stringify(paper))])),
    size,
    /** Names all texts, whatever the order they came in. */
    version,
    parts,
    /** The papers whose titles give their work one of these names, in lower case, which no third one shares. */
    named: (names: readonly string[]) => named.all(JSON.stringify(names)) as (TitleName & { id: string })[],
    addressed: (link: string) => (addressed.get(linkKey(link)) as { id: string } | undefined)?.id,
    /** Every so many-th paper. */
    spaced: (step: number) => idsIn(spaced.all(step)),
    newest: (limit: number, besides: Iterable<string>) => idsIn(newest.all(JSON.stringify([...besides]), limit)),
    byAuthor: (name: string) => (plainName(name) === '' ? [] : idsIn(byAuthor.all(plainName(name)))),
    dated({ since = 0, until = 9999, isNewest, ids, limit }: Dated) {
      const only = ids === undefined ? null : JSON.stringify(ids)
      return idsIn((isNewest ? newestFirst : oldestFirst).all(since, until, only, limit))
    },
    /** Papers whose titles begin so, in any case. */
    titled: (beginning: string) => idsIn(titled.all(beginning.toLowerCase())),
    /** Papers that hold at least half of some words in their titles: those that begin with `start`, then those with most. */
    titlesLike(words: readonly string[], start: string, limit: number): string[] {
      const hits = words.length > 0 ? words.map(() => '(instr(title, ?) > 0)').join(' + ') : '0'
      const rows = db
        .prepare(
          `SELECT id, ${hits} AS hits FROM facts WHERE hits >= ? ORDER BY instr(title, ?) = 1 DESC, hits DESC, number LIMIT ?`,
        )
        .all(...words, words.length === 0 ? 0 : Math.max(1, words.length / 2), start, limit)
      return idsIn(rows)
    },
  }
}

interface KnownRow {
  number: number
  id: string
  json_hash: string
  texts_hash: string
}

const jsonHashOf = (json: string) => hash('sha256', json, 'base64url').slice(0, 22)
