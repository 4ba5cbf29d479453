import { toBytes } from './byte-vector.ts'
import type { Embedder } from './embedder.ts'
import { createVectorTable } from './vector-table.ts'

// Most words of most texts are among so many; with 256 dimensions they take 30 MB.
const MOST_KEPT = 100_000
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
    /**
     * How near each vector is to the nearest of some words of a text, which are given by their places among its words: its
     * cosine, 0 where none is above.
     */
    async nearest(
      vectors: readonly Float32Array[],
      texts: readonly { words: readonly string[] }[],
    ): Promise<(text: number, places: readonly number[]) => number[]> {
      const words = [...new Set(texts.flatMap((text) => text.words))]
      // Another question may have begun a new table meanwhile.
      while (words.some((word) => !table.has(word))) await learn(words)
      const cosines = table.scoresOf(vectors, words)
      const columnOf = new Map(words.map((word, column) => [word, column]))
      const columns = texts.map((text) => text.words.map((word) => columnOf.get(word) ?? 0))
      return (text, places) =>
        cosines.map((row) => {
          let most = 0
          for (const place of places) most = Math.max(most, row[columns[text]?.[place] ?? 0] ?? 0)
          return most
        })
    },
  }
}
