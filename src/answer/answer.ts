import { tokenize } from '../search/tokenize.ts'
import { askedDefinition } from './asked-definition.ts'
import { askedTopic } from './asked-papers.ts'
import { type Evidence, evidence, isAnswer, isAnswerInView } from './confidence.ts'
import { candidates } from './features.ts'
import { introducedFirst } from './introduces.ts'
import { linkOfPaper, linksTo } from './links.ts'
import type { Answer } from './outcome.ts'
import { papersAbout } from './papers-about.ts'
import { readQuestion } from './question.ts'
import { type Quote, quoteOf } from './quote.ts'
import { rank, type Scored } from './rank.ts'
import type { Scope } from './scope.ts'
import { specialAnswer } from './special.ts'
import type { OnTopic } from './topic.ts'
import { asksAgainstWhat, asksForName, holdsName, saysAgainstWhat } from './wanted.ts'

export interface AnswerScope extends Scope {
  /** The question that this one goes on from, which says what it is about. */
  before?: string | undefined
}

// Sentences are looked for in this many of the best papers: with 2,000 abstracts the answer is in one of them for 95 %
// of the written questions, with 69 for all development questions.
const PAPERS_READ = 8
const SENTENCES = 3
// A sentence so far below the best one is not shown beside it: e^-3.2 is its odds. Of the right answers among the first
// three this loses 0.9 %, and 45 % of the further sentences that do not answer go. Neither the gate's odds of each
// sentence nor both together take more away at the same loss.
const WORTH_SHOWING = 3.2
// Who asks for several things may find each in a sentence of its own.
const WORTH_SHOWING_OF_SEVERAL = 10
// A sentence that holds a name where one is asked for may stand a little further behind.
const NAMED_WITHIN = 4
const ASKS_SEVERAL = /\b(?:and|or|both|as well as)\b|[,;]|\?.*\?/i
// A paper that a list shows is found by the search with at least this share of the best one's score: what a topic keeps.
const LISTED_FROM = 0.6
const LISTED = 8
const UNFOUND = { standing: 0, odds: 0 }
// Of a paper by itself a search would tell no more.
const FIRST = { standing: 1, odds: 1 }
// A few words name a topic, and what a search by it does not find is not here: falling back on the best sentence answers a
// quarter of 32 topics that no paper treats. More words describe something, and a sentence may say it in others.
const NAMED_BY = 4

/** Answers `question` from the library. Deterministic for the same library and model. */
export async function answer(question: string, scope: AnswerScope): Promise<Answer> {
  const special = await specialAnswer(question, scope)
  if (special) return special
  const topic = scope.papers ? undefined : askedTopic(question)
  const onTopic = topic === undefined ? [] : await papersAbout(topic, { ...scope, limit: scope.limit ?? LISTED })
  if (onTopic.length > 0) return { outcome: 'answered', quotes: onTopic.flatMap(keyOf) }
  const read = readQuestion(question)
  if (read.linksOf !== undefined && !scope.papers) return linksTo(read.linksOf, scope)
  const link = read.wantsPapers ? undefined : await linkOfPaper(question, scope)
  if (link) return link
  const defined = askedDefinition(question)
  const named = scope.papers || defined ? [] : scope.library.namedIn(question)
  const isList = (read.wantsPapers || topic !== undefined) && scope.papers?.length !== 1
  if (named.length > 1 && !isList) return compared(question, named, scope)
  if (scope.before !== undefined && !isList) return askedOn(question, scope.before, scope)
  const { ranked, found, introduces } = await sentencesFor(question, scope)
  const shown = (isList ? listed(ranked) : ranked).slice(0, scope.limit ?? (isList ? LISTED : SENTENCES))
  const isNotHere = topic !== undefined && tokenize(topic).length <= NAMED_BY
  const isFound = introduces || (found !== undefined && isAnswer(found) && !isNotHere)
  if (!isFound) return { outcome: 'nothing_found', nearest: shown.map(quoted) }
  // Who says how many wants so many.
  const quotes = isList || scope.limit ? shown : worthShowing(shown, question)
  return { outcome: 'answered', quotes: quotes.map(quoted) }
}

// Words that would be taken for what the paper should hold, and what papers say instead.
const SAID_OTHERWISE: readonly [RegExp, string][] = [
  [/^(what|how) about\b/i, '$1 of'],
  [/\baccording to\b/i, 'to'],
  [/\b(which|what) data\b/i, '$1 dataset'],
]

/** Answers words that go on from the question `before`, out of the papers in view. */
async function askedOn(words: string, before: string, scope: AnswerScope): Promise<Answer> {
  const most = scope.limit ?? SENTENCES
  const asked = SAID_OTHERWISE.reduce((text, [pattern, other]) => text.replace(pattern, other), words)
  if (asksAgainstWhat(asked)) {
    const { ranked } = await rankedSentences(before, scope)
    const comparisons = ranked.filter((one) => saysAgainstWhat(textOf(one))).slice(0, most)
    if (comparisons.length > 0) return { outcome: 'answered', quotes: worthShowing(comparisons, before).map(quoted) }
  }
  const { ranked, found } = await rankedSentences(asked, scope)
  const near = worthShowing(ranked, asked)
  const named = ranked.filter(
    (one) => one.score >= (ranked[0]?.score ?? 0) - NAMED_WITHIN && holdsName(textOf(one), one.read.paper.title, asked),
  )
  const fit = asksForName(asked) ? named : scope.limit ? ranked : near
  const isAnswered = tokenize(asked).length > 0 && found !== undefined && isAnswerInView(found) && fit.length > 0
  return isAnswered
    ? { outcome: 'answered', quotes: fit.slice(0, most).map(quoted) }
    : { outcome: 'nothing_found', nearest: ranked.slice(0, most).map(quoted) }
}

