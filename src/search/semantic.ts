import type { Paper, Span } from '../papers/paper.ts'
import type { KnownText, KnownTexts } from '../papers/texts.ts'
import { textsHash } from '../papers/texts-hash.ts'
import { inTransaction } from '../sqlite.ts'
import { type ByteVector, dot, dots, packVectors, toBytes, unpackVectors } from './byte-vector.ts'
import type { Embedder } from './embedder.ts'
import type { IndexDatabase } from './index-file.ts'
import { createVectorStore } from './vector-store.ts'
import { createVectorTable } from './vector-table.ts'

export interface SemanticHit {
  id: string
  /** Half the paper's and half its best sentence's cosine. */
  score: number
  /** Which of its sentences is the nearest. */
  sentence?: number
}
/** Cosines of one paper. */
export interface PaperScores {
  /** Of the first vector and the whole paper. */
  about: number
  /** Of each vector and the sentence, in the vectors' order, and of the sentence and the whole paper. */
  sentences: { near: number[]; typical: number }[]
}
export interface SemanticRanking {
  /** The best, in falling order. */
  hits: SemanticHit[]
  /** Mean cosine over all papers: what an unrelated one has. */
  mean: number
}

// Papers a step: what is kept when the program is killed, and how long others wait for the model.
const STEP = 32
// Papers whose sentences are read: those that the vectors of whole papers put first.
const DEPTH = 80

export interface SemanticOptions {
  db: IndexDatabase
  embedder: Embedder
  sentences: (text: string) => Span[]
}

