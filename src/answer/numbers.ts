import { setImmediate } from 'node:timers/promises'
import type { TextClaim } from '../claims/claim.ts'
import { matched, wordsAround } from '../claims/claim-match.ts'
import type { ClaimWish } from '../claims/claim-wish.ts'
import { sizesInNames } from '../claims/claims.ts'
import { familyOf } from '../claims/units.ts'
import { wantsSizes } from '../papers/claim-table.ts'
import type { Library, ReadPaper } from '../papers/library.ts'
import type { Search } from '../search/search.ts'
import { tokenize } from '../search/tokenize.ts'

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

// A hundred thousand papers take seconds: others are served in between.
const LOOKED_AT_ONCE = 500

/** The numbers of the library, or of one paper, that satisfy every wish; sorted by value where limits were given. */
export async function findNumbers(
  wishes: readonly ClaimWish[],
  { library, search, paper }: { library: Library; search: Search; paper?: ReadPaper },
): Promise<NumbersFound> {
  const subject = wishes
    .map((wish) => wish.subject)
    .join(' ')
    .trim()
  const about = subject === '' || paper ? undefined : papersAbout(subject, search)
  const hasMore = wishes.some((wish) => understoodBesides(wish))
  // Words that no paper holds leave nothing to look for, unless the rest of the wish says enough.
  const ids = about && (about.ids.size > 0 || !hasMore) ? about.ids : undefined
  const near = wishes.some(isBareLimit) ? (one: NumberFound) => standsNear(one, subject) : () => true
  const all: NumberFound[] = []
  const named: NumberFound[] = []
  let looked = 0
  for (const { read, claims } of paper ? [ownClaims(paper, wishes)] : library.claimsLike(wishes, ids)) {
    if (++looked % LOOKED_AT_ONCE === 0) await setImmediate()
    for (const one of numbersIn(read, claims, wishes).filter(near)) {
      const found = paper ? one : readLater(one, library)
      all.push(found)
      if (holdsName(read, one.claim, subject)) named.push(found)
    }
  }
  const found = named.length > 0 ? named : wishes.some(({ versus }) => versus) ? [] : all
  return { found: sorted(found, wishes), unused: about?.unused ?? [] }
}

/** Whether a wish says more than its subject. */
function understoodBesides({ metrics, kinds, units, min, max }: ClaimWish): boolean {
  return metrics.length + kinds.length + units.length > 0 || min !== undefined || max !== undefined
}

function ownClaims(read: ReadPaper, wishes: readonly ClaimWish[]): { read: ReadPaper; claims: TextClaim[] } {
  const named = wantsSizes(wishes) ? sizesInNames(read.paper.abstract, read.claims) : []
  return { read, claims: [...read.claims, ...named] }
}

/** Of a hundred thousand numbers found twenty are shown: the texts of the others need not be held. */
function readLater({ read: found, ...rest }: NumberFound, library: Library): NumberFound {
  const { id } = found.paper
  return {
    ...rest,
    get read() {
      const read = library.get(id)
      if (!read) throw new Error(`a number from ${id}, which is not in the library`)
      return read
    },
  }
}

function numbersIn(read: ReadPaper, claims: readonly TextClaim[], wishes: readonly ClaimWish[]): NumberFound[] {
  const { abstract } = read.paper
  return claims.flatMap((claim) => {
    const values = wishes.map((wish) => matched(claim, abstract, wish))
    if (values.includes(undefined)) return []
    const value = claim.values[0]?.value ?? 0
    return [{ read, claim, ...(values[0] ?? { value, high: value }) }]
  })
}

/** The papers that hold all words of a subject that any paper holds; none when most of its words are in none. */
function papersAbout(subject: string, search: Search): { ids: Set<string>; unused: string[] } {
  const words = [...new Set(subject.split(' '))].filter((word) => tokenize(word).length > 0)
  const holding = words.map((word) => ({ word, ids: search.holding(word) }))
  const unused = holding.filter(({ ids }) => ids.length === 0).map(({ word }) => word)
  if (unused.length * 2 >= words.length) return { ids: new Set(), unused }
  const known = words.filter((word) => !unused.includes(word)).join(' ')
  return { ids: new Set(search.holding(known)), unused }
}

/** Whether a number's sentence holds the names in a subject: words with a capital or a digit. */
function holdsName(read: ReadPaper, { sentence }: TextClaim, subject: string): boolean {
  const names = subject.split(' ').filter((word) => /\p{Lu}|\d/u.test(word))
  const text = read.paper.abstract.slice(sentence.start, sentence.end).toLowerCase()
  return names.length > 0 && names.some((name) => text.includes(name.toLowerCase()))
}

/** A limit without unit or metric: "resolution above 512". Only the words beside a number tell which is meant. */
function isBareLimit({ min, max, units, metrics, subject }: ClaimWish): boolean {
  return (min !== undefined || max !== undefined) && units.length === 0 && metrics.length === 0 && subject !== ''
}

function standsNear({ read, claim }: NumberFound, subject: string): boolean {
  const { start, end } = wordsAround(claim)
  const own = new Set(tokenize(read.paper.abstract.slice(start, end)))
  return tokenize(subject).some((term) => own.has(term))
}

/** By value where that says something: the farthest beyond a limit first; with a metric alone, the best first. */
function sorted(found: readonly NumberFound[], wishes: readonly ClaimWish[]): NumberFound[] {
  const isLimited = wishes.some(({ min, max, order }) => min !== undefined || max !== undefined || order !== undefined)
  const isUpper = wishes.some(
    ({ min, max, order }) => (max !== undefined && min === undefined) || order === 'ascending',
  )
  const isLowerBetter = found.filter(({ claim }) => claim.better === 'lower').length > found.length / 2
  const hasMetric = wishes.some(({ metrics }) => metrics.length > 0)
  if (!isLimited && !hasMetric) return [...found]
  const ascending = isLimited ? isUpper : isLowerBetter
  // Numbers of other units cannot be told larger or smaller: the most frequent family comes first.
  const families = new Map<string, number>()
  for (const { claim } of found) families.set(familyFound(claim), (families.get(familyFound(claim)) ?? 0) + 1)
  const rank = ({ claim }: NumberFound) => families.get(familyFound(claim)) ?? 0
  const isConverted = wishes.some(({ units }) => units.length > 0)
  return found.toSorted(
    (a, b) => (isConverted ? 0 : rank(b) - rank(a)) || (ascending ? a.value - b.value : b.high - a.high),
  )
}

function familyFound({ values }: TextClaim): string {
  return familyOf(values[0]?.unit ?? '')
}
