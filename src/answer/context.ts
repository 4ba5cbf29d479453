import type { ReadPaper } from '../papers/library.ts'
import type { Span } from '../papers/paper.ts'

// Words that point back at what the sentence before has named.
const POINTS_BACK =
  /^["'“‘(]*(it|its|this|these|those|they|their|such|here|he|she)\b(?! (paper|work|article|study|survey)\b)/i

/** The sentence before one that begins with a word for what that one named ("It …", "These …"); undefined for others. */
export function sentenceBefore({ paper, sentences }: ReadPaper, { start, end }: Span): Span | undefined {
  if (!POINTS_BACK.test(paper.abstract.slice(start, end))) return undefined
  return sentences.filter((span) => span.end <= start).at(-1)
}
