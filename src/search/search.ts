import type { Paper, Span } from '../papers/paper.ts'
import { createTextsInMemory, type KnownTexts } from '../papers/texts.ts'
import { textsHash } from '../papers/texts-hash.ts'
import type { Embedder } from './embedder.ts'
import { fuse } from './fuse.ts'
import { type IndexDatabase, openIndexFile } from './index-file.ts'
import { createLexicalIndex, type Engine } from './lexical.ts'
import type { PaperFit } from './paper-fit.ts'
import { createPaperTerms } from './paper-terms.ts'
import { type FirstRanking, type Looked, rerank, rerankFeatures, worthALook } from './rerank.ts'
import { createSemanticIndex } from './semantic.ts'
import { createSentenceFits } from './sentence-fits.ts'
import { readTerms } from './term-fit.ts'
import { createTextVectors } from './text-vectors.ts'
import { nearInWords } from './word-nearness.ts'
import { createWordVectors } from './word-vectors.ts'

export type Mode = 'fused' | 'lexical' | 'semantic'

export interface Hit {
  id: string
  /** In falling order: the odds of the paper being meant beside the best one's, or the ranking's own where there is one only. */
  score: number
  /** Weighted sum of both rankings: how the paper stands among all, for what is held against a threshold. */
  standing: number
  why: Why
  /** How its texts fit the query, where they were looked at closely. */
  fit?: PaperFit
}

/** Why a paper was found. */
export interface Why {
  /** The question's words that the paper holds, as the question writes them. */
  words: string[]
  /** Those of them that its title holds. */
  title: string[]
  /** The sentence nearest to the question in meaning. */
  sentence?: Span
  /** What gave more to the score. */
  by: 'words' | 'meaning'
}

/** Cosines of papers: a row for each paper asked about, in it one for each of the others. */
export interface Nearness {
  /** By the words they share, rare ones counting more; undefined where a paper is not known. */
  words: (number | undefined)[][]
  /** Undefined where a vector is missing, all of it without an embedder. */
  meaning: (number | undefined)[][] | undefined
}

export interface Search {
  /**
   * Takes the indexes of the papers from the index file and brings them up to date; the papers are given unless they are
   * known already. Words are found at once; gives how
   * many papers still lack vectors, which `embedMissing` makes.
   */
  load(papers?: readonly Paper[]): { changed: number; missing: number }
  /** Makes the vectors that are missing, kept a few papers at a time; search serves meanwhile. */
  embedMissing(): Promise<void>
  /** Makes papers findable at once, by meaning when it resolves. `replaced`: what they take the place of, if that is known. */
  add(papers: readonly Paper[], replaced?: readonly Paper[]): Promise<void>
  search(
    query: string,
    options: { limit: number; mode: Mode; accept?: (id: string) => boolean },
  ): Promise<{ hits: Hit[]; total: number }>
  /** Ids of the papers that hold all of these words, in no order; no spelling is guessed. */
  holding(words: string): string[]
  /** In how many papers all of these words stand. */
  heldBy(words: string): number
  /** Papers nearest to one, best first, without itself. */
  similar(id: string, limit: number): { id: string; score: number }[]
  /** How near each of `ids` is to each of `others`. Reads the words of all: 30 to 500 take half a second, 200 to 900 one. */
  near(ids: readonly string[], others: readonly string[]): Nearness
  /** How the texts of the given papers fit the query, in the given order; hits of the same query are not looked at again. */
  sentenceFits(query: string, ids: readonly string[], hits?: readonly Hit[]): Promise<PaperFit[]>
  /** What the order of a query's best papers is decided on: for fitting. Empty without an embedder. */
  evidence(query: string): Promise<Looked[]>
  /** What serves: the engine of the words, and of how many papers the vectors are made. */
  state(): { engine: Engine | undefined; embedded: number }
  /** Waits for the step in hand and closes the file. */
  close(): Promise<void>
}

// So many of the best by words are also weighed by meaning, however far off it puts them.
const BEST_BY_WORDS = 40
// Papers whose texts are in memory together while vectors are made: ten steps of the model.
const EMBEDDED_AT_ONCE = 320
// Words whose vectors are made before anybody asks, the most frequent first.
const LEARNED = 20_000

