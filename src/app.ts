import { join } from 'node:path'
import { type Quote, quoteText } from './answer/quote.ts'
import { type AnswerRecord, answerRecord } from './answer/record.ts'
import { sentences } from './claims/sentences.ts'
import { createDaily, type Daily } from './daily/daily.ts'
import type { DailyState } from './daily/state.ts'
import { UserError } from './errors.ts'
import { type Changes, createLibrary, type Library, type ReadPaper } from './papers/library.ts'
import { type Field, type Paper, textHash } from './papers/paper.ts'
import { createSuggest, type Suggested, type Suggestion } from './papers/suggest.ts'
import { createTextsOver } from './papers/texts.ts'
import type { Embedder } from './search/embedder.ts'
import { openIndexFile } from './search/index-file.ts'
import { createSearch, type Search } from './search/search.ts'
import { type NewsSource, type PaperLookup, SourceUnavailable } from './sources/news.ts'
import { parsePapers } from './sources/parse-papers.ts'
import type { Parsed } from './sources/source.ts'
import type { Kept, Store } from './store/store.ts'
import type { TeamState } from './team/state.ts'

/** Everything the commands can use. */
export interface App {
  library: Library
  search: Search
  paper(id: string): Paper | undefined
  /** The words of a quote, cut from the stored text. */
  quoteText(quote: Quote): string
  /** The paper meant by an id, a link or part of a title. Throws UserError when none is. */
  findPaper(words: string): ReadPaper
  /** What is here and fits the words typed so far, best first. */
  suggest(what: Suggested, words: string, limit: number): Suggestion[]
  /** Keeps what was asked and shown, so that its id gives it again and questions can go on from it. */
  remember(given: Given): AnswerRecord
  /** What an id was given for. Throws UserError when it is not kept. */
  recall(id: string): AnswerRecord
  /** Keeps papers and makes them findable at once; `also` is kept together with them or not at all. */
  addPapers(papers: readonly Paper[], also?: () => void): Promise<Changes>
  importText(text: string, name: string): Promise<ImportOutcome>
  /** The same of papers that come a part at a time, no two of one id: all of them are kept or none. */
  importParts(parts: Iterable<Parsed>): Promise<ImportOutcome>
  /** Papers by their arXiv ids, from the first source that answers. Throws UserError when none does. */
  lookUp(ids: readonly string[]): Promise<Parsed>
  /** A text file that came with a question, by its address. Throws UserError when it cannot be read. */
  readAttachment(url: string): Promise<string>
  /** A text that a paper had when a quote was made of it. */
  oldText(quote: { paperId: string; field: Field; textHash: string }): string | undefined
  /** What daily posts and follows are kept in, and what a team keeps beside them. */
  state: DailyState & TeamState
  daily: Daily
  now(): number
  kept(userId: string): Kept
  forget(userId: string): Kept
  backup(file?: string): string
  stats(): Stats
  close(): Promise<void>
}

/** A question that was answered: as it was put, as it was understood, and what was shown. */
interface Given {
  askedBy: string | undefined
  command: string
  options: Record<string, unknown>
  question: string
  isAnswered: boolean
  quotes: readonly Quote[]
}

export interface ImportOutcome {
  added: number
  updated: number
  unchanged: number
  rejected: { where: string; reason: string }[]
}

export interface Stats {
  papers: number
  sentences: number
  claims: number
  model: string
  /** Of how many papers the model has read the texts: fewer than all while a new model is at work. */
  embedded: number
  /** What finds words: MiniSearch, or SQLite's FTS5 in a large library. */
  engine: string
  /** Changes exactly when a stored text changes. */
  indexVersion: string
}

export interface AppParts {
  corpus: readonly Paper[]
  store: Store
  embedder: Embedder | undefined
  /** Where the index file is kept; in memory when undefined. */
  indexFolder?: string
  /** How many papers' texts are kept in memory. */
  atHand?: number
  /** Where new papers come from; nowhere when undefined. */
  sources?: LiveSources
  /** Where copies of the database are put. */
  backupFolder?: string
  /** Milliseconds since 1970. */
  now?: () => number
  /** Told of what fails in the background; questions are answered all the same. */
  onBackgroundError?: (cause: unknown, what?: string) => void
}

/** Sources on the network, and files that people send. */
export interface LiveSources {
  news: readonly NewsSource[]
  /** In the order they are asked. */
  lookups: readonly PaperLookup[]
  readFile(url: string): Promise<string>
  close(): Promise<void>
}

// Reading and indexing so many takes about a second; the next look takes more.
const ADOPTED_AT_ONCE = 200

// Other programs wait that long for the index file.
const TAKEN_AT_ONCE = ADOPTED_AT_ONCE

