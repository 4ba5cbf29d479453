/** A person's name without accents, case and punctuation: "Łukasz K. O’Neil" gives "łukasz k o neil". */
export function plainName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** Authors as they are compared: each name plain, between blanks, with a comma between one and the next. */
export function plainAuthors(authors: string): string {
  return authors
    .split(/\s*[,;]\s*|\s+and\s+/)
    .map((author) => ` ${plainName(author)} `)
    .join(',')
}
