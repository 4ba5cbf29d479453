import type { Embedder } from './embedder.ts'

// Words of questions come again and again; ten thousand vectors of 256 numbers take 10 MB.
const MOST_KEPT = 10_000

/** Vectors of short texts of questions, remembered, so that asking again or in two steps makes each once. */
export function createTextVectors(embedder: Embedder): (texts: readonly string[]) => Promise<Float32Array[]> {
  const known = new Map<string, Float32Array>()
  return async (texts) => {
    const wanted = [...new Set(texts)].filter((text) => !known.has(text))
    const made = wanted.length > 0 ? await embedder.embed(wanted, 'query') : []
    const fresh = new Map(wanted.map((text, i) => [text, made[i] ?? new Float32Array(embedder.dimensions)]))
    const found = texts.map((text) => fresh.get(text) ?? known.get(text) ?? new Float32Array(embedder.dimensions))
    if (known.size + fresh.size > MOST_KEPT) known.clear()
    for (const [text, vector] of fresh) known.set(text, vector)
    return found
  }
}
