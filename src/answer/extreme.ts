import { setImmediate } from 'node:timers/promises'
import type { ClaimValue, TextClaim } from '../claims/claim.ts'
import { matched } from '../claims/claim-match.ts'
import type { ClaimWish } from '../claims/claim-wish.ts'
import { converted } from '../claims/units.ts'
import type { Library, ReadPaper } from '../papers/library.ts'
import type { Search } from '../search/search.ts'
import { tokenize } from '../search/tokenize.ts'
import { type Quote, quoteOf } from './quote.ts'
import type { Superlative } from './superlative.ts'

interface Extreme {
  read: ReadPaper
  claim: TextClaim
  value: number
}

// Reading a paper's numbers for the first time takes a millisecond: others are served in between.
const READ_AT_ONCE = 50

/**
 * The sentences with the numbers asked for, the most extreme first, a sentence once. Numbers of baselines and prices
 * paid are none; empty where no paper states such a number.
 */
export async function extremes(
  asked: Superlative,
  { library, search }: { library: Library; search: Search },
): Promise<Quote[]> {
  const holding = asked.topic ? new Set(search.holding(asked.topic)) : undefined
  const wish = wishOf(asked)
  const found: Extreme[] = []
  let read = 0
  // By kind and unit only: a number may stand far from its metric.
  for (const paper of library.claimsLike([{ ...wish, metrics: [] }], holding)) {
    if (++read % READ_AT_ONCE === 0) await setImmediate()
    found.push(...numbersOf(paper, wish, asked))
  }
  const names = asked.topic.split(' ').filter((word) => /\p{Lu}|\d/u.test(word))
  const seen = new Set<string>()
  return found
    .filter(({ read, claim }) => names.every((name) => textOf(read, claim).includes(name)))
    .sort((a, b) => (asked.order === 'ascending' ? a.value - b.value : b.value - a.value))
    .filter(({ read, claim }) => {
      const key = `${read.paper.id} ${claim.sentence.start}`
      return !seen.has(key) && seen.add(key)
    })
    .map(({ read, claim }) => quoteOf(read.paper, 'abstract', claim.sentence))
}

function textOf({ paper }: ReadPaper, { sentence }: TextClaim): string {
  return paper.abstract.slice(sentence.start, sentence.end)
}

function wishOf({ kinds, metric, as }: Superlative): ClaimWish {
  return {
    kinds: kinds.filter((kind) => kind !== 'comparison'),
    metrics: metric ? [metric] : [],
    // Against a limit what is left, "55.6% of the FLOPs", is turned into what is cut.
    ...(as === 'cut' ? { units: ['%'], min: { value: 0, included: true } } : { units: [] }),
    cut: as === 'cut',
    versus: false,
    ignored: [],
    subject: '',
  }
}

function numbersOf(
  { read, claims }: { read: ReadPaper; claims: readonly TextClaim[] },
  wish: ClaimWish,
  asked: Superlative,
): Extreme[] {
  const { kinds, order } = asked
  return claims.flatMap((claim) => {
    if (claim.whose === 'baseline' || claim.change === 'cost') return []
    if (kinds.length > 0 && !kinds.includes(claim.kind)) return []
    const share = matched(claim, read.paper.abstract, wish) ?? measuredAlone(claim, read, wish)
    if (!share || !isNamed(claim, read, asked)) return []
    if (asked.as === 'cut') return [{ read, claim, value: share.high }]
    const values = claim.values.flatMap((value) => valueAs(value, asked) ?? [])
    const value = order === 'ascending' ? Math.min(...values) : Math.max(...values)
    return Number.isFinite(value) ? [{ read, claim, value }] : []
  })
}

/** Not every number beside a word is its own: a score must be known to be, a factor must have the word near. */
function isNamed(claim: TextClaim, read: ReadPaper, { as, metric }: Superlative): boolean {
  if (!metric) return true
  if (as === 'score') return claim.metric !== undefined
  if (as !== 'factor' || claim.metric?.toLowerCase().includes(metric)) return true
  const isOther = claim.metric !== undefined && !/speed|accelerat/i.test(claim.metric)
  return !isOther && textOf(read, claim).toLowerCase().includes(metric)
}

/** A number far from its metric, in a sentence that names no other one: "the throughput over A, B and C by up to 29x". */
function measuredAlone(claim: TextClaim, read: ReadPaper, wish: ClaimWish): ReturnType<typeof matched> {
  const [metric = ''] = wish.metrics
  if (!metric || claim.metric || !textOf(read, claim).toLowerCase().includes(metric.toLowerCase())) return undefined
  // Last, since it reads all numbers of the paper.
  const others = read.claims.filter(({ sentence, metric: other }) => other && sentence.start === claim.sentence.start)
  return others.length > 0 ? undefined : matched(claim, read.paper.abstract, { ...wish, metrics: [] })
}

/** A number as what it is to be held against others as; undefined where it is no such number. */
function valueAs({ value, high, unit }: ClaimValue, { as, order, counted }: Superlative): number | undefined {
  const amount = order === 'descending' ? (high ?? value) : value
  if (as === 'score') return unit === 'fraction' ? 100 * amount : unit === null || unit === '%' ? amount : undefined
  if (as === 'gain') return unit === '%' || unit === 'pp' || unit === 'points' ? amount : undefined
  if (as === 'factor') return unit === 'x' ? amount : unit === '%' ? 1 + amount / 100 : undefined
  if (as === 'time') return unit === null ? undefined : converted(amount, unit, 's')
  if (as === 'bytes') return unit === null ? undefined : converted(amount, unit, 'MB')
  if (as === 'fps') return unit === 'fps' ? amount : undefined
  return isCounted(unit, counted ?? '') ? amount : undefined
}

function isCounted(unit: string | null, noun: string): boolean {
  const head = tokenize(unit ?? '').at(-1)
  return head !== undefined && head === tokenize(noun).at(-1)
}
