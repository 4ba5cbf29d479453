import type { ReadPaper } from '../papers/library.ts'
import type { Span } from '../papers/paper.ts'
import { weightHeld } from '../search/paper-fit.ts'
import { type AskedLink, askedLink, speaksOf } from './asked-link.ts'
import type { Answer } from './outcome.ts'
import { papersMeant, saysNothing } from './paper-meant.ts'
import { treats } from './papers-about.ts'
import { type Quote, quoteOf } from './quote.ts'
import type { Scope } from './scope.ts'
import { contribution } from './summary.ts'
import { type OnTopic, papersOn } from './topic.ts'

const NEAREST = 3
const LISTED = 8
// Of so many papers on a topic those that link code are shown.
const LOOKED_AT = 25
// Fewer are on it the further down they are, but a link too many costs less than one too few (figures beside KEPT).
const LINKED_FROM = 0.4
// A link's sentence says nothing else, so the paper must be what the words mean: log-odds from how near it is to them
// (cosine), how far its odds in the search are above the next paper's (of 0 to 1), and how much of their weight it holds.
// Few words are near to no paper as a whole: one that treats them is meant where no other comes close. Fitted on questions
// that the embedding model never saw. Of 200 papers that nothing was fitted on, in a library of as many, asked for by a
// topic and by a description, 98 and 97 % of those found are taken, and 78 and 86 % of as many that are not there refused.
const PER_COSINE = 9.6
const PER_LEAD = 4.8
const PER_WORD = 1.3
const OFFSET = -8.3
const CLEAR_LEAD = 0.95
const ADDRESS = /https?:\/\//
const RELEASED = /\b(?:available|releas\w*|open-?sourc\w*|public\w*)\b/i

/**
 * What one paper links, where a question asks for that: the sentence that says where, or that it will be; nothing found
 * where the paper says neither or is not here. Undefined for any other question.
 */
export async function linkOfPaper(question: string, scope: Scope): Promise<Answer | undefined> {
  const asked = askedLink(question)
  if (!asked) return undefined
  const meant = meantBy(asked, scope)
  if (meant.length > 0) return linked(meant, asked, scope)
  if (scope.papers || saysNothing(asked.of)) return undefined
  const { hits } = await scope.search.search(asked.of, { limit: NEAREST, mode: 'fused' })
  const [best, next] = hits
  if (!best) return undefined
  // Many share a name: "RL" is no one's alone.
  const isNamed = scope.library.namedIn(asked.of).includes(best.id)
  if (isNamed) return linked([best.id], asked, scope)
  const [fit] = await scope.search.sentenceFits(asked.of, [best.id], hits)
  // Without a model nothing is known of nearness.
  if (asked.needsName || !fit || fit.about === 0) return undefined
  const lead = best.score - (next?.score ?? 0)
  const odds = PER_COSINE * fit.about + PER_LEAD * lead + PER_WORD * weightHeld(fit) + OFFSET
  if (odds > 0 || (lead > CLEAR_LEAD && treats(fit))) return linked([best.id], asked, scope)
  return { outcome: 'nothing_found', nearest: hits.flatMap(({ id }) => keyOf(scope.library.get(id))) }
}

/** The papers that words name and say nothing else of, or those in view where they only point. */
function meantBy({ of }: AskedLink, { library, papers }: Scope): string[] {
  if (saysNothing(of)) return papers ? [...papers] : []
  return papersMeant(of, { library, papers })
}

function linked(ids: readonly string[], { thing }: AskedLink, { library, limit }: Scope): Answer {
  const reads = ids.flatMap((id) => library.get(id) ?? [])
  const quotes = reads.flatMap((read) => linkSentences(read, thing).map((span) => quote(read, span)))
  if (quotes.length > 0) return { outcome: 'answered', quotes: quotes.slice(0, limit ?? NEAREST) }
  return { outcome: 'nothing_found', nearest: reads.flatMap(keyOf).slice(0, NEAREST) }
}

/** The sentences of a paper with an address, those that speak of what is wanted first; else those that promise it. */
function linkSentences(read: ReadPaper, thing: AskedLink['thing']): Span[] {
  const textOf = ({ start, end }: Span) => read.paper.abstract.slice(start, end)
  const isOf = (span: Span) => speaksOf(textOf(span), thing)
  const addresses = read.sentences.filter((span) => ADDRESS.test(textOf(span)))
  if (addresses.length > 0) return [...addresses.filter(isOf), ...addresses.filter((span) => !isOf(span))]
  const key = contribution(read)
  if (key && (read.paper.links.code || read.paper.links.project)) return [key]
  return read.sentences.filter((span) => isOf(span) && RELEASED.test(textOf(span)))
}

/** Of each paper on a topic that links code or a project page, the sentence that says where, else what the paper does. */
export async function linksTo(topic: string, { library, search, limit = LISTED }: Scope): Promise<Answer> {
  const { isAbout, found, others } = await papersOn(topic, { library, search, limit: LOOKED_AT, kept: LINKED_FROM })
  const quotes = isAbout ? found.flatMap(linkOf).slice(0, limit) : []
  if (quotes.length > 0) return { outcome: 'answered', quotes }
  return { outcome: 'nothing_found', nearest: [...found, ...others].flatMap(linkOf).slice(0, NEAREST) }
}

function linkOf({ read }: OnTopic): Quote[] {
  const { code, project } = read.paper.links
  const [span] = code || project ? linkSentences(read, 'any') : []
  return span ? [quote(read, span)] : []
}

function keyOf(read: ReadPaper | undefined): Quote[] {
  const key = read && contribution(read)
  return key ? [quote(read, key)] : []
}

function quote({ paper }: ReadPaper, span: Span): Quote {
  return quoteOf(paper, 'abstract', span)
}
