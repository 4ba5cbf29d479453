import type { TextClaim } from '../claims/claim.ts'
import type { ClaimWish } from '../claims/claim-wish.ts'
import { claimsIn } from '../claims/claims.ts'
import { sentences } from '../claims/sentences.ts'
import { databaseInMemory, type SqliteDatabase } from '../sqlite.ts'
import { arxivIdIn } from './addresses.ts'
import { createClaimTable, type Reported } from './claim-table.ts'
import { makeDerivedTables } from './derived-tables.ts'
import { createFacts, type Dated } from './facts.ts'
import { isTypedAsName, possibleNames } from './names.ts'
import { type Paper, paperSchema, type Span } from './paper.ts'
import { createRecent } from './recent.ts'
import { createTextsInMemory, type KnownTexts, type Texts } from './texts.ts'

/** A paper with what was read out of its abstract. Computed once a text, when first asked for. */
export interface ReadPaper {
  paper: Paper
  sentences: Span[]
  claims: TextClaim[]
}

export interface Changes {
  added: Paper[]
  updated: Paper[]
  /** What those updated take the place of, in their order. */
  replaced: Paper[]
  unchanged: number
}

/** The papers known now. Their texts are read when they are needed, those of the last ones asked for are kept at hand. */
export interface Library {
  /** The same paper may come as another object the next time: compare ids. */
  get(id: string): ReadPaper | undefined
  /** Those of `ids` that are known, in the order of `ids`. */
  some(ids: readonly string[]): ReadPaper[]
  /** All of them, one after the other, in the order they came. */
  each(): Generator<ReadPaper>
  size(): number
  /** Those that hold all of some words; none when so many do that the words tell none from another. */
  holding(words: string): ReadPaper[]
  /** The paper whose abstract speaks most of a name ("TiTok") that no title holds; undefined when two do alike. */
  speakingOf(name: string): ReadPaper | undefined
  /** Counts the changes: what was computed from the library holds while it is the same. */
  version(): number
  /** Names the stored texts: the same for the same texts of the same papers, in whatever order they came. */
  textsVersion(): string
  /** The paper of an id, an arXiv id with or without its version, or a link to its page. */
  byAddress(words: string): ReadPaper | undefined
  /**
   * Ids of the papers whose titles give their work a name that the text holds. Names that many titles share count for none,
   * nor does a word that many papers use ("how much", where a title begins with "MUCH:") unless it is typed as the name is.
   */
  namedIn(text: string): string[]
  /** Ids of the papers whose titles begin so, in any case. */
  titled(beginning: string): string[]
  /** Ids of papers with at least half of these words in their titles, those that begin with `start` first. */
  titlesLike(words: readonly string[], start: string, limit: number): string[]
  /** Ids of the papers one of whose authors has this name, or a part of it, in any case and without accents. */
  byAuthor(name: string): string[]
  /** Ids of the papers whose year is known, by their years. */
  dated(asked: Dated): string[]
  /** At most so many ids, evenly spaced in the library. */
  spaced(most: number): readonly string[]
  /** Ids of the newest papers by year and id that are not among `besides`. */
  newest(limit: number, besides: Iterable<string>): string[]
  /** All papers with claims that may satisfy every wish, and those claims; of `ids` only, if given. */
  claimsLike(wishes: readonly ClaimWish[], ids?: Iterable<string>): Generator<{ read: ReadPaper; claims: TextClaim[] }>
  /** How often each metric and unit is reported, in the order they first come. */
  reported(what: 'metrics' | 'units'): Reported[]
  totals(): { sentences: number; claims: number }
  /** Reads the claims of a few of the papers that are new; false when none is left. */
  readClaims(): boolean
  /** The texts alone; many that are read together are not kept at hand: they would drive out what is asked for again. */
  texts: KnownTexts
  /** What adding these would do: which are new, which put another in their place, and how many are the same. */
  changes(papers: readonly Paper[]): Changes
  /** Adds or replaces papers. */
  add(papers: readonly Paper[]): void
  /** Notes that all papers there are were added, so that the next start need not read them. */
  noteAll(): void
}

/** Port: which papers hold all of some words. */
interface WordIndex {
  heldBy(words: string): number
  /** Ids, in no order. */
  holding(words: string): string[]
}

interface LibraryParts {
  /** Where the texts are; in memory when undefined. */
  texts?: Texts
  /** Where what follows from the texts is kept; in memory when undefined. */
  db?: SqliteDatabase
  /** How many papers are kept at hand. */
  atHand?: number
  /** What finds papers by their words; when undefined nothing is taken for an ordinary word, and all papers are looked at. */
  words?: WordIndex
}

// A question reads twenty to fifty papers, a topic a hundred; with sentences and claims a paper takes about 8 kB.
const AT_HAND = 1000
// Reading the claims of so many takes about 20 ms.
const CLAIMS_READ_AT_ONCE = 20
// Papers whose texts are in memory together while all are looked at.
const PART = 200
// A name that more papers use than this is an ordinary word, or as good as one: 3 papers in a library of 69, 25 of 10,000,
// 79 of 100,000.
const FEWEST_ORDINARY = 3
const ORDINARY_PER_ROOT = 0.25
// Reading so many takes about 50 ms.
const MOST_HOLDING = 1000

