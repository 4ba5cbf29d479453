import { z } from 'zod'

/** How the words of a question stand to a sentence: an array for each of these, a number for each term in it. */
export interface AskedTerms {
  /** As the question writes them. */
  words: readonly string[]
  /** Shares of its idf weight and of what it means. */
  weights: readonly number[]
  senses: readonly number[]
  /** Nearness in meaning to the nearest word of the sentence, of its paper and of the title; 1 where it is there. */
  sentence: readonly number[]
  paper: readonly number[]
  title: readonly number[]
}

// A question of more content words says too much at once; the fitting leaves the rest out as well.
const MOST = 16

/** What is known of each term, a row a term, in the order that data/answers/fit.py has. */
export function termRows({ words, weights, senses, sentence, paper, title }: AskedTerms): number[][] {
  const kept = words.slice(0, MOST)
  return kept.map((word, at) => [
    weights[at] ?? 0,
    senses[at] ?? 0,
    sentence[at] ?? 0,
    paper[at] ?? 0,
    title[at] ?? 0,
    Number(/\p{Lu}/u.test(word)),
    Number(/\p{Nd}/u.test(word)),
    at / Math.max(1, kept.length - 1),
  ])
}

const layerSchema = z.object({
  terms: z.object({
    /** One row of weights a unit, a weight for each number of a term. */
    hidden: z.array(z.array(z.number())),
    bias: z.array(z.number()),
  }),
})

/**
 * Reads the layer of a network that looks at each term by itself. What it gives are inputs of the network, two a unit:
 * `sum 0`, its values summed by the terms' weights, and `most 0`, the largest of them. Throws when the file has none.
 */
export function termLayer(json: unknown): (rows: readonly (readonly number[])[]) => Record<string, number> {
  const { hidden, bias } = layerSchema.parse(json).terms
  const names = hidden.map((_, unit) => ({ sum: `sum ${unit}`, most: `most ${unit}` }))
  return (rows) => {
    const found: Record<string, number> = {}
    // Loops, since a question asks for seventy sentences: closures for each number would take most of the time.
    for (const [unit, weights] of hidden.entries()) {
      let sum = 0
      let most = 0
      for (const row of rows) {
        let value = bias[unit] ?? 0
        for (let at = 0; at < row.length; at++) value += (row[at] ?? 0) * (weights[at] ?? 0)
        if (value <= 0) continue
        sum += value * (row[0] ?? 0)
        most = Math.max(most, value)
      }
      const name = names[unit]
      if (!name) continue
      found[name.sum] = sum
      found[name.most] = most
    }
    return found
  }
}
