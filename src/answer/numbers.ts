import type { TextClaim } from '../claims/claim.ts'
import { matched } from '../claims/claim-match.ts'
import type { ClaimWish } from '../claims/claim-wish.ts'
import { sizesInNames } from '../claims/claims.ts'
import type { Library, ReadPaper } from '../papers/library.ts'
import type { Search } from '../search/search.ts'

/** A claim that is what was wished for, with its number in the unit asked for. */
export interface NumberFound {
  read: ReadPaper
  claim: TextClaim
  value: number
  high: number
}

export interface NumbersFound {
  found: NumberFound[]
  /** Words of the subject that no paper here holds: they were not used. */
  unused: string[]
}

/** Papers whose numbers are looked at for a subject: the best by words. */
const PAPERS_OF_SUBJECT = 25

/** The numbers of the library, or of one paper, that satisfy every wish; sorted by value where limits were given. */
export async function findNumbers(
  wishes: readonly ClaimWish[],
  { library, search, paper }: { library: Library; search: Search; paper?: ReadPaper },
): Promise<NumbersFound> {
  const subject = wishes
    .map((wish) => wish.subject)
    .join(' ')
    .trim()
  const { ids, unused } = subject === '' || paper ? { ids: undefined, unused: [] } : await papersAbout(subject, search)
  const reads = paper ? [paper] : library.all().filter((read) => ids?.has(read.paper.id) ?? true)
  const all = reads.flatMap((read) => numbersIn(read, wishes))
  const named = all.filter(({ read, claim }) => holdsName(read, claim, subject))
  const found = named.length > 0 ? named : wishes.some(({ versus }) => versus) ? [] : all
  return { found: sorted(found, wishes), unused }
}

function numbersIn(read: ReadPaper, wishes: readonly ClaimWish[]): NumberFound[] {
  const { abstract } = read.paper
  const wantsSizes = wishes.some(({ units }) => units.includes('parameters'))
  const claims = wantsSizes ? [...read.claims, ...sizesInNames(abstract, read.claims)] : read.claims
  return claims.flatMap((claim) => {
    const values = wishes.map((wish) => matched(claim, abstract, wish))
    const [first] = values
    return first && values.every((value) => value !== undefined) ? [{ read, claim, ...first }] : []
  })
}

async function papersAbout(
  subject: string,
  search: Search,
): Promise<{ ids: Set<string> | undefined; unused: string[] }> {
  const { hits } = await search.search(subject, { limit: PAPERS_OF_SUBJECT, mode: 'lexical' })
  const unused: string[] = []
  for (const word of new Set(subject.split(' '))) {
    const { total } = await search.search(word, { limit: 1, mode: 'lexical' })
    if (total === 0) unused.push(word)
  }
  return { ids: hits.length > 0 ? new Set(hits.map(({ id }) => id)) : undefined, unused }
}

/** Whether a number's sentence holds the names in a subject: words with a capital or a digit. */
function holdsName(read: ReadPaper, { sentence }: TextClaim, subject: string): boolean {
  const names = subject.split(' ').filter((word) => /\p{Lu}|\d/u.test(word))
  const text = read.paper.abstract.slice(sentence.start, sentence.end).toLowerCase()
  return names.length > 0 && names.some((name) => text.includes(name.toLowerCase()))
}

/** By value where that says something: the farthest beyond a limit first; with a metric alone, the best first. */
function sorted(found: readonly NumberFound[], wishes: readonly ClaimWish[]): NumberFound[] {
  const isLimited = wishes.some(({ min, max }) => min !== undefined || max !== undefined)
  const isUpper = wishes.some(({ min, max }) => max !== undefined && min === undefined)
  const isLowerBetter = found.length > 0 && found.every(({ claim }) => claim.better === 'lower')
  const hasMetric = wishes.some(({ metrics }) => metrics.length > 0)
  const units = new Set(found.map(({ claim }) => claim.values[0]?.unit ?? null))
  if (!isLimited && !(hasMetric && units.size === 1)) return [...found]
  const ascending = isLimited ? isUpper : isLowerBetter
  return found.toSorted((a, b) => (ascending ? a.value - b.value : b.high - a.high))
}
