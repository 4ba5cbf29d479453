/**
 * Acronyms defined in a text as "long form (SF)", where the words' initials spell the short form; small words between
 * them may be skipped ("learning from human feedback"). Linear in the text's length.
 */
export function acronymsIn(text: string): { short: string; long: string }[] {
  return [...text.matchAll(/\(([A-Z][A-Za-z]{1,7})\)/g)].flatMap(({ 1: written = '', index }) => {
    const short = written.replace(/s$/, '')
    const before = text.slice(Math.max(0, index - 120), index).trimEnd()
    const words = [...before.matchAll(/[^\s-]+/g)]
    let left = short.length
    let start = before.length
    for (const { 0: word, index: at } of words.reverse()) {
      if (left === 0) break
      const fits = word[0]?.toLowerCase() === short[left - 1]?.toLowerCase()
      if (!fits && !SKIPPED.has(word)) return []
      if (fits) left--
      start = at
    }
    return left === 0 ? [{ short, long: before.slice(start) }] : []
  })
}

// Names of three to six capitalised words: "Large Concept Model".
const CAPITALISED = /(?<![\w-])[A-Z][a-z]+(?:[ -][A-Z][a-z]+){2,5}(?![\w-])/g

/** Names written out in a text, with the initials by which they may be asked for. Linear in its length. */
export function initialsIn(text: string): { short: string; long: string }[] {
  return [...text.matchAll(CAPITALISED)].map(([long]) => ({
    short: long
      .split(/[ -]/)
      .map((word) => word[0])
      .join(''),
    long,
  }))
}

const SKIPPED = new Set(['a', 'an', 'and', 'by', 'for', 'from', 'in', 'of', 'on', 'the', 'to', 'with'])