/** A library of the papers that `texts` holds. */
export function createLibrary({
  texts = createTextsInMemory(),
  db = databaseInMemory(),
  atHand = AT_HAND,
  words,
}: LibraryParts = {}): Library {
  makeDerivedTables(db)
  const table = createClaimTable(db)
  const facts = createFacts(db, table)
  const recent = createRecent<ReadPaper>(atHand)
  facts.bringTo(texts)
  let version = 0
  let size = facts.size()
  let textsVersion = facts.version()
  let spaced: { version: number; most: number; ids: readonly string[] } | undefined

  function get(id: string): ReadPaper | undefined {
    const known = recent.get(id)
    if (known) return known
    const paper = texts.get(id)
    return paper && recent.put(id, readPaper(paper))
  }
  /** Those at hand as they are, the others without keeping them. */
  function inPassing(ids: readonly string[]): ReadPaper[] {
    const missing = texts.some(ids.filter((id) => !recent.has(id)))
    const read = new Map(missing.map((paper) => [paper.id, readPaper(paper)]))
    return ids.flatMap((id) => recent.get(id) ?? read.get(id) ?? [])
  }
  function some(ids: readonly string[]): ReadPaper[] {
    const found = inPassing(ids)
    for (const read of found) recent.put(read.paper.id, read)
    return found
  }
  function* each(): Generator<ReadPaper> {
    for (const part of facts.parts()) for (const ids of inParts(part.map(({ id }) => id))) yield* inPassing(ids)
  }
  function holding(text: string): ReadPaper[] {
    if (!words) return [...each()]
    return words.heldBy(text) > MOST_HOLDING ? [] : inPassing(words.holding(text))
  }
  const readClaims = () => table.read(CLAIMS_READ_AT_ONCE, texts.some) > 0
  function readAllClaims() {
    while (readClaims());
  }
  return {
    get,
    some,
    each,
    size: () => size,
    version: () => version,
    textsVersion: () => textsVersion.slice(0, 12),
    holding,
    speakingOf(name) {
      const word = name.trim()
      if (!/^(?=.*[A-Z\d])[\p{L}\d][\p{L}\d-]{2,}$/u.test(word)) return undefined
      const counted = holding(word).map((read) => ({ read, count: read.paper.abstract.split(word).length - 1 }))
      const [most, next] = counted.sort((a, b) => b.count - a.count)
      return most && most.count > Math.max(1, next?.count ?? 0) ? most.read : undefined
    },
    byAddress(words) {
      const address = words.trim()
      return get(arxivIdIn(address) ?? '') ?? get(address) ?? get(facts.addressed(address) ?? '')
    },
    namedIn(text) {
      const typed = new Map(possibleNames(text).map((name) => [name.toLowerCase(), name]))
      const ordinaryFrom = Math.max(FEWEST_ORDINARY, ORDINARY_PER_ROOT * Math.sqrt(size))
      const found = facts
        .named([...typed.keys()])
        .filter(
          (each) => isTypedAsName(typed.get(each.name) ?? '', each) || (words?.heldBy(each.name) ?? 0) <= ordinaryFrom,
        )
      return [...new Set(found.map(({ id }) => id))]
    },
    byAuthor: facts.byAuthor,
    dated: facts.dated,
    titled: facts.titled,
    titlesLike: facts.titlesLike,
    spaced(most) {
      if (spaced?.version !== version || spaced.most !== most)
        spaced = { version, most, ids: facts.spaced(Math.max(1, Math.ceil(size / most))) }
      return spaced.ids
    },
    newest: facts.newest,
    *claimsLike(wishes, ids) {
      readAllClaims()
      for (const found of table.like(wishes, ids)) {
        for (const part of inParts(found)) {
          const reads = new Map(inPassing(part.map(({ id }) => id)).map((read) => [read.paper.id, read]))
          for (const { id, claims } of part) {
            const read = reads.get(id)
            if (read) yield { read, claims }
          }
        }
      }
    },
    reported(what) {
      readAllClaims()
      return table[what]()
    },
    totals() {
      readAllClaims()
      return table.totals()
    },
    readClaims,
    texts: {
      size: () => size,
      get: (id) => get(id)?.paper,
      some: (ids) => inPassing(ids).map(({ paper }) => paper),
      hashes: facts.parts,
      digest: () => textsVersion,
    },
    changes(papers) {
      const changes: Changes = { added: [], updated: [], replaced: [], unchanged: 0 }
      // A file may hold a paper twice: its last text is the one that counts.
      const given = new Map(papers.map((each) => [each.id, each]))
      const known = new Map(texts.some([...given.keys()]).map((paper) => [paper.id, paper]))
      for (const paper of given.values()) {
        const before = known.get(paper.id)
        if (!before) changes.added.push(paper)
        else if (isSame(before, paper)) changes.unchanged++
        else {
          changes.updated.push(paper)
          changes.replaced.push(before)
        }
      }
      return changes
    },
    add(papers) {
      version++
      texts.put(papers)
      for (const { id } of papers) recent.drop(id)
      for (const part of inParts(papers)) facts.take(part)
      size = facts.size()
      textsVersion = facts.version()
    },
    noteAll: () => facts.note(texts.mark()),
  }
}

function* inParts<T>(all: readonly T[]): Generator<T[]> {
  for (let at = 0; at < all.length; at += PART) yield all.slice(at, at + PART)
}

/** What is kept comes back with its fields in the schema's order. */
function isSame(a: Paper, b: Paper): boolean {
  return [b, paperSchema.parse(b)].some((each) => JSON.stringify(a) === JSON.stringify(each))
}

function readPaper(paper: Paper): ReadPaper {
  let spans: Span[] | undefined
  let claims: TextClaim[] | undefined
  return {
    paper,
    get sentences() {
      spans ??= sentences(paper.abstract)
      return spans
    },
    get claims() {
      claims ??= claimsIn(paper.abstract)
      return claims
    },
  }
}
