import type { Embedder } from '../../src/search/embedder.ts'

const DIMENSIONS = 64

/** Bag of words hashed into a unit vector: texts that share words are near, others are not. Notes every call. */
export function createFakeEmbedder(): Embedder & { calls: string[][] } {
  const calls: string[][] = []
  return {
    id: 'fake',
    dimensions: DIMENSIONS,
    calls,
    async embed(texts) {
      if (texts.length > 0) calls.push([...texts])
      return texts.map(vectorOf)
    },
    async close() {},
  }
}

function vectorOf(text: string): Float32Array {
  const vector = new Float32Array(DIMENSIONS)
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
    const at = [...word].reduce((hash, letter) => (hash * 31 + (letter.codePointAt(0) ?? 0)) % 9973, 7) % DIMENSIONS
    vector[at] = (vector[at] ?? 0) + 1
  }
  const length = Math.hypot(...vector) || 1
  return vector.map((value) => value / length)
}
