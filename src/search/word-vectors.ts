import { toBytes } from './byte-vector.ts'
import type { Embedder } from './embedder.ts'
import { createVectorTable } from './vector-table.ts'

// Most words of most texts are among so many; with 256 dimensions they take 15 MB.
const MOST_KEPT = 40_000
// So that a question that comes meanwhile waits for few words.
const STEP = 64

/** Vectors of single words, remembered: how near each word of a question is to the words of texts. */
export function createWordVectors(embedder: Embedder) {
  let table = createVectorTable(embedder.dimensions)

  async function learn(words: readonly string[], going: () => boolean = () => true) {
    const unknown = [...new Set(words)].filter((word) => !table.has(word))
    if (table.size() + unknown.length > MOST_KEPT) table = createVectorTable(embedder.dimensions)
    const own = table
    for (let at = 0; at < unknown.length && going(); at += STEP) {
      const step = unknown.slice(at, at + STEP)
      const vectors = await embedder.embed(step, 'passage')
      for (const [i, word] of step.entries()) own.put(word, toBytes(vectors[i] ?? new Float32Array()))
    }
  }
  return {
    /** Makes the vectors of words before they are asked for, while `going` says so. */
    learn,
    /** Cosines of each vector to each word, in their orders. */
    async near(vectors: readonly Float32Array[], words: readonly string[]): Promise<Float32Array[]> {
      // Another question may have begun a new table meanwhile.
      while (words.some((word) => !table.has(word))) await learn(words)
      return table.scoresOf(vectors, words)
    },
  }
}
