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
  if (asked.what === 'end') {
    const { library, papers, limit = 3 } = scope
    const found = library.dated({ isNewest: asked.isNewest, ids: papers, limit })
    return { facts: library.some(found).flatMap((read) => factsOf(read, 'year')) }
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
  const by = library.byAuthor(name).filter((id) => !papers || papers.includes(id))
  const facts = library.some(by.slice(0, limit)).flatMap((read) => factsOf(read, 'authors'))
  if (facts.length > 0) return { facts }
  return PERSON.test(name.trim()) ? { lacking: { what: 'authors', paperIds: [] } } : undefined
}

// A first name or initials and a surname.
const PERSON = /^\p{Lu}[\p{L}.'’-]*(?: (?:\p{Lu}[\p{L}.'’-]*|van|von|de|der|del|la|bin|al)){1,4}$/u

function fromYears(
  { since, until }: AskedFact & { what: 'from' },
  { library, papers, limit = LISTED }: FactScope,
): { facts: Fact[] } | { lacking: Lacking } {
  const found = library.dated({ since, until, isNewest: true, ids: papers, limit })
  const facts = library.some(found).flatMap((read) => factsOf(read, 'year'))
  return facts.length > 0 ? { facts } : { lacking: { what: 'year', paperIds: [] } }
}
