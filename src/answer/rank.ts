import type { Kind, TextClaim } from '../claims/claim.ts'
import type { ReadPaper } from '../papers/library.ts'
import type { Span } from '../papers/paper.ts'
import type { SentenceFit } from '../search/search.ts'
import type { Question } from './question.ts'

/** A sentence that may answer a question, with what speaks for it. */
export interface Candidate {
  read: ReadPaper
  span: Span
  features: Features
  /** The fit's shares of the question's words. */
  shares: number[]
}

export type Features = Record<FeatureName, number>
export type FeatureName =
  | 'meaning'
  | 'words'
  | 'paper'
  | 'firstPaper'
  | 'meaningInPaper'
  | 'neighbours'
  | 'number'
  | 'noNumber'
  | 'kind'
  | 'needlessNumber'
  | 'link'
  | 'named'
  | 'notNamed'
  | 'trial'
  | 'definition'
  | 'contribution'
  | 'first'
  | 'last'
  | 'short'

const CONTRIBUTION =
  /\b(we|this (paper|work|article|study))\b[^.]{0,40}\b(propose|present|introduce|develop|describe|investigate|design)/i
const TRIAL =
  /\b(evaluat\w+|experiment\w*|benchmarks?|datasets?|corpus|corpora|tested|trained on|validate\w*|across|such as|including)\b/i
// Sentences under this length say little by themselves ("Code is available.").
const SHORT = 60

/** What is known of the papers read: their search scores, the best one 1, and which of them the question names. */
export interface PapersRead {
  scores: ReadonlyMap<string, number>
  named: ReadonlySet<string>
}

/** Candidates of the given fits with their features. */
export function candidates(
  question: Question,
  fits: readonly SentenceFit[],
  papers: PapersRead,
  get: (id: string) => ReadPaper | undefined,
): Candidate[] {
  const byPaper = new Map<string, SentenceFit[]>()
  for (const fit of fits) byPaper.set(fit.paperId, [...(byPaper.get(fit.paperId) ?? []), fit])
  return [...byPaper].flatMap(([id, own]) => {
    const read = get(id)
    if (!read) return []
    const inOrder = own.sort((a, b) => a.span.start - b.span.start)
    const bestMeaning = Math.max(...inOrder.map(({ meaning }) => meaning))
    return inOrder.map(({ span, meaning, shares }, at) => {
      const words = total(shares)
      const text = read.paper.abstract.slice(span.start, span.end)
      const claims = read.claims.filter((claim) => claim.start >= span.start && claim.end <= span.end)
      const beside = [inOrder[at - 1], inOrder[at + 1]].map((fit) => fit?.meaning ?? 0)
      const paper = papers.scores.get(id) ?? 0
      const features: Features = {
        meaning,
        words,
        paper,
        firstPaper: Number(paper === 1),
        meaningInPaper: meaning - bestMeaning,
        neighbours: Math.max(...beside),
        number: Number(question.wantsNumber && claims.length > 0),
        noNumber: Number(question.wantsNumber && claims.length === 0),
        kind: Number(question.kinds.length > 0 && hasKind(claims, question.kinds)),
        needlessNumber: Number(!question.wantsNumber && claims.length > 0),
        link: Number(question.wantsLink && /https?:\/\//.test(text)),
        named: Number(papers.named.has(id)),
        notNamed: Number(papers.named.size > 0 && !papers.named.has(id)),
        trial: Number(question.wantsTrial && TRIAL.test(text)),
        definition: Number(question.defined !== undefined && defines(text, question.defined)),
        contribution: Number(CONTRIBUTION.test(text)),
        first: Number(at === 0),
        last: Number(at === inOrder.length - 1),
        short: Number(text.length < SHORT),
      }
      return { read, span, features, shares }
    })
  })
}

const BEFORE_DEFINED = /(\(|\b(or|called|termed|named|dubbed|known as|namely))[ "'“‘(]*$/
const AFTER_DEFINED =
  /^s?["'”’]*(\)| ?\(|:| ?--? ?| ?[–—] ?|,? (i\.e\.|which|an?|the)\b| (is|are|refers?|means?|denotes?|corresponds?|represents?|stands?)\b)/

/** Whether a text says what `term` is: a short form in brackets, "known as …", or the term followed by what it is. */
function defines(text: string, term: string): boolean {
  const lower = text.toLowerCase()
  const wanted = term.toLowerCase()
  const at = lower.indexOf(wanted)
  if (at < 0) return false
  const end = at + wanted.length
  return BEFORE_DEFINED.test(lower.slice(Math.max(0, at - 20), at)) || AFTER_DEFINED.test(lower.slice(end, end + 20))
}

function total(shares: readonly number[]): number {
  return shares.reduce((sum, share) => sum + share, 0)
}

function hasKind(claims: readonly TextClaim[], kinds: readonly Kind[]): boolean {
  return claims.some(({ kind }) => kinds.includes(kind))
}

// Softmax regression over the candidates of 400 written questions that the model was not trained on, in a library of
// 2,000 abstracts (`npm run bench:answers`); five-fold cross-validation: right sentence first 0.66, among three 0.84,
// where 0.6 · meaning + 0.4 · words + 0.3 · paper + 0.08 · number had 0.51 and 0.77 on a like sample. `link`, `named`,
// `notNamed` and `definition` are set by hand: the written questions hold too few of them.
const WEIGHTS: Features = {
  meaning: 3.77,
  words: 4.99,
  paper: 4.2,
  firstPaper: 1.01,
  meaningInPaper: 0.15,
  neighbours: 1.28,
  number: 1.31,
  noNumber: -1.31,
  kind: 1.27,
  needlessNumber: 0.48,
  link: 3,
  named: 1,
  notNamed: -2,
  trial: 1.91,
  definition: 4,
  contribution: -0.19,
  first: -2.44,
  last: 0.5,
  short: -0.4,
}

/** `plain` is the score without what the question's naming of a paper adds: that says where to look, not what is there. */
export type Scored = Candidate & { score: number; plain: number }

/** Candidates with their scores, best first; equal ones in their given order. */
export function rank(found: readonly Candidate[], weights: Features = WEIGHTS): Scored[] {
  return found
    .map((candidate) => ({
      ...candidate,
      score: weigh(candidate.features, weights),
      plain: weigh({ ...candidate.features, named: 0, notNamed: 0 }, weights),
    }))
    .sort((a, b) => b.score - a.score)
}

function weigh(features: Features, weights: Features): number {
  return Object.entries(weights).reduce((sum, [name, weight]) => sum + weight * features[name as FeatureName], 0)
}
