import type { Paper, Span } from '../papers/paper.ts'
import type { Embedder } from './embedder.ts'
import { type FusedHit, fuse } from './fuse.ts'
import { createLexicalIndex } from './lexical.ts'
import { createSemanticIndex, dot } from './semantic.ts'
import { fingerprint, loadSnapshot, saveSnapshot } from './snapshot.ts'
import { tokenize } from './tokenize.ts'

export type Mode = 'fused' | 'lexical' | 'semantic'

export interface Search {
  /** Loads the indexes of these papers from the snapshot, or builds them; tells which. */
  load(papers: readonly Paper[]): Promise<{ rebuilt: boolean }>
  /** Makes papers findable at once. */
  add(papers: readonly Paper[]): Promise<void>
  search(
    query: string,
    options: { limit: number; mode: Mode; accept?: (id: string) => boolean },
  ): Promise<{ hits: FusedHit[]; total: number }>
  /** Ids of the papers that hold all of these words, in no order; no spelling is guessed. */
  holding(words: string): string[]
  /** Papers nearest to one, best first, without itself. */
  similar(id: string, limit: number): { id: string; score: number }[]
  /** How each sentence of the given papers fits the query, in the papers' order. */
  sentenceFits(query: string, ids: readonly string[]): Promise<SentenceFit[]>
}

export interface SentenceFit {
  paperId: string
  span: Span
  /** Cosine of the query's and the sentence's vectors; 0 without an embedder. */
  meaning: number
  /** For each term of the query, its share of the query's idf weight if the sentence holds it, else 0. */
  shares: number[]
}

/** Search over words and, with an embedder, meaning. */
export function createSearch(parts: {
  embedder: Embedder | undefined
  sentences: (text: string) => Span[]
  snapshotFolder?: string
}): Search {
  const { embedder, sentences, snapshotFolder } = parts
  const papers = new Map<string, Paper>()
  let lexical = createLexicalIndex([])
  const semantic = embedder ? createSemanticIndex(embedder, sentences) : undefined
  const queryVector = async (query: string) => (await embedder?.embed([query], 'query'))?.[0]

  function save() {
    if (!snapshotFolder) return
    const all = [...papers.values()]
    const vectors = semantic?.snapshot(all) ?? new Float32Array()
    saveSnapshot(snapshotFolder, fingerprint(all, embedder?.id ?? 'none'), { lexical: lexical.toJSON(), vectors })
  }
  return {
    async load(all) {
      for (const paper of all) papers.set(paper.id, paper)
      const found = snapshotFolder ? loadSnapshot(snapshotFolder, fingerprint(all, embedder?.id ?? 'none')) : undefined
      if (found && (semantic?.restore(found.vectors, all) ?? true)) {
        lexical = createLexicalIndex(all, found.lexical)
        return { rebuilt: false }
      }
      lexical = createLexicalIndex(all)
      await semantic?.add(all)
      save()
      return { rebuilt: true }
    },
    async add(added) {
      if (added.length === 0) return
      for (const paper of added) papers.set(paper.id, paper)
      lexical.add(added)
      await semantic?.add(added)
      save()
    },
    async search(query, { limit, mode, accept = () => true }) {
      const words = mode === 'semantic' ? [] : lexical.search(query).filter(({ id }) => accept(id))
      const vector = mode === 'lexical' ? undefined : await queryVector(query)
      const meaning = vector && semantic ? semantic.search(vector).filter(({ id }) => accept(id)) : []
      const hits = fuse(words, meaning)
      return { hits: hits.slice(0, limit), total: hits.length }
    },
    holding: (words) => lexical.holding(words),
    similar(id, limit) {
      const paper = papers.get(id)
      const vector = semantic?.paperVector(id)
      if (!paper) return []
      const scored = vector
        ? [...papers.keys()].flatMap((other) => {
            const own = semantic?.paperVector(other)
            return own ? [{ id: other, score: dot(vector, own) }] : []
          })
        : lexical
            .search(`${paper.title} ${paper.abstract.slice(0, 500)}`)
            .map(({ id: other, score }) => ({ id: other, score }))
      return scored
        .filter(({ id: other }) => other !== id)
        .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
        .slice(0, limit)
    },
    async sentenceFits(query, ids) {
      const vector = await queryVector(query)
      const terms = [...new Set(tokenize(query))]
      const weight = terms.reduce((sum, term) => sum + lexical.idf(term), 0) || 1
      return ids.flatMap((paperId) => {
        const paper = papers.get(paperId)
        if (!paper) return []
        const scores = vector ? (semantic?.sentenceScores(vector, paperId) ?? []) : []
        const meanings = new Map(scores.map(({ span, score }) => [span.start, score]))
        return sentences(paper.abstract).map((span) => {
          const own = new Set(tokenize(paper.abstract.slice(span.start, span.end)))
          const shares = terms.map((term) => (own.has(term) ? lexical.idf(term) / weight : 0))
          return { paperId, span, meaning: meanings.get(span.start) ?? 0, shares }
        })
      })
    },
  }
}
