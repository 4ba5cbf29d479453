import type { Fact, Known, Lacking, Untold } from '../answer/fact.ts'
import type { ReadPaper } from '../papers/library.ts'
import type { Say } from '../say/say.ts'
import { paperCard } from './cards.ts'
import type { Card } from './reply.ts'

type Get = (id: string) => ReadPaper | undefined

/** One card a fact: the paper's title with its link, and what is known of it as a line of the bot's own. */
export function factCards(facts: readonly Fact[], get: Get, say: Say): Card[] {
  return facts.flatMap((fact) => {
    const read = get(fact.paperId)
    return read ? [paperCard(read, [], { lines: [factLine(fact, say)] })] : []
  })
}

/** The titles of papers with their links. */
export function titleCards(ids: readonly string[], get: Get): Card[] {
  return ids.flatMap((id) => {
    const read = get(id)
    return read ? [paperCard(read, [])] : []
  })
}

function factLine({ what, value }: Fact, say: Say): string {
  if (what === 'authors') return say('fact.authors', { authors: value })
  return what === 'year' ? say('fact.year', { year: value }) : say('fact.link', { link: value })
}

const UNKNOWN = {
  authors: 'fact.noAuthors',
  year: 'fact.noYear',
  link: 'fact.noLink',
  venue: 'fact.noVenue',
  citations: 'fact.noCitations',
  affiliations: 'fact.noAffiliations',
} as const satisfies Record<Known | Untold, string>

/** Why nothing is stated: what is not known of the papers asked about, or of any. */
export function lackingLine({ what, paperIds }: Lacking, say: Say): string {
  if (paperIds.length === 0 && what === 'authors') return say('fact.nobody')
  if (paperIds.length === 0 && what === 'year') return say('fact.noneFrom')
  return say(UNKNOWN[what])
}