/** Search over words and, with an embedder, meaning. */
export function createSearch(parts: {
  embedder: Embedder | undefined
  sentences: (text: string) => Span[]
  indexFolder?: string
  /** The index file, where it is open already. */
  db?: IndexDatabase
  /** The papers, which are known there before they are loaded or added here; kept in memory when undefined. */
  texts?: KnownTexts
  miniSearchUpTo?: number
}): Search {
  const { embedder, sentences, indexFolder, miniSearchUpTo } = parts
  const own = parts.texts ? undefined : createTextsInMemory()
  const papers = parts.texts ?? own ?? createTextsInMemory()
  const db = parts.db ?? openIndexFile(indexFolder)
  const terms = createPaperTerms(papers, sentences)
  const lexical = createLexicalIndex({
    db,
    papers,
    termsOf: terms.some,
    ...(miniSearchUpTo !== undefined && { miniSearchUpTo }),
  })
  const semantic = embedder ? createSemanticIndex({ db, embedder, sentences }) : undefined
  const textVectors = embedder && createTextVectors(embedder)
  const wordVectors = embedder && createWordVectors(embedder)
  const fits = createSentenceFits({ terms, semantic, textVectors, wordVectors, idf: lexical.idf })
  let missing: string[] = []
  let embedding: Promise<void> = Promise.resolve()
  let learning: Promise<void> | undefined
  let closing = false

  /** One after the other: two at once would make the same vectors twice. */
  function embedMissing(): Promise<void> {
    embedding = embedding.then(async () => {
      const todo = missing
      missing = []
      for (let at = 0; at < todo.length && !closing; at += EMBEDDED_AT_ONCE)
        await semantic?.add(papers.some(todo.slice(at, at + EMBEDDED_AT_ONCE)), () => !closing)
      // Once, and nobody waits for it: a question learns the words that it lacks.
      learning ??= wordVectors?.learnAhead(lexical.frequentWords(LEARNED), () => !closing).catch(() => {})
    })
    return embedding
  }
  async function firstRanking(given: string, mode: Mode, accept?: (id: string) => boolean): Promise<FirstRanking> {
    const query = lexical.partUnits(given)
    // The model's process reads the question, and its words for the closer look, while they are looked up here.
    const reading = mode === 'lexical' ? undefined : textVectors?.([query, ...readTerms(query, lexical.idf).words])
    reading?.catch(() => {})
    const asked = lexical.asked(query)
    const words = mode === 'semantic' ? [] : lexical.search(asked, accept)
    const [vector] = (await reading) ?? []
    const also = words.slice(0, BEST_BY_WORDS).map(({ id }) => id)
    const near = vector && semantic ? semantic.search(vector, accept, also) : { hits: [], mean: 0 }
    return { query, asked, words, near, fused: fuse(words, near) }
  }
  /** A closer look at the best; at none where nothing is known of meaning, without which words alone rank. */
  async function lookedAt(first: FirstRanking) {
    if (first.near.hits.length === 0) return { looked: [], features: [] }
    const looked = await fits(first.query, worthALook(first))
    lexical.look(looked.flatMap(({ terms }) => terms.titleTerms))
    return { looked, features: rerankFeatures(first, looked, lexical.idf) }
  }
  return {
    load(all = []) {
      own?.put(all)
      terms.drop(all.map(({ id }) => id))
      const changed = lexical.load()
      missing = semantic?.load(papers) ?? []
      return { changed, missing: missing.length }
    },
    embedMissing,
    async add(given, replaced) {
      // A file may hold a paper twice: its last text is the one that counts.
      const added = [...new Map(given.map((each) => [each.id, each])).values()]
      if (added.length === 0) return
      const ids = added.map(({ id }) => id)
      const before = replaced ?? own?.some(ids) ?? []
      own?.put(added)
      terms.drop(ids)
      lexical.add(added, before)
      semantic?.remove(ids)
      // Another program may have made their vectors.
      const texts = added.map((each) => ({ id: each.id, hash: textsHash(each) }))
      missing = [...new Set([...missing, ...(semantic?.restore(texts) ?? [])])]
      await embedMissing()
    },
    async search(query, { limit, mode, accept }) {
      const first = await firstRanking(query, mode, accept)
      const { looked, features } = mode === 'fused' ? await lookedAt(first) : { looked: [], features: [] }
      const found = mode === 'fused' ? rerank(first.fused.hits, features) : first.fused.hits
      const fitOf = new Map(looked.map(({ fit }) => [fit.paperId, fit]))
      const standings = new Map(first.fused.hits.map(({ id, score }) => [id, score]))
      const shown = new Map(terms.some(found.slice(0, limit).map(({ id }) => id)).map((own) => [own.paper.id, own]))
      const hits = found.slice(0, limit).flatMap(({ id, score, sentence, parts: { words: byWords, meaning } }) => {
        const own = shown.get(id)
        if (!own) return []
        const span = sentence === undefined ? undefined : own.sentences[sentence]?.span
        const shared = mode === 'semantic' ? { words: [], title: [] } : first.asked.shared(own)
        const by = byWords > meaning ? ('words' as const) : ('meaning' as const)
        const standing = standings.get(id) ?? 0
        const fit = fitOf.get(id)
        return [{ id, score, standing, why: { ...shared, by, ...(span && { sentence: span }) }, ...(fit && { fit }) }]
      })
      return { hits, total: found.length }
    },
    evidence: async (query) => (await lookedAt(await firstRanking(query, 'fused'))).features,
    holding: (words) => lexical.holding(words),
    heldBy: (words) => lexical.heldBy(words),
    similar(id, limit) {
      const own = papers.get(id)
      if (!own) return []
      const near = semantic?.similar(id, limit) ?? []
      if (near.length > 0) return near
      const asked = lexical.asked(`${own.title} ${own.abstract.slice(0, 500)}`)
      return lexical.search(asked, (other) => other !== id).slice(0, limit)
    },
    near: (ids, others) => ({
      words: nearInWords(ids, others, { papers, idf: lexical.idf }),
      meaning: semantic?.near(ids, others),
    }),
    async sentenceFits(query, ids, hits = []) {
      const known = new Map(hits.flatMap(({ id, fit }) => (fit ? [[id, fit]] : [])))
      const others = ids.filter((id) => !known.has(id))
      const looked = others.length > 0 ? await fits(lexical.partUnits(query), others) : []
      for (const { fit } of looked) known.set(fit.paperId, fit)
      return ids.flatMap((id) => known.get(id) ?? [])
    },
    state: () => ({ engine: lexical.engine(), embedded: semantic?.size() ?? 0 }),
    async close() {
      closing = true
      await embedding.catch(() => {})
      await learning
      db.close()
    },
  }
}
