/** A hard-wrapped text on one line: what a source stores once, before anything is quoted from it. */
export function unwrap(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
