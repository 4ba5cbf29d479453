import type { Library } from '../papers/library.ts'
import type { Search } from '../search/search.ts'
import { type Evidence, evidence, isAnswer } from './confidence.ts'
import { readQuestion } from './question.ts'
import { type Quote, quoteOf } from './quote.ts'
import { candidates, rank, type Scored } from './rank.ts'

/** What the papers say to a question: the sentences that answer it, best first; or nothing, with the nearest ones. */
export type Answer = { outcome: 'answered'; quotes: Quote[] } | { outcome: 'nothing_found'; nearest: Quote[] }

// Sentences are looked for in this many of the best papers: with 2,000 abstracts the answer is in one of them for 95 %
// of the written questions, with 69 for all development questions.
const PAPERS_READ = 8

/** Answers `question` from the library. Deterministic for the same library and model. */
export async function answer(
  question: string,
  { library, search, limit }: { library: Library; search: Search; limit: number },
): Promise<Answer> {
  const { ranked, found, named } = await rankedSentences(question, { library, search })
  const quotes = spread(ranked, question, named)
    .slice(0, limit)
    .map(({ read, span }) => quoteOf(read.paper, 'abstract', span))
  return found && isAnswer(found) ? { outcome: 'answered', quotes } : { outcome: 'nothing_found', nearest: quotes }
}

/** Sentences by how well they answer, best first, and what speaks for the first being an answer. */
export async function rankedSentences(
  question: string,
  { library, search, accept }: { library: Library; search: Search; accept?: (id: string) => boolean },
): Promise<{ ranked: Scored[]; found: Evidence | undefined; named: string[] }> {
  const { hits } = await search.search(question, { limit: PAPERS_READ, mode: 'fused', ...(accept && { accept }) })
  const best = hits[0]?.score || 1
  const named = library.namedIn(question).filter((id) => !accept || accept(id))
  const paperScores = new Map([
    ...named.map((id) => [id, 0] as const),
    ...hits.map((hit) => [hit.id, hit.score / best] as const),
  ])
  const fits = await search.sentenceFits(question, [...paperScores.keys()])
  const read = readQuestion(question)
  const ranked = rank(candidates(read, fits, { scores: paperScores, named: new Set(named) }, library.get))
  return { ranked, found: evidence(ranked, read.wantsNumber), named }
}

const ABOUT_PAPERS = /\bpapers\b/i

/** Where a question is about several papers, the best sentence of each comes before the second of any. */
function spread(ranked: readonly Scored[], question: string, named: readonly string[]): readonly Scored[] {
  if (named.length < 2 && !ABOUT_PAPERS.test(question)) return ranked
  const isAsked = (id: string) => named.length < 2 || named.includes(id)
  const seen = new Set<string>()
  const heads = ranked.filter(({ read: { paper } }) => isAsked(paper.id) && !seen.has(paper.id) && seen.add(paper.id))
  return [...heads, ...ranked.filter((one) => !heads.includes(one))]
}
