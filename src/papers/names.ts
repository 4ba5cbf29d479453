// Words with a capital or a digit inside are names ("XNect", "BM25", "kl3m"); so is what stands before a title's colon.
const NAME_WORD = /\b(?=\w*[A-Za-z])(?:\w+[A-Z]\w*|[A-Za-z]+-?\d\w*)\b/g
const LONGEST_NAME_WORDS = 3
// "WHAT ARE GANS USEFUL FOR?" has a capital in every word, and none of them is a name for that.
const SMALL_LETTERS = /\p{Ll}{2}/u

/** A name that a title gives its work: lower-cased, and as it is printed. */
export interface TitleName {
  name: string
  printed: string
}

/** The names a paper's title gives its work: "XNect: Real-time …" gives `xnect`. */
export function namesPrinted(title: string): TitleName[] {
  const [head = '', ...rest] = title.split(/:\s/)
  const isName = rest.length > 0 && head.split(/\s+/).length <= LONGEST_NAME_WORDS
  const text = isName ? rest.join(': ') : title
  const words = [...(SMALL_LETTERS.test(text) ? [title] : isName ? [head] : [])].flatMap(
    (part) => part.match(NAME_WORD) ?? [],
  )
  const printed = new Map([...(isName ? [head] : []), ...words].map((name) => [name.toLowerCase(), name]))
  return [...printed].map(([name, printed]) => ({ name, printed }))
}

/** The same, lower-cased. */
export function namesInTitle(title: string): string[] {
  return namesPrinted(title).map(({ name }) => name)
}

/** Every run of one to three words of a text that could be such a name, as typed, without punctuation around it. */
export function possibleNames(text: string): string[] {
  const words = text.split(/\s+/).map((word) => word.replace(/^[^\p{L}\p{N}]+|(?:['’]s)?[^\p{L}\p{N}]*$/giu, ''))
  const runs = words.flatMap((_, at) =>
    Array.from({ length: LONGEST_NAME_WORDS }, (_, more) => words.slice(at, at + more + 1).join(' ')),
  )
  // "Quamba2-8B" is Quamba2 in one of its sizes.
  const parts = words.flatMap((word) => word.split(/[-/]/))
  return [...new Set([...runs, ...parts].filter(Boolean))]
}

/** Whether a name is typed as it is printed and could not be the first word of a sentence: "MUCH", "BeSt", "8B". */
export function isTypedAsName(typed: string, { printed }: TitleName): boolean {
  return typed === printed && /.\p{Lu}|\d/u.test(typed)
}
