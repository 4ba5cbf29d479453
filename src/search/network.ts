import { z } from 'zod'

const networkSchema = z.object({
  inputs: z.array(z.string()),
  /** The least and the largest value of each input that it was fitted on. */
  least: z.array(z.number()),
  most: z.array(z.number()),
  linear: z.array(z.number()),
  /** One row of input weights a hidden unit. */
  hidden: z.array(z.array(z.number())),
  bias: z.array(z.number()),
  out: z.array(z.number()),
  offset: z.number(),
  /** Units that look at each term of a question by itself: a row of weights a unit, a weight for each number of a term. */
  terms: z.object({ hidden: z.array(z.array(z.number())), bias: z.array(z.number()) }).optional(),
})

/**
 * Gives a number for named inputs and, where the network looks at terms, a row of numbers for each of them, the term's
 * weight first. An input that is not given is 0, one beyond those it was fitted on counts as the nearest of them.
 */
export type Network = (inputs: Readonly<Record<string, number>>, terms?: readonly (readonly number[])[]) => number

/**
 * A network of one hidden layer of rectified linear units beside a linear part, from a file that data/answers/fit.py or
 * data/search/fit.py writes. Of each unit that looks at terms two inputs come: `sum 0`, its values summed by the terms'
 * weights, and `most 0`, the largest of them. Throws when the file is none.
 */
export function network(json: unknown): Network {
  const { inputs, least, most, bias, out, offset, terms, ...weights } = networkSchema.parse(json)
  const linear = Float64Array.from(weights.linear)
  const hidden = weights.hidden.map((row) => Float64Array.from(row))
  const units = terms?.hidden.length ?? 0
  const values = new Map(
    Array.from({ length: units }, (_, unit) => [
      [`sum ${unit}`, unit],
      [`most ${unit}`, units + unit],
    ]).flat() as [string, number][],
  )
  // Where the value of an input of this place is among those of the units; -1 where it is given by its name.
  const places = inputs.map((name) => values.get(name) ?? -1)
  const x = new Float64Array(inputs.length)
  const ofTerms = new Float64Array(2 * units)
  // Loops over numbers: a question has seventy sentences, and an object a sentence would take most of the time.
  return (given, rows = []) => {
    for (const [unit, weights] of (terms?.hidden ?? []).entries()) {
      let sum = 0
      let largest = 0
      for (const row of rows) {
        let value = terms?.bias[unit] ?? 0
        for (let i = 0; i < row.length; i++) value += (row[i] ?? 0) * (weights[i] ?? 0)
        if (value <= 0) continue
        sum += value * (row[0] ?? 0)
        largest = Math.max(largest, value)
      }
      ofTerms[unit] = sum
      ofTerms[units + unit] = largest
    }
    for (let i = 0; i < x.length; i++) {
      const place = places[i] ?? -1
      const value = place < 0 ? given[inputs[i] ?? ''] : ofTerms[place]
      x[i] = Math.min(most[i] ?? 0, Math.max(least[i] ?? 0, value ?? 0))
    }
    let result = offset + dot(linear, x)
    for (const [unit, weights] of hidden.entries()) {
      const value = (bias[unit] ?? 0) + dot(weights, x)
      if (value > 0) result += value * (out[unit] ?? 0)
    }
    return result
  }
}

function dot(weights: Float64Array, x: Float64Array): number {
  let sum = 0
  for (let i = 0; i < x.length; i++) sum += (x[i] ?? 0) * (weights[i] ?? 0)
  return sum
}
