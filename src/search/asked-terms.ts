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
