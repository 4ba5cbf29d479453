import type { Embedder } from '../../src/search/embedder.ts'

// Vectors of some 2,000 papers and their sentences.
const OWN_VECTORS = 18_000

/**
 * The model's vectors for the first texts that are indexed and for questions; the same ones over again for later texts,
 * since search takes as long with any.
 */
export function replaying(model: Embedder): Embedder {
  const kept: Float32Array[] = []
  return {
    ...model,
    async embed(texts, role) {
      if (role === 'query') return model.embed(texts, role)
      if (kept.length >= OWN_VECTORS) return texts.map((_, i) => kept[i % kept.length] as Float32Array)
      const vectors = await model.embed(texts, role)
      kept.push(...vectors)
      return vectors
    },
    async close() {},
  }
}
