import type { Kind, TextClaim } from '../claims/claim.ts'
import { mayMatch, mayMeasure, slack } from '../claims/claim-match.ts'
import type { ClaimWish } from '../claims/claim-wish.ts'
import { claimsIn, sizesInNames } from '../claims/claims.ts'
import { sentences } from '../claims/sentences.ts'
import { inTransaction, type SqliteDatabase } from '../sqlite.ts'
import type { Paper } from './paper.ts'

// Papers whose claims are looked at together.
const PART = 5000

/** How often a name or a unit is reported. */
export interface Reported {
  name: string
  count: number
}

export interface ClaimsOf {
  id: string
  claims: TextClaim[]
}

/**
 * The claims of all papers, in tables (`makeDerivedTables`) that can always be made again, so that a question need not read
 * all texts.
 */
export function createClaimTable(db: SqliteDatabase) {
  const addUnread = db.prepare('INSERT OR IGNORE INTO claims_unread VALUES (?)')
  const dropUnread = db.prepare('DELETE FROM claims_unread WHERE paper = ?')
  const dropRead = db.prepare('DELETE FROM claims_read WHERE paper = ?')
  const dropClaims = db.prepare('DELETE FROM claims WHERE paper = ?')
  const unread = db.prepare(
    'SELECT number, id FROM claims_unread JOIN facts ON facts.number = paper ORDER BY paper LIMIT ?',
  )
  const putRead = db.prepare('INSERT OR REPLACE INTO claims_read VALUES (?, ?, ?)')
  const putForm = db.prepare('INSERT OR IGNORE INTO claim_forms (form) VALUES (?)')
  const formNumber = db.prepare('SELECT number FROM claim_forms WHERE form = ?')
  const putClaim = db.prepare('INSERT OR REPLACE INTO claims VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const totals = db.prepare(
    'SELECT coalesce(sum(sentences), 0) AS sentences, coalesce(sum(claims), 0) AS claims FROM claims_read',
  )
  const forms = db.prepare('SELECT number, form FROM claim_forms')
  const last = db.prepare('SELECT coalesce(max(number), 0) AS number FROM facts')
  const metrics = db.prepare(
    `SELECT metric AS name, count(*) AS count FROM claims WHERE metric IS NOT NULL AND in_name = 0
     GROUP BY metric ORDER BY min(paper * 10000 + place)`,
  )
  const byForm = db.prepare(
    `SELECT claim_forms.form, count(*) AS count FROM claims JOIN claim_forms ON claim_forms.number = claims.form
     WHERE in_name = 0 GROUP BY claims.form ORDER BY min(paper * 10000 + place)`,
  )
  const like = db.prepare(
    `SELECT facts.id, claims.json FROM claims JOIN facts ON facts.number = claims.paper
     WHERE claims.paper > ?1 AND claims.paper <= ?2 AND claims.form IN (SELECT value FROM json_each(?3))
       AND in_name <= ?4 AND is_baseline <= ?5
       AND (?6 IS NULL OR high >= ?6) AND (?7 IS NULL OR low <= ?7)
       AND (?8 IS NULL OR facts.id IN (SELECT value FROM json_each(?8)))
     ORDER BY claims.paper, claims.place`,
  )

  function gone(number: number) {
    for (const drop of [dropUnread, dropRead, dropClaims]) drop.run(number)
  }
  function put(number: number, { abstract }: Paper) {
    gone(number)
    const claims = claimsIn(abstract)
    putRead.run(number, sentences(abstract).length, claims.length)
    const named = sizesInNames(abstract, claims)
    for (const [place, claim] of [...claims, ...named].entries()) {
      const form = formOf(claim)
      putForm.run(form)
      const { number: formed } = formNumber.get(form) as { number: number }
      const { low, high } = reach(claim)
      const inName = Number(place >= claims.length)
      const isBaseline = Number(claim.whose === 'baseline')
      putClaim.run(number, place, inName, formed, isBaseline, low, high, claim.metric ?? null, JSON.stringify(claim))
    }
  }
  return {
    gone,
    changed(number: number) {
      gone(number)
      addUnread.run(number)
    },
    /** Reads the claims of at most `limit` papers whose claims are not read yet; tells of how many. */
    read(limit: number, textsOf: (ids: readonly string[]) => Paper[]): number {
      const rows = unread.all(limit) as { number: number; id: string }[]
      if (rows.length === 0) return 0
      const papers = new Map(textsOf(rows.map(({ id }) => id)).map((paper) => [paper.id, paper]))
      inTransaction(db, () => {
        for (const { number, id } of rows) {
          const paper = papers.get(id)
          if (paper) put(number, paper)
          else gone(number)
        }
      })
      return rows.length
    },
    totals() {
      const row = totals.get() as { sentences: number; claims: number }
      return { sentences: row.sentences, claims: row.claims }
    },
    /** The metrics as printed, each with how often it is reported, in the order they first come. */
    metrics: () => metrics.all() as Reported[],
    units: (): Reported[] =>
      (byForm.all() as { form: string; count: number }[]).flatMap(({ form, count }) =>
        readForm(form).units.flatMap((name) => (name === null ? [] : [{ name, count }])),
      ),
    /**
     * The claims that may satisfy every wish, in the order of their papers; what the words around them say is for the
     * caller to judge. Of papers `ids` only, if given.
     */
    *like(wishes: readonly ClaimWish[], ids?: Iterable<string>): Generator<ClaimsOf[]> {
      const wanted = (forms.all() as { number: number; form: string }[]).flatMap(({ number, form }) => {
        const { kind, units } = readForm(form)
        return wishes.every((wish) => mayMatch(kind, units, wish)) ? [number] : []
      })
      const inNames = Number(wantsSizes(wishes))
      const baselines = Number(wishes.every(({ min, max }) => !min && !max))
      const [least, most] = limits(wishes)
      const only = ids === undefined ? null : JSON.stringify([...ids])
      const { number: end } = last.get() as { number: number }
      for (let at = 0; at < end; at += PART) {
        const asked = [at, at + PART, JSON.stringify(wanted), inNames, baselines, least, most, only]
        const byPaper = new Map<string, TextClaim[]>()
        for (const { id, json } of like.all(...asked) as { id: string; json: string }[]) {
          const claim = JSON.parse(json) as TextClaim
          if (!wishes.every((wish) => mayMeasure(claim, wish))) continue
          const own = byPaper.get(id) ?? []
          own.push(claim)
          byPaper.set(id, own)
        }
        yield [...byPaper].map(([id, claims]) => ({ id, claims }))
      }
    },
  }
}

