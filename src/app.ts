import { type Quote, quoteText } from './answer/quote.ts'
import { type AnswerRecord, answerRecord } from './answer/record.ts'
import { sentences } from './claims/sentences.ts'
import { UserError } from './errors.ts'
import { createLibrary, type Library, type ReadPaper } from './papers/library.ts'
import type { Paper } from './papers/paper.ts'
import { createSuggest, type Suggested, type Suggestion } from './papers/suggest.ts'
import type { Embedder } from './search/embedder.ts'
import { createSearch, type Search } from './search/search.ts'
import { parsePapers } from './sources/parse-papers.ts'
import type { Store } from './store/store.ts'

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
  importText(text: string, name: string): Promise<ImportOutcome>
  stats(): Stats
  close(): Promise<void>
}

/** A question that was answered: as it was put, as it was understood, and what was shown. */
interface Given {
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
  /** Told when vectors cannot be made in the background; words are found all the same. */
  onBackgroundError?: (cause: unknown) => void
}

// So many papers are read by the model before the first answer, about three seconds; more are read while search serves.
const WAITED_FOR = 300

/** Ties the stages together: corpus and stored papers into the library, the library into the indexes. */
export async function createApp(parts: AppParts): Promise<App> {
  const { corpus, store, embedder, indexFolder, onBackgroundError } = parts
  const library = createLibrary()
  library.add(corpus)
  library.add(store.papers())
  const search = createSearch({ embedder, ...(indexFolder && { indexFolder }), sentences })
  const { missing } = search.load(library.all().map((read) => read.paper))
  const embedded = search.embedMissing()
  if (missing <= WAITED_FOR) await embedded
  else embedded.catch((cause) => onBackgroundError?.(cause))

  const paper = (id: string) => library.get(id)?.paper
  const suggest = createSuggest(library)
  return {
    library,
    search,
    paper,
    suggest,
    quoteText(quote) {
      const source = paper(quote.paperId)
      if (!source) throw new Error(`quote from ${quote.paperId}, which is not in the library`)
      return quoteText(quote, source)
    },
    findPaper(words) {
      const best =
        library.byAddress(words) ??
        library.get(suggest('papers', words, 1)[0]?.value ?? '') ??
        library.speakingOf(words)
      if (!best) {
        throw new UserError(
          'unknown_paper',
          `No paper here is “${words}”: give its id, its link or words of its title.`,
        )
      }
      return best
    },
    remember({ options, quotes, ...rest }) {
      const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
      const papers = [...new Set(quotes.map(({ paperId }) => paperId))]
      const versions = { indexVersion: library.textsVersion(), model: embedder?.id ?? 'none' }
      const record = answerRecord({ ...rest, options: given, papers, quotes, ...versions })
      try {
        store.putAnswer(record)
      } catch (cause) {
        // A full disk must not keep the answer from the one who asked; its id will not be known later.
        onBackgroundError?.(cause)
      }
      return record
    },
    recall(id) {
      const record = store.answer(id.trim().toLowerCase())
      if (!record) {
        throw new UserError('unknown_answer', `No answer “${id}” is kept here: take the id from the end of an answer.`)
      }
      return record
    },
    async importText(text, name) {
      const { papers, rejected } = parsePapers(text, name)
      const { added, updated, unchanged } = library.add(papers)
      store.putPapers([...added, ...updated])
      await search.add([...added, ...updated])
      return { added: added.length, updated: updated.length, unchanged, rejected }
    },
    stats: () => statsOf(library, search, embedder),
    async close() {
      await search.close()
      await embedder?.close()
      store.close()
    },
  }
}

function statsOf(library: Library, search: Search, embedder: Embedder | undefined): Stats {
  const { engine = 'none', embedded } = search.state()
  const all = library.all()
  return {
    papers: all.length,
    sentences: all.reduce((sum, read) => sum + read.sentences.length, 0),
    claims: all.reduce((sum, read) => sum + read.claims.length, 0),
    model: embedder?.id ?? 'none',
    embedded,
    engine,
    indexVersion: library.textsVersion(),
  }
}
