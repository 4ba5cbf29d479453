/** The year that a date begins with, if it is one in which papers were written. */
export function yearOf(date: string | null | undefined): number | undefined {
  const year = Number.parseInt(date?.trim().slice(0, 4) ?? '', 10)
  return year >= 1900 && year <= 2200 ? year : undefined
}
