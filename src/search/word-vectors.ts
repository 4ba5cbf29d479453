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
  let queue: Promise<unknown> = Promise.resolve()

  async function embedUnknown(words: readonly string[]) {
    const unknown = [...new Set(words)].filter((word) => !table.has(word))
    if (unknown.length === 0) return
    if (table.size() + unknown.length > MOST_KEPT) table = createVectorTable(embedder.dimensions)
    const vectors = await embedder.embed(unknown, 'passage')
    for (const [i, word] of unknown.entries()) table.put(word, toBytes(vectors[i] ?? new Float32Array()))
  }
  /** One after the other: questions that come together share most of their words. */
  function learn(words: readonly string[]): Promise<void> {
    const learned = queue.then(() => embedUnknown(words))
    queue = learned.catch(() => {})
    return learned
  }
  return {
    /** Makes the vectors of words before they are asked for, while `going` says so. */
    async learnAhead(words: readonly string[], going: () => boolean = () => true) {
      for (let at = 0; at < words.length && going(); at += STEP) await learn(words.slice(at, at + STEP))
    },
    /**
     * How near each vector is to the nearest of some words of a text, which are given by their places among its words: its
     * cosine, 0 where none is above.
     */
    async nearest(
      vectors: readonly Float32Array[],
      texts: readonly { words: readonly string[] }[],
    ): Promise<(text: number, places: readonly number[]) => number[]> {
      const words = [...new Set(texts.flatMap((text) => text.words))]
      // Another question may begin a new table meanwhile.
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
