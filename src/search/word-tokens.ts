import { z } from 'zod'

// Of tokenizer.json: the kinds of the steps, and the tokens that are found before texts are parted into words.
const bertSchema = z.object({
  normalizer: z.object({ type: z.literal('BertNormalizer') }),
  pre_tokenizer: z.object({ type: z.literal('BertPreTokenizer') }),
  model: z.object({ type: z.literal('WordPiece') }),
  added_tokens: z.array(z.object({ content: z.string() })),
})

// A tokenizer of BERT's kind parts a text at these, whatever stands around them.
const PIECES = /[^ \t\n\r!-/:-@[-`{-~]+|[!-/:-@[-`{-~]/g
// The one letter whose small form hangs on letters beyond a full stop.
const SIGMA = 'Σ'
// The words of a language and their forms; those beyond rarely come twice. About 10 MB.
const MOST_KEPT = 100_000

/** Token ids of a text, the first `most` of them. */
export type TokenIds = (text: string, most: number) => readonly number[]

/** The tokens that a tokenizer.json names as such; undefined where texts cannot be taken word by word. */
export function wordwiseMarks(tokenizerJson: unknown): string[] | undefined {
  const parsed = bertSchema.safeParse(tokenizerJson)
  return parsed.success ? parsed.data.added_tokens.map(({ content }) => content) : undefined
}

/**
 * Token ids of texts from those of their words, remembered: most words have come before, and the library's tokenizer
 * takes longer than a small model's run. `idsOf` is that tokenizer, without the marks that it puts at a text's ends;
 * the ids are the same as it gives for the whole text, where `wordwiseMarks` knows its `marks`.
 */
export function createWordTokens(idsOf: (text: string) => readonly number[], marks: readonly string[]): TokenIds {
  const known = new Map<string, readonly number[]>()
  function idsOfPiece(piece: string): readonly number[] {
    const before = known.get(piece)
    if (before) return before
    const found = idsOf(piece)
    if (known.size >= MOST_KEPT) known.clear()
    known.set(piece, found)
    return found
  }
  return (text, most) => {
    if ([SIGMA, ...marks].some((mark) => text.includes(mark))) return idsOf(text).slice(0, most)
    const ids: number[] = []
    for (const piece of text.match(PIECES) ?? []) {
      for (const id of idsOfPiece(piece)) ids.push(id)
      if (ids.length >= most) break
    }
    return ids.slice(0, most)
  }
}
