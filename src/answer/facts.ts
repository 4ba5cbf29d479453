import type { Library, ReadPaper } from '../papers/library.ts'
import type { Paper } from '../papers/paper.ts'
import type { AskedFact } from './asked-facts.ts'
import type { Fact, Known, Lacking } from './fact.ts'

interface FactScope {
  library: Library
  papers?: readonly string[] | undefined
  limit?: number | undefined
}

// More would be a list to scroll through.
const LISTED = 8

/**
 * What is known of the authors, year or link of the papers `ids`, or which papers are by somebody or from a time;
 * `lacking` where it is not known of any. Undefined where no paper is asked about and for names that are no person's.
 */
export function statedFacts(
  asked: AskedFact,
  ids: readonly string[],
  scope: FactScope,
): { facts: Fact[] } | { lacking: Lacking } | undefined {
  if (asked.what === 'by') return byAuthor(asked.name, scope)
  if (asked.what === 'from') return fromYears(asked, scope)
  if (asked.what === 'end')
    return {
      facts: byTime(scope, asked.isNewest)
        .slice(0, scope.limit ?? 3)
        .flatMap((read) => factsOf(read, 'year')),
    }
  if (ids.length === 0) return undefined
  const { what } = asked
  if (what !== 'authors' && what !== 'year' && what !== 'link') return { lacking: { what, paperIds: [...ids] } }
  const facts = ids.flatMap((id) => factsOf(scope.library.get(id), what))
  return facts.length > 0 ? { facts } : { lacking: { what, paperIds: [...ids] } }
}

function factsOf(read: ReadPaper | undefined, what: Known): Fact[] {
  const value = read && known(read.paper, what)
  return value ? [{ paperId: read.paper.id, what, value }] : []
}

function known({ authors, year, url }: Paper, what: Known): string | undefined {
  if (what === 'authors') return authors
  return what === 'year' ? year?.toString() : url
}

function byAuthor(name: string, { library, papers, limit = LISTED }: FactScope): ReturnType<typeof statedFacts> {
  const wanted = plain(name)
  const isAmong = ({ paper }: ReadPaper) =>
    (paper.authors ?? '').split(/\s*[,;]\s*|\s+and\s+/).some((author) => ` ${plain(author)} `.includes(` ${wanted} `))
  const found = inView(library, papers).filter(isAmong)
  const facts = found.slice(0, limit).flatMap((read) => factsOf(read, 'authors'))
  if (facts.length > 0) return { facts }
  return PERSON.test(name.trim()) ? { lacking: { what: 'authors', paperIds: [] } } : undefined
}

// A first name or initials and a surname.
const PERSON = /^\p{Lu}[\p{L}.'’-]*(?: (?:\p{Lu}[\p{L}.'’-]*|van|von|de|der|del|la|bin|al)){1,4}$/u

function plain(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

function fromYears(
  { since, until }: AskedFact & { what: 'from' },
  { library, papers, limit = LISTED }: FactScope,
): { facts: Fact[] } | { lacking: Lacking } {
  const found = byTime({ library, papers }, true).filter(({ paper: { year = 0 } }) => year >= since && year <= until)
  const facts = found.slice(0, limit).flatMap((read) => factsOf(read, 'year'))
  return facts.length > 0 ? { facts } : { lacking: { what: 'year', paperIds: [] } }
}

/** Papers whose year is known; within a year by id, which for arXiv's is the order they came in. */
function byTime({ library, papers }: FactScope, isNewest: boolean): ReadPaper[] {
  const key = ({ paper: { year = 0, id } }: ReadPaper) => `${year} ${id}`
  const dated = inView(library, papers).filter(({ paper }) => paper.year !== undefined)
  const oldest = dated.sort((a, b) => (key(a) < key(b) ? -1 : 1))
  return isNewest ? oldest.reverse() : oldest
}

function inView(library: Library, papers: readonly string[] | undefined): ReadPaper[] {
  return papers ? library.some(papers) : [...library.each()]
}
