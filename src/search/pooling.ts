/** What a model gives for a batch of texts: a vector a token, token after token, text after text. */
export interface TokenStates {
  data: Float32Array
  /** Texts, tokens of the longest, width. */
  dims: readonly number[]
}

/**
 * Mean pooling: the mean of the vectors of each text's own tokens, one row of `width` a text, to the last digit what the
 * library's own gives, which reads the mask anew for every number and takes longer than a small model's run. `mask`
 * holds a one for each of a text's tokens and a zero for what fills it up; a text of no tokens gets NaN, as there.
 */
export function meanPooled({ data, dims }: TokenStates, mask: BigInt64Array): Float32Array {
  const [texts = 0, length = 0, width = 0] = dims
  const means = new Float32Array(texts * width)
  // Twice as exact as the states, as sums of single numbers are.
  const sums = new Float64Array(width)
  for (let text = 0; text < texts; text++) {
    sums.fill(0)
    let count = 0
    for (let token = text * length; token < (text + 1) * length; token++) {
      if (mask[token] === 0n) continue
      count++
      const start = token * width
      for (let i = 0; i < width; i++) sums[i] = (sums[i] ?? 0) + (data[start + i] ?? 0)
    }
    for (let i = 0; i < width; i++) means[text * width + i] = (sums[i] ?? 0) / count
  }
  return means
}

/** The vector of each text's first token, one row a text: what a model of BERT's kind may be made to say its meaning by. */
export function firstPooled({ data, dims }: TokenStates): Float32Array {
  const [texts = 0, length = 0, width = 0] = dims
  const firsts = new Float32Array(texts * width)
  for (let text = 0; text < texts; text++) {
    const start = text * length * width
    firsts.set(data.subarray(start, start + width), text * width)
  }
  return firsts
}
