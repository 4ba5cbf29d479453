import type { Library, ReadPaper } from '../papers/library.ts'
import type { Span } from '../papers/paper.ts'
import type { Search } from '../search/search.ts'
import { type Quote, quoteOf } from './quote.ts'

/** What the papers say to a question: the sentences that answer it, best first; or nothing, with the nearest ones. */
export type Answer = { outcome: 'answered'; quotes: Quote[] } | { outcome: 'nothing_found'; nearest: Quote[] }

// Sentences are looked for in this many of the best papers. A first choice, not measured yet.
const PAPERS_READ = 6

// Weight of the paper's own score (best paper = 1) beside its sentence's; and what a sentence with a number gains when
// the question asks for one. First choices, not measured yet.
const PAPER_WEIGHT = 0.3
const NUMBER_BONUS = 0.08

// Below this score of the best sentence the papers do not answer. On the development questions 0.62 refuses 5 % wrongly
// and 75 % of the unanswerable; 0.68 gives 18 % and 83 %, 0.75 gives 43 % and 88 %.
const ANSWER_THRESHOLD = 0.62

const ASKS_FOR_NUMBER =
  /\bhow (many|much|fast|big|small|large|long|far|often|accurate|well|cheap|low|high|close)\b|\bwhat (percent|percentage|speed|speedup|score|accuracy|size|fraction|rate|factor|fid|resolution|number)\b|\bby how\b/i

/** Answers `question` from the library. Deterministic for the same library and model. */
export async function answer(
  question: string,
  { library, search, limit }: { library: Library; search: Search; limit: number },
): Promise<Answer> {
  const { hits } = await search.search(question, { limit: PAPERS_READ, mode: 'fused' })
  const best = hits[0]?.score || 1
  const paperScores = new Map(hits.map((hit) => [hit.id, hit.score / best]))
  const ranked = await search.rankSentences(question, [...paperScores.keys()])
  const wantsNumber = ASKS_FOR_NUMBER.test(question)
  const scored = ranked
    .flatMap(({ paperId, span, score }) => {
      const read = library.get(paperId)
      if (!read) return []
      const bonus = wantsNumber && hasClaim(read, span) ? NUMBER_BONUS : 0
      return [{ read, span, score: score + PAPER_WEIGHT * (paperScores.get(paperId) ?? 0) + bonus }]
    })
    .sort((a, b) => b.score - a.score)
  const quotes = scored.slice(0, limit).map(({ read, span }) => quoteOf(read.paper, 'abstract', span))
  const answered = (scored[0]?.score ?? 0) >= ANSWER_THRESHOLD
  return answered ? { outcome: 'answered', quotes } : { outcome: 'nothing_found', nearest: quotes }
}

function hasClaim(read: ReadPaper, span: Span): boolean {
  return read.claims.some((claim) => claim.start >= span.start && claim.end <= span.end)
}
