// Words with a capital or a digit inside are names ("XNect", "BM25", "kl3m"); so is what stands before a title's colon.
const NAME_WORD = /\b(?=\w*[A-Za-z])(?:\w+[A-Z]\w*|[A-Za-z]+-?\d\w*)\b/g
const LONGEST_NAME_WORDS = 3

/** The names a paper's title gives its work, lower-cased: "XNect: Real-time …" gives `xnect`. */
export function namesInTitle(title: string): string[] {
  const [head = '', ...rest] = title.split(/:\s/)
  const isName = rest.length > 0 && head.split(/\s+/).length <= LONGEST_NAME_WORDS
  return [...new Set([...(isName ? [head] : []), ...(title.match(NAME_WORD) ?? [])].map((name) => name.toLowerCase()))]
}

/** Every run of one to three words of a text that could be such a name, lower-cased, without punctuation around it. */
export function possibleNames(text: string): string[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .map((word) => word.replace(/^[^\p{L}\p{N}]+|(?:['’]s)?[^\p{L}\p{N}]*$/gu, ''))
  const runs = words.flatMap((_, at) =>
    Array.from({ length: LONGEST_NAME_WORDS }, (_, more) => words.slice(at, at + more + 1).join(' ')),
  )
  // "Quamba2-8B" is Quamba2 in one of its sizes.
  const parts = words.flatMap((word) => word.split(/[-/]/))
  return [...new Set([...runs, ...parts].filter(Boolean))]
}
