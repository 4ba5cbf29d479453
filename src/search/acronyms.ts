/** Acronyms defined in a text as "long form (SF)", where the words' initials spell the short form. Linear in its length. */
export function acronymsIn(text: string): { short: string; long: string }[] {
  return [...text.matchAll(/\(([A-Z][A-Za-z]{1,7})\)/g)].flatMap(({ 1: short = '', index }) => {
    const letters = short.replace(/s$/, '').toLowerCase()
    const words = text
      .slice(Math.max(0, index - 120), index)
      .trim()
      .split(/[\s-]+/)
      .slice(-letters.length)
    const spelled = words.map((word) => word[0]?.toLowerCase()).join('')
    return spelled === letters ? [{ short: short.replace(/s$/, ''), long: words.join(' ') }] : []
  })
}
