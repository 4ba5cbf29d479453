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
})

/** Gives a number for named inputs; one that is not given is 0, one beyond those it was fitted on counts as the nearest of them. */
export type Network = (inputs: Readonly<Record<string, number>>) => number

/**
 * A network of one hidden layer of rectified linear units beside a linear part, from a file that data/answers/fit.py or
 * data/search/fit.py writes. Throws when it is none.
 */
export function network(json: unknown): Network {
  const { inputs, least, most, linear, hidden, bias, out, offset } = networkSchema.parse(json)
  return (given) => {
    const x = inputs.map((name, i) => Math.min(most[i] ?? 0, Math.max(least[i] ?? 0, given[name] ?? 0)))
    const units = hidden.map((weights, unit) => Math.max(0, (bias[unit] ?? 0) + dot(weights, x)) * (out[unit] ?? 0))
    return offset + dot(linear, x) + units.reduce((sum, value) => sum + value, 0)
  }
}

function dot(weights: readonly number[], x: readonly number[]): number {
  let sum = 0
  for (let i = 0; i < x.length; i++) sum += (x[i] ?? 0) * (weights[i] ?? 0)
  return sum
}
