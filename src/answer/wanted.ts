// What a short question wants a sentence to hold, beyond its words: who asks on leaves most words to the question before.

// "compared to what?", "than what?", "which baselines?", "what is it compared with?"
const ASKS_AGAINST =
  /\b(?:compared|relative|comparison|against|than|versus|vs\.?|over)(?: (?:to|with))? (?:what|which|whom)\b|\b(?:what|which|whom) (?:[\w-]+ ){0,4}(?:compared?(?: (?:to|with|against))?|baselines?|against)\b|^(?:the )?baselines?\b/i
const SAYS_AGAINST =
  /\b(?:compar(?:ed|ison)|relative|comparable|superior\w*|equal) (?:to|with|of|over)\b|\b(?:comparing|out(?:perform|class|pac|do)\w*|surpass\w*|exceed\w*|baselines?|versus|vs|on par with)\b|\b(?:more|less|better|\w+er) [^.;]{0,40}?\bthan\b|\b(?:improve\w*|gains?|speed-?ups?|reduction|advantages?) [^.;]{0,40}?\b(?:over|from|upon)\b|\b(?:existing|previous|prior|state-of-the-art) (?:[\w-]+ ){0,3}(?:methods?|models?|approach\w*|work|techniques?|systems?|baselines?)\b/i
const ASKS_NAME =
  /\b(?:which|what) (?:\w+ )?(?:models?|LLMs?|datasets?|data|benchmarks?|GPUs?|hardware|devices?|robots?|platforms?|languages?|backbones?|corpus|corpora)\b/i
// Letters and digits as names have them: "LLama 2", "GPT-J", "TurtleBot2".
const NAME = /[\w/.-]*(?:\p{Ll}\p{Lu}|\p{Lu}[\p{Lu}-]|\p{L}-?\d|\d-?\p{Lu}|\p{Lu}\p{Ll}+ \d)[\w/.-]*/gu
// Languages and data are often named by a word alone, with a capital inside the sentence.
const ASKS_WORD = /\b(?:datasets?|data|languages?|corpus|corpora|benchmarks?)\b/i
const WORD = /(?<=[\p{Ll},;(] )\p{Lu}\p{Ll}+/gu
// Kinds of things, not one of them.
const KINDS = /LLMs?$|^(?:[LV]L?Ms?|GPUs?|AI|NLP|ML|KV|[CR]NNs?|[23]D|SOTA)$/

/** Whether a question asks what a result was compared with. */
export function asksAgainstWhat(question: string): boolean {
  return ASKS_AGAINST.test(question)
}

/** Whether a sentence says what something was compared with. */
export function saysAgainstWhat(text: string): boolean {
  return SAYS_AGAINST.test(text)
}

/** Whether a question asks which one of a kind that goes by names: "on which dataset?", "which GPU?". */
export function asksForName(question: string): boolean {
  return ASKS_NAME.test(question)
}

/** Whether a sentence holds such a name as `question` asks for, not of its paper's title: its own method is no dataset. */
export function holdsName(text: string, title: string, question: string): boolean {
  const own = new Set(words(title))
  const names = [...text.matchAll(NAME), ...(ASKS_WORD.test(question) ? text.matchAll(WORD) : [])]
  const parts = names.flatMap(([name]) => name.match(/[\p{L}\p{N}]+/gu) ?? [])
  return parts.some((part) => /\p{Lu}|\d/u.test(part) && !KINDS.test(part) && !own.has(part.toLowerCase()))
}

function words(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}