// Between two readings of a few papers' numbers others have their turn; when all are read, new ones are looked for.
const READ_AGAIN_MS = 50
const LOOK_AGAIN_MS = 30_000

// So many papers are read by the model before the first answer, about three seconds; more are read while search serves.
const WAITED_FOR = 300

/** Ties the stages together: corpus and stored papers into the library, the library into the indexes. */
export async function createApp(parts: AppParts): Promise<App> {
  const { corpus, store, embedder, indexFolder, atHand, sources, now = Date.now, onBackgroundError } = parts
  const db = openIndexFile(indexFolder)
  let seenChange = store.lastPaperChange()
  const library = createLibrary({
    texts: createTextsOver(corpus, store),
    db,
    words: { heldBy: (words) => search.heldBy(words), holding: (words) => search.holding(words) },
    ...(atHand !== undefined && { atHand }),
  })
  const search = createSearch({ embedder, db, texts: library.texts, sentences })
  // Imports that are under way, and whether one failed behind its keeping: the library lacks papers of the file then.
  let taking = 0
  let hasLeft = false
  const { missing } = search.load()
  const embedded = search.embedMissing()
  if (missing <= WAITED_FOR) await embedded
  else embedded.catch((cause) => onBackgroundError?.(cause))

  const stopReading = readAhead(library, (cause) => onBackgroundError?.(cause))

  async function whileTaking<T>(work: () => Promise<T>): Promise<T> {
    taking++
    try {
      return await work()
    } finally {
      taking--
    }
  }
  const addPapers = (papers: readonly Paper[], also?: () => void) => whileTaking(() => added(papers, also))
  const importParts = (parts: Iterable<Parsed>) => whileTaking(() => imported(parts))
  async function added(papers: readonly Paper[], also?: () => void): Promise<Changes> {
    const changes = library.changes(papers)
    const given = [...changes.added, ...changes.updated]
    // What cannot be kept is not shown either: the file comes first.
    keep(() => {
      if (given.length > 0) store.putPapers(given, changes.replaced)
      also?.()
    })
    const before = new Map(changes.replaced.map((each) => [each.id, each]))
    for (let at = 0; at < given.length; at += TAKEN_AT_ONCE) {
      const papers = given.slice(at, at + TAKEN_AT_ONCE)
      await take(
        papers,
        papers.flatMap(({ id }) => before.get(id) ?? []),
      )
    }
    // Somebody may follow what they are about.
    if (changes.added.length > 0) daily.wake()
    return changes
  }
  async function imported(parts: Iterable<Parsed>): Promise<ImportOutcome> {
    const outcome: ImportOutcome = { added: 0, updated: 0, unchanged: 0, rejected: [] }
    const staged = store.stage()
    try {
      for (const { papers, rejected } of parts) {
        const changes = library.changes(papers)
        staged.add(changes)
        const { added, updated, unchanged } = counts(changes)
        outcome.added += added
        outcome.updated += updated
        outcome.unchanged += unchanged
        outcome.rejected.push(...rejected)
      }
      keep(staged.keep)
      for (const { papers, replaced } of staged.parts()) await take(papers, replaced)
    } finally {
      staged.drop()
    }
    if (outcome.added > 0) daily.wake()
    return outcome
  }
  /** Puts papers into the file; what another program put in before is still to be adopted then. */
  function keep(put: () => void) {
    seenChange = store.atomically(() => {
      const isAllSeen = store.lastPaperChange() === seenChange
      put()
      return isAllSeen ? store.lastPaperChange() : seenChange
    })
  }
  /** Makes papers that are in the file findable. */
  async function take(papers: readonly Paper[], replaced: readonly Paper[]): Promise<void> {
    try {
      library.add(papers)
      await search.add(papers, replaced)
    } catch (cause) {
      hasLeft = true
      throw new UserError('not_findable', (say) => say('error.notFindable'), { cause })
    }
  }
  /** What another program put into the file, an import on the terminal say, is found here as well. */
  const adoptPapers = () => whileTaking(adopted)
  async function adopted(): Promise<void> {
    const { papers, change } = store.papersSince(seenChange, ADOPTED_AT_ONCE)
    if (papers.length > 0) {
      library.add(papers)
      await search.add(papers, [])
    }
    // Looked at again if the index could not take them.
    seenChange = change
  }
  const paper = (id: string) => library.get(id)?.paper
  const suggest = createSuggest(library)
  const daily = createDaily({
    library,
    search,
    state: store,
    sources: sources?.news ?? [],
    addPapers,
    adoptPapers,
    onTrouble: (what, cause) => onBackgroundError?.(cause, what),
  })
  return {
    library,
    search,
    paper,
    suggest,
    quoteText(quote) {
      const source = paper(quote.paperId)
      if (!source) throw new Error(`quote from ${quote.paperId}, which is not in the library`)
      if (textHash(source[quote.field]) === quote.textHash) return quoteText(quote, source)
      // A quote made before the text was replaced: its words are still those of the text it was made of.
      return quoteText(quote, {
        ...source,
        [quote.field]: store.oldText(quote.paperId, quote.field, quote.textHash) ?? '',
      })
    },
    findPaper(words) {
      const best =
        library.byAddress(words) ??
        library.get(suggest('papers', words, 1)[0]?.value ?? '') ??
        library.speakingOf(words)
      if (!best) {
        throw new UserError('unknown_paper', (say) => say('error.unknownPaper', { words }))
      }
      return best
    },
    remember({ options, quotes, askedBy, ...rest }) {
      const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
      const papers = [...new Set(quotes.map(({ paperId }) => paperId))]
      const versions = { indexVersion: library.textsVersion(), model: embedder?.id ?? 'none' }
      const record = answerRecord({ ...rest, options: given, papers, quotes, ...versions })
      try {
        store.putAnswer(record, askedBy)
      } catch (cause) {
        // A full disk must not keep the answer from the one who asked; its id will not be known later.
        onBackgroundError?.(cause)
      }
      return record
    },
    recall(id) {
      const record = store.answer(id.trim().toLowerCase())
      if (!record) {
        throw new UserError('unknown_answer', (say) => say('error.unknownAnswer', { id }))
      }
      return record
    },
    addPapers,
    async importText(text, name) {
      const { papers, rejected } = parsePapers(text, name)
      return { ...counts(await addPapers(papers)), rejected }
    },
    importParts,
    lookUp: (ids) => lookUp(sources?.lookups ?? [], ids),
    async readAttachment(url) {
      if (!sources) throw new UserError('no_sources', (say) => say('error.noSources'))
      try {
        return await sources.readFile(url)
      } catch (cause) {
        if (!(cause instanceof SourceUnavailable)) throw cause
        const reason = cause.message
        throw new UserError('unreadable_file', (say) => say('error.unreadableFile', { reason }), { cause })
      }
    },
    oldText: ({ paperId, field, textHash: hash }) => store.oldText(paperId, field, hash),
    state: store,
    daily,
    now,
    kept: (userId) => store.kept(userId),
    forget: (userId) => store.forget(userId),
    backup(file) {
      const stamp = new Date(now()).toISOString().replace(/\D/g, '').slice(0, 14)
      const target = file ?? join(parts.backupFolder ?? '.', `verbatim-${stamp}.db`)
      store.backup(target)
      return target
    },
    stats: () => statsOf(library, search, embedder),
    async close() {
      stopReading()
      await sources?.close()
      try {
        store.atomically(() => {
          if (taking === 0 && !hasLeft && store.lastPaperChange() === seenChange) library.noteAll()
        })
      } catch {
        // The disk may be full: the next start reads the papers.
      }
      await search.close()
      await embedder?.close()
      store.close()
    },
  }
}