/** Vectors of papers and of their sentences: papers are scanned exactly, then the sentences of the best. */
export function createSemanticIndex({ db, embedder, sentences }: SemanticOptions) {
  const store = createVectorStore(db, embedder.id)
  const table = createVectorTable(embedder.dimensions)

  async function embedStep(papers: readonly Paper[]) {
    const texts = papers.flatMap((paper) => [
      { paper, text: `${paper.title}. ${paper.abstract}`, vector: undefined as ByteVector | undefined },
      ...sentences(paper.abstract).map(({ start, end }) => ({
        paper,
        text: paper.abstract.slice(start, end),
        vector: undefined as ByteVector | undefined,
      })),
    ])
    // Shortest first: a batch is padded to its longest text.
    const byLength = texts.toSorted((a, b) => a.text.length - b.text.length)
    const vectors = await embedder.embed(
      byLength.map(({ text }) => text),
      'passage',
    )
    for (const [i, text] of byLength.entries()) text.vector = toBytes(vectors[i] ?? new Float32Array())
    const done = papers.map((paper) => {
      const [whole, ...rest] = texts.filter((text) => text.paper === paper).flatMap(({ vector }) => vector ?? [])
      return { paper, whole, rest }
    })
    const rows = done.flatMap(({ paper, whole, rest }) =>
      whole
        ? [{ id: paper.id, hash: textsHash(paper), whole: packVectors([whole]), sentences: packVectors(rest) }]
        : [],
    )
    inTransaction(db, () => store.put(rows))
    for (const { paper, whole } of done) if (whole) table.put(paper.id, whole)
  }
  /** Takes the vectors of these texts that the index file has; gives the ids of the papers that have none. */
  function restore(texts: readonly KnownText[]): string[] {
    const known = new Map(texts.map(({ id, hash }) => [id, hash]))
    for (const { id, hash, whole } of store.wholes([...known.keys()])) {
      const [vector] = unpackVectors(whole, embedder.dimensions)
      if (!vector || hash !== known.get(id)) continue
      table.put(id, vector)
      known.delete(id)
    }
    return [...known.keys()]
  }
  return {
    restore,
    /** The same with all texts there are. */
    load(texts: KnownTexts): string[] {
      if (store.digest() !== texts.digest()) return [...texts.hashes()].flatMap(restore)
      for (const part of store.allWholes()) table.putPacked(part)
      return []
    },
    /** Makes and keeps the vectors of papers, a step at a time; `going` false stops after the step in hand. */
    async add(papers: readonly Paper[], going: () => boolean = () => true): Promise<void> {
      for (let at = 0; at < papers.length && going(); at += STEP) await embedStep(papers.slice(at, at + STEP))
    },
    remove(ids: readonly string[]) {
      for (const id of ids) table.remove(id)
    },
    size: table.size,
    /** The papers nearest in meaning among those accepted, and those of `also` that have vectors. */
    search(
      query: Float32Array,
      accept: ((id: string) => boolean) | undefined = undefined,
      also: readonly string[] = [],
    ): SemanticRanking {
      const weighed = (id: string) => {
        const own = table.get(id)
        return own ? [{ id, score: dot(query, own) }] : []
      }
      const { ids, scores, mean } = table.scores(query)
      // The scan rounds the question to bytes, too; those that it puts first are weighed again without.
      const nearest = bestRows(ids, scores, accept, DEPTH).map(({ id }) => id)
      const candidates = [...new Set([...nearest, ...also])].flatMap(weighed)
      const vectors = store.sentences(candidates.map(({ id }) => id))
      const hits = candidates.map(({ id, score }): SemanticHit => {
        const packed = vectors.get(id)
        const fits = packed ? dots(query, packed) : []
        if (fits.length === 0) return { id, score }
        const best = Math.max(...fits)
        return { id, score: (score + best) / 2, sentence: fits.indexOf(best) }
      })
      return { hits: hits.sort(byScore), mean }
    },
    /** Cosines of papers and of their sentences, in order, to the vectors given; of papers that have vectors. */
    sentenceScores(vectors: readonly Float32Array[], ids: readonly string[]): Map<string, PaperScores> {
      const [query] = vectors
      if (!query) return new Map()
      return new Map(
        [...store.sentences(ids)].flatMap(([id, packed]): [string, PaperScores][] => {
          const whole = floats(table.get(id))
          if (!whole) return []
          const byVector = vectors.map((vector) => dots(vector, packed))
          const sentences = dots(whole, packed).map((typical, i) => ({
            near: byVector.map((products) => products[i] ?? 0),
            typical,
          }))
          return [[id, { about: cosine(query, whole), sentences }]]
        }),
      )
    },
    /** Cosines of each of `ids` to each of `others`, in their orders; undefined where one has no vector. */
    near(ids: readonly string[], others: readonly string[]): (number | undefined)[][] {
      const known = others.map((id) => table.get(id))
      return ids.map((id) => {
        const own = floats(table.get(id))
        return known.map((other) => own && other && dot(own, other))
      })
    },
    /** Papers nearest to one, best first; nothing when its vector is not made yet. */
    similar(id: string, limit: number): { id: string; score: number }[] {
      const query = floats(table.get(id))
      if (!query) return []
      const { ids, scores } = table.scores(query)
      return bestRows(ids, scores, (other) => other !== id, limit)
    },
  }
}

/** Of unit vectors. */
function cosine(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0)
}

function floats(vector: ByteVector | undefined): Float32Array | undefined {
  if (!vector) return undefined
  const { bytes, scale } = vector
  const values = new Float32Array(bytes.length)
  for (let i = 0; i < bytes.length; i++) values[i] = (bytes[i] ?? 0) * scale
  return values
}

const byScore = (a: { id: string; score: number }, b: { id: string; score: number }) =>
  b.score - a.score || (a.id < b.id ? -1 : 1)

/** The accepted rows with the highest scores, best first. Linear in the rows for a small `most`. */
function bestRows(
  ids: readonly string[],
  scores: Float32Array,
  accept: ((id: string) => boolean) | undefined,
  most: number,
) {
  const best: { id: string; score: number }[] = []
  let bar = Number.NEGATIVE_INFINITY
  // By number: a pair for each of 100,000 rows would keep the garbage collector busy.
  for (let row = 0; row < scores.length; row++) {
    const score = scores[row] ?? 0
    if (score < bar) continue
    const id = ids[row] ?? ''
    if (accept && !accept(id)) continue
    best.push({ id, score })
    if (best.length < 2 * most) continue
    best.sort(byScore)
    best.length = most
    bar = best.at(-1)?.score ?? bar
  }
  return best.sort(byScore).slice(0, most)
}
