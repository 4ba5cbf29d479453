import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Embedder } from '../../src/search/embedder.ts'

// Sums of numbers in 32 bits come out in another order in another batch.
const ROUNDING = 1e-5
const TEXTS = [
  'a small model reads text',
  'Speculative decoding makes large language models 2.4x faster, without a draft model.',
  'Quantization to 1.58 bits per weight',
  'a small model reads text',
  'naïve Bayes — “quoted”, x_1 = 0.05 (%)',
]

/** What every Embedder promises to whoever searches by its vectors. */
export function embedderContract(name: string, open: () => Promise<Embedder>): void {
  describe(`an embedder: ${name}`, () => {
    let embedder: Embedder
    beforeAll(async () => {
      embedder = await open()
    })
    afterAll(() => embedder.close())
    const passage = async (text: string) => (await embedder.embed([text], 'passage'))[0] as Float32Array

    it.each(['query', 'passage'] as const)('a %s gets one vector of the stated length, 1 long', async (role) => {
      const vectors = await embedder.embed(TEXTS, role)
      expect(vectors).toHaveLength(TEXTS.length)
      for (const vector of vectors) {
        expect(vector).toBeInstanceOf(Float32Array)
        expect(vector).toHaveLength(embedder.dimensions)
        expect(dot(vector, vector)).toBeCloseTo(1, 4)
      }
    })

    it('vectors come in the order of the texts, more than one batch of them, and callers do not mix', async () => {
      const texts = Array.from({ length: 40 }, (_, i) => `${'word '.repeat((i * 7) % 30)}number ${i} of forty`)
      const [there, back] = await Promise.all([
        embedder.embed(texts, 'passage'),
        embedder.embed(texts.toReversed(), 'passage'),
      ])
      expect(farthest(there, back.toReversed())).toBeLessThan(ROUNDING)
      expect(new Set(there.map(String)).size).toBeGreaterThan(1)
    })

    it('a text has the same vector alone, in a batch, beside a longer one and again', async () => {
      const together = await embedder.embed([...TEXTS, TEXTS.join(' ').repeat(20)], 'passage')
      const alone: Float32Array[] = []
      for (const text of TEXTS) alone.push(await passage(text))
      expect(farthest(alone, together.slice(0, TEXTS.length))).toBeLessThan(ROUNDING)
      expect(await embedder.embed(TEXTS, 'passage')).toEqual(await embedder.embed(TEXTS, 'passage'))
      expect(together[0]).toEqual(together[3])
    })

    it('texts of no words and far too long ones have a vector of numbers', async () => {
      const texts = ['', ' \n\t', '\u0000', '…', '中文', 'x'.repeat(100_000), 'word '.repeat(20_000)]
      for (const [i, vector] of (await embedder.embed(texts, 'passage')).entries()) {
        expect(vector, texts[i]?.slice(0, 5)).toHaveLength(embedder.dimensions)
        expect(vector.every(Number.isFinite), texts[i]?.slice(0, 5)).toBe(true)
        expect(dot(vector, vector)).toBeLessThan(1.001)
      }
    })

    it('what lies beyond the longest text it reads does not disturb what others get', async () => {
      const [first] = await embedder.embed([TEXTS[0] ?? '', 'word '.repeat(20_000)], 'passage')
      expect(farthest([await passage(TEXTS[0] ?? '')], [first as Float32Array])).toBeLessThan(ROUNDING)
    })

    it('a question is near a passage that says the same, and far from another', async () => {
      const [question] = await embedder.embed(['large language models that decode faster'], 'query')
      const [, near, far] = await embedder.embed(TEXTS, 'passage')
      expect(dot(question as Float32Array, near as Float32Array)).toBeGreaterThan(
        dot(question as Float32Array, far as Float32Array),
      )
    })

    it('no texts give no vectors', async () => {
      expect(await embedder.embed([], 'query')).toEqual([])
      expect(await embedder.embed([], 'passage')).toEqual([])
    })

    it('it is named the same when it is opened again', async () => {
      const again = await open()
      expect([again.id, again.dimensions]).toEqual([embedder.id, embedder.dimensions])
      await again.close()
    })
  })
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0)
}

/** The largest difference of two numbers at the same place. */
function farthest(left: readonly Float32Array[], right: readonly Float32Array[]): number {
  return Math.max(
    ...left.map((own, i) =>
      own.reduce((most, value, at) => Math.max(most, Math.abs(value - (right[i]?.[at] ?? 9))), 0),
    ),
  )
}
