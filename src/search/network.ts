import { z } from 'zod'

const networkSchema = z.object({
  inputs: z.array(z.string()),
  linear: z.array(z.number()),
  /** One row of input weights a hidden unit. */
  hidden: z.array(z.array(z.number())),
  bias: z.array(z.number()),
  out: z.array(z.number()),
  offset: z.number(),
})

/** Gives a number for named inputs; an input that is not given is 0. */
export type Network = (inputs: Readonly<Record<string, number>>) => number

/**
 * A network of one hidden layer of rectified linear units beside a linear part, from a file that data/answers/fit.py or
 * data/search/fit.py writes. Throws when it is none.
 */
export function network(json: unknown): Network {
  const { inputs, linear, hidden, bias, out, offset } = networkSchema.parse(json)
  return (given) => {
    const x = inputs.map((name) => given[name] ?? 0)
    const units = hidden.map((weights, unit) => Math.max(0, (bias[unit] ?? 0) + dot(weights, x)) * (out[unit] ?? 0))
    return offset + dot(linear, x) + units.reduce((sum, value) => sum + value, 0)
  }
}

function dot(weights: readonly number[], x: readonly number[]): number {
  let sum = 0
  for (let i = 0; i < x.length; i++) sum += (x[i] ?? 0) * (weights[i] ?? 0)
  return sum
}