/** Whether sizes in models' names are meant as well. */
export function wantsSizes(wishes: readonly ClaimWish[]): boolean {
  return wishes.some(({ units }) => units.includes('parameters'))
}

/** What tells whether a claim may be wished for: its kind and its units. */
function formOf({ kind, values }: TextClaim): string {
  return JSON.stringify([kind, ...new Set(values.map(({ unit }) => unit))])
}

function readForm(form: string): { kind: Kind; units: (string | null)[] } {
  const [kind, ...units] = JSON.parse(form) as [Kind, ...(string | null)[]]
  return { kind, units }
}

/** The least and the largest number of a claim. */
function reach({ values }: TextClaim): { low: number; high: number } {
  const all = values.flatMap(({ value, high = value }) => [value, high])
  return { low: Math.min(...all), high: Math.max(...all) }
}

/** What the largest number must be at least and the least at most; a number that may be converted first may be any. */
function limits(wishes: readonly ClaimWish[]): [least: number | null, most: number | null] {
  const asPrinted = wishes.filter(({ units }) => units.length === 0)
  const least = asPrinted.flatMap(({ min }) => (min ? [min.value - slack(min)] : []))
  const most = asPrinted.flatMap(({ max }) => (max ? [max.value + slack(max)] : []))
  return [least.length > 0 ? Math.max(...least) : null, most.length > 0 ? Math.min(...most) : null]
}
