import type { Paper, Span } from '../papers/paper.ts'
import type { Embedder } from './embedder.ts'

export interface SemanticHit {
  id: string
  score: number
  sentence?: Span
}

interface Entry {
  whole: Float32Array
  sentences: { span: Span; vector: Float32Array }[]
}

// Texts a call to the model: more would hold up other questions.
const BATCH = 16

/** Vectors of papers and of their sentences, searched exactly. */
export function createSemanticIndex(embedder: Embedder, sentencesOf: (text: string) => Span[]) {
  const entries = new Map<string, Entry>()

  async function embedAll(texts: string[]): Promise<Float32Array[]> {
    const vectors: Float32Array[] = []
    for (let at = 0; at < texts.length; at += BATCH) {
      vectors.push(...(await embedder.embed(texts.slice(at, at + BATCH), 'passage')))
    }
    return vectors
  }
  return {
    async add(papers: readonly Paper[]) {
      const texts = papers.flatMap(({ id, title, abstract }) => [
        { id, span: undefined, text: `${title}. ${abstract}` },
        ...sentencesOf(abstract).map((span) => ({ id, span, text: abstract.slice(span.start, span.end) })),
      ])
      // Shortest first: a batch is padded to its longest text.
      texts.sort((a, b) => a.text.length - b.text.length)
      const vectors = await embedAll(texts.map(({ text }) => text))
      const fresh = new Map(papers.map(({ id }): [string, Entry] => [id, { whole: new Float32Array(), sentences: [] }]))
      for (const [i, { id, span }] of texts.entries()) {
        const entry = fresh.get(id)
        const vector = vectors[i]
        if (!entry || !vector) continue
        if (span) entry.sentences.push({ span, vector })
        else entry.whole = vector
      }
      for (const [id, entry] of fresh) {
        entry.sentences.sort((a, b) => a.span.start - b.span.start)
        entries.set(id, entry)
      }
    },
    /** All papers by half the paper's and half its best sentence's cosine. */
    search(query: Float32Array): SemanticHit[] {
      return [...entries]
        .map(([id, { whole, sentences }]) => {
          const best = sentences
            .map(({ span, vector }) => ({ span, score: dot(query, vector) }))
            .reduce((a, b) => (b.score > a.score ? b : a), { span: undefined as Span | undefined, score: -1 })
          const paper = dot(query, whole)
          return { id, score: best.span ? (paper + best.score) / 2 : paper, ...(best.span && { sentence: best.span }) }
        })
        .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    },
    sentenceScores(query: Float32Array, id: string): { span: Span; score: number }[] {
      return (entries.get(id)?.sentences ?? []).map(({ span, vector }) => ({ span, score: dot(query, vector) }))
    },
    paperVector: (id: string) => entries.get(id)?.whole,
    /** All vectors in the papers' order, for `restore`. */
    snapshot(papers: readonly Paper[]): Float32Array {
      const vectors = papers.flatMap(({ id }) => {
        const entry = entries.get(id)
        return entry ? [entry.whole, ...entry.sentences.map(({ vector }) => vector)] : []
      })
      const all = new Float32Array(vectors.length * embedder.dimensions)
      for (const [i, vector] of vectors.entries()) all.set(vector, i * embedder.dimensions)
      return all
    },
    /** Takes a snapshot of the same papers back; false when it is not of their size. */
    restore(all: Float32Array, papers: readonly Paper[]): boolean {
      const spans = papers.map(({ abstract }) => sentencesOf(abstract))
      const wanted = spans.reduce((sum, own) => sum + own.length + 1, 0) * embedder.dimensions
      if (all.length !== wanted) return false
      let at = 0
      const next = () => {
        at += embedder.dimensions
        return all.subarray(at - embedder.dimensions, at)
      }
      papers.forEach(({ id }, i) => {
        entries.set(id, { whole: next(), sentences: (spans[i] ?? []).map((span) => ({ span, vector: next() })) })
      })
      return true
    },
  }
}

/** Dot product; the cosine for unit vectors. */
export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0)
  return sum
}