/** Reads the papers' numbers before somebody asks: a question reads all that are left. Gives what stops it. */
function readAhead(library: Library, onError: (cause: unknown) => void): () => void {
  let timer: NodeJS.Timeout
  const next = (ms: number) => {
    // Nothing waits for this.
    timer = setTimeout(read, ms).unref()
  }
  function read() {
    let isLeft = false
    try {
      isLeft = library.readClaims()
    } catch (cause) {
      onError(cause)
    }
    next(isLeft ? READ_AGAIN_MS : LOOK_AGAIN_MS)
  }
  next(LOOK_AGAIN_MS)
  return () => clearTimeout(timer)
}

async function lookUp(lookups: readonly PaperLookup[], ids: readonly string[]): Promise<Parsed> {
  const troubles: string[] = []
  for (const lookup of lookups) {
    try {
      return await lookup.lookUp(ids)
    } catch (cause) {
      if (!(cause instanceof SourceUnavailable)) throw cause
      troubles.push(cause.message)
    }
  }
  const reasons = troubles.join('; ')
  throw new UserError('sources_down', (say) =>
    reasons ? say('error.sourcesDown', { reasons }) : say('error.noLookups'),
  )
}

/** How many papers a change touches. */
export function counts({ added, updated, unchanged }: Changes): Omit<ImportOutcome, 'rejected'> {
  return { added: added.length, updated: updated.length, unchanged }
}

function statsOf(library: Library, search: Search, embedder: Embedder | undefined): Stats {
  const { engine = 'none', embedded } = search.state()
  return {
    papers: library.size(),
    ...library.totals(),
    model: embedder?.id ?? 'none',
    embedded,
    engine,
    indexVersion: library.textsVersion(),
  }
}
