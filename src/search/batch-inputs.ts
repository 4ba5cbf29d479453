import { z } from 'zod'
import { createWordTokens, wordwiseMarks } from './word-tokens.ts'

const encodedSchema = z.object({ input_ids: z.array(z.number()) })

/** A model's inputs: rows of token ids and of ones where there is a token, one after the other. */
export interface BatchInputs {
  ids: BigInt64Array
  mask: BigInt64Array
  /** Texts, tokens of the longest. */
  dims: [number, number]
}

/** A tokenizer of the library as it is called here, and what of it is looked at. */
export interface Tokenizer {
  (text: string, options: { add_special_tokens: boolean; return_tensor: false }): unknown
  model_max_length: number
  pad_token_id: number
  padding_side: string
}

/**
 * Reads texts for a model by its tokenizer, each word once. `file` is the tokenizer.json; undefined where that or the
 * tokenizer is not of the kind that allows it.
 */
export function createBatchInputs(
  tokenizer: Tokenizer,
  file: unknown,
): ((texts: readonly string[]) => BatchInputs) | undefined {
  const marks = wordwiseMarks(file)
  if (!marks || tokenizer.padding_side !== 'right') return undefined
  const encoded = (text: string, add_special_tokens: boolean) =>
    encodedSchema.parse(tokenizer(text, { add_special_tokens, return_tensor: false })).input_ids
  const idsOf = createWordTokens((text) => encoded(text, false), marks)
  // What a text of no words gets.
  const [first, last] = encoded('', true)
  const most = tokenizer.model_max_length
  if (first === undefined || last === undefined) return undefined
  return (texts) => {
    // As the library does it: a text that is too long is cut with its last mark.
    const rows = texts.map((text) => [first, ...idsOf(text, most), last].slice(0, most))
    const width = Math.max(...rows.map(({ length }) => length))
    const ids = new BigInt64Array(texts.length * width).fill(BigInt(tokenizer.pad_token_id))
    const mask = new BigInt64Array(texts.length * width)
    // Big integers one by one would take as long as finding the words: ids fill the lower halves.
    const halves = new Int32Array(ids.buffer)
    for (const [row, own] of rows.entries()) {
      mask.fill(1n, row * width, row * width + own.length)
      for (let i = 0; i < own.length; i++) halves[2 * (row * width + i)] = own[i] ?? 0
    }
    return { ids, mask, dims: [texts.length, width] }
  }
}