/** Those of the best sentences that may be the answer as well as the first, or count the same things as it does. */
function worthShowing(ranked: readonly Scored[], question: string): Scored[] {
  const isSeveral = ASKS_SEVERAL.test(question)
  const best = ranked[0]?.score ?? 0
  return ranked.filter(({ score, features }) => {
    const gap = isSeveral || features.counted > 0 ? WORTH_SHOWING_OF_SEVERAL : WORTH_SHOWING
    return score >= best - gap
  })
}

/** Sentences by how well they answer; where a definition is asked for, those that introduce the thing before all others. */
async function sentencesFor(question: string, scope: AnswerScope) {
  const { ranked, found } = await rankedSentences(question, scope)
  const defined = askedDefinition(question)
  if (!defined) return { ranked, found, introduces: false }
  const own = introducedFirst(ranked, defined)
  if (own.introduces || scope.papers) return { ...own, found }
  // A short form says little to a search that allows for spelling: the papers that print it are read as well.
  const holding = scope.search.holding(defined.term).slice(0, PAPERS_READ)
  const others = holding.length > 0 ? await rankedSentences(question, { ...scope, papers: holding }) : { ranked: [] }
  const printed = introducedFirst(others.ranked, defined)
  return printed.introduces ? { ...printed, found } : { ...own, found }
}

function quoted({ read: { paper }, span }: Scored): Quote {
  return quoteOf(paper, 'abstract', span)
}

function textOf({ read: { paper }, span }: Scored): string {
  return paper.abstract.slice(span.start, span.end)
}

/**
 * Asks each of several papers that a question names by itself, without the names of the others: the best sentence of
 * each, as the question names them, then the second ones. One of them answering is enough.
 */
async function compared(question: string, named: readonly string[], scope: AnswerScope): Promise<Answer> {
  const words = question.split(/\s+/)
  const asked = named.map(async (id) => {
    const own = words.filter((word) =>
      scope.library.namedIn(word).every((other) => other === id || !named.includes(other)),
    )
    return rankedSentences(own.join(' '), { ...scope, papers: [id] })
  })
  const results = await Promise.all(asked)
  const rows = Array.from({ length: SENTENCES }, (_, row) => results.flatMap(({ ranked }) => ranked[row] ?? []))
  const quotes = rows
    .flat()
    .slice(0, scope.limit ?? Math.max(SENTENCES, named.length))
    .map(quoted)
  return results.some(({ found }) => found && isAnswer(found))
    ? { outcome: 'answered', quotes }
    : { outcome: 'nothing_found', nearest: quotes }
}

/** Sentences by how well they answer, best first, and what speaks for the first being an answer. */
export async function rankedSentences(
  question: string,
  { library, search, papers, accept }: AnswerScope & { accept?: (id: string) => boolean },
): Promise<{ ranked: Scored[]; found: Evidence | undefined }> {
  const read = readQuestion(question)
  const chosen = papers && new Set(papers)
  const accepts = chosen || accept ? (id: string) => (accept?.(id) ?? true) && (chosen?.has(id) ?? true) : undefined
  const isAlone = papers?.length === 1 && !accept
  const { hits } = isAlone
    ? { hits: [] }
    : await search.search(question, { limit: PAPERS_READ, mode: 'fused', ...(accepts && { accept: accepts }) })
  // Below 0 where all that is looked at is further off than others are: the best one has 1 all the same.
  const best = hits.length > 0 ? Math.max(...hits.map(({ standing }) => standing)) || 1 : 1
  const named = library.namedIn(question).filter((id) => accepts?.(id) ?? true)
  const paperScores = new Map([
    ...named.map((id) => [id, UNFOUND] as const),
    // Papers that were chosen are read whether or not the search for the words finds them.
    ...(papers ?? []).slice(0, PAPERS_READ).map((id) => [id, isAlone ? FIRST : UNFOUND] as const),
    ...hits.map(({ id, standing, score }) => [id, { standing: standing / best, odds: score }] as const),
  ])
  const fits = await search.sentenceFits(question, [...paperScores.keys()], hits)
  const ranked = rank(candidates(read, fits, { scores: paperScores, named: new Set(named) }, library.get))
  return { ranked, found: evidence(ranked, read) }
}

function keyOf({ read, key }: OnTopic): Quote[] {
  return key ? [quoteOf(read.paper, 'abstract', key)] : []
}

/** The best sentence of each paper that is about as much to the point as the best one. */
function listed(ranked: readonly Scored[]): Scored[] {
  return bestOfEach(ranked).filter(({ features: { paper, named } }) => paper >= LISTED_FROM || named > 0)
}

function bestOfEach(ranked: readonly Scored[]): Scored[] {
  const seen = new Set<string>()
  return ranked.filter(({ read: { paper } }) => !seen.has(paper.id) && seen.add(paper.id))
}
