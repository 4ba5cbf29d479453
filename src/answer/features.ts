import type { Kind, TextClaim } from '../claims/claim.ts'
import type { ReadPaper } from '../papers/library.ts'
import type { Span } from '../papers/paper.ts'
import type { AskedTerms } from '../search/asked-terms.ts'
import { bestOfEach, type PaperFit, weighed } from '../search/paper-fit.ts'
import { tokenize } from '../search/tokenize.ts'
import { speaksOf } from './names-asked.ts'
import { isSaidBy, type Question } from './question.ts'
import { claimsWithin } from './result.ts'
import { mentions } from './things-asked.ts'

/** A sentence that may answer a question, with what speaks for it. */
export interface Candidate {
  read: ReadPaper
  span: Span
  features: Features
  /** How each word of the question stands to it. */
  asked: AskedTerms
}

export type Features = Record<FeatureName, number>
export type FeatureName =
  | 'meaning'
  | 'meaningInPaper'
  | 'neighbours'
  | 'typical'
  | 'about'
  | 'specific'
  | 'words'
  | 'nearWords'
  | 'closest'
  | 'closestInPaper'
  | 'paperClosest'
  | 'closestSenses'
  | 'pairs'
  | 'wordsAlone'
  | 'titleWords'
  | 'paperWords'
  | 'missing'
  | 'said'
  | 'unsaid'
  | 'nameMissing'
  | 'thingMissing'
  | 'paper'
  | 'paperOdds'
  | 'firstPaper'
  | 'number'
  | 'noNumber'
  | 'kind'
  | 'counted'
  | 'needlessNumber'
  | 'link'
  | 'named'
  | 'notNamed'
  | 'trial'
  | 'definition'
  | 'contribution'
  | 'first'
  | 'last'
  | 'position'
  | 'length'

const CONTRIBUTION =
  /\b(we|this (paper|work|article|study))\b[^.]{0,40}\b(propose|present|introduce|develop|describe|investigate|design)/i
const TRIAL =
  /\b(evaluat\w+|experiment\w*|benchmarks?|datasets?|corpus|corpora|tested|trained on|validate\w*|across|such as|including)\b/i
// About the median length of a sentence of the shipped abstracts (152), in UTF-16 code units.
const USUAL_LENGTH = 150

/** What is known of the papers read: standing and odds in the search, the best one 1, and which of them the question names. */
export interface PapersRead {
  scores: ReadonlyMap<string, { standing: number; odds: number }>
  named: ReadonlySet<string>
}

/** The sentences of the given papers with their features. */
export function candidates(
  question: Question,
  fits: readonly PaperFit[],
  papers: PapersRead,
  get: (id: string) => ReadPaper | undefined,
): Candidate[] {
  const named = [...papers.named].flatMap((id) => get(id)?.paper ?? [])
  return fits.flatMap((fit) => {
    const read = get(fit.paperId)
    if (!read) return []
    // A question that names papers asks these, whichever paper the sentence is of.
    const asked = named.length > 0 ? named : [read.paper]
    const isSpokenOf = speaksOf(asked)
    return candidatesOf(question, fit, papers, read, {
      nameMissing: Number(question.names.some((name) => !isSpokenOf(name))),
      thingMissing: Number(question.things.some((thing) => !mentions(asked, thing))),
    })
  })
}

function candidatesOf(
  question: Question,
  fit: PaperFit,
  papers: PapersRead,
  read: ReadPaper,
  missing: Pick<Features, 'nameMissing' | 'thingMissing'>,
): Candidate[] {
  const { about, title, titleClosest, sentences } = fit
  const { standing: paper, odds: paperOdds } = papers.scores.get(fit.paperId) ?? { standing: 0, odds: 0 }
  const isNamed = papers.named.has(fit.paperId)
  const bestMeaning = Math.max(...sentences.map(({ meaning }) => meaning))
  const bestClosest = Math.max(...sentences.map(({ closest }) => weighed(closest, fit.weights)))
  const closestAnywhere = bestOfEach([titleClosest, ...sentences.map(({ closest }) => closest)])
  const holders = title.map((_, term) => sentences.filter(({ shares }) => held(shares, term) > 0).length)
  const anywhere = title.map((_, term) => heldAnywhere(fit, term))
  const lacking = fit.weights.map((weight, term) => ((anywhere[term] ?? 0) > 0 ? 0 : weight))
  return sentences.map(({ span, meaning, typical, shares, nearWords, closest, pairs }, at) => {
    const text = read.paper.abstract.slice(span.start, span.end)
    const claims = claimsWithin(read, span)
    const kinds = new Set(question.wantsNumber ? claims.map(({ kind }) => kind) : [])
    const isSaid = fit.words.map((word) => isSaidBy(word, kinds))
    const isLast = at === sentences.length - 1
    const features: Features = {
      meaning,
      meaningInPaper: meaning - bestMeaning,
      neighbours: Math.max(sentences[at - 1]?.meaning ?? 0, sentences[at + 1]?.meaning ?? 0),
      typical,
      about,
      specific: partialCosine(meaning, about, typical),
      words: total(shares),
      nearWords,
      closest: weighed(closest, fit.weights),
      closestInPaper: weighed(closest, fit.weights) - bestClosest,
      paperClosest: weighed(closestAnywhere, fit.weights),
      closestSenses: weighed(closest, fit.senses),
      pairs,
      wordsAlone: total(shares.map((share, term) => share / Math.max(1, holders[term] ?? 1))),
      titleWords: total(title.map((share, term) => (held(shares, term) > 0 ? 0 : share))),
      paperWords: total(anywhere),
      missing: Math.max(0, ...lacking),
      said: total(shares.map((share, term) => (isSaid[term] ? (fit.weights[term] ?? 0) : share))),
      unsaid: Math.max(0, ...lacking.map((weight, term) => (isSaid[term] ? 0 : weight))),
      ...missing,
      paper,
      paperOdds,
      firstPaper: Number(paper === 1),
      number: Number(question.wantsNumber && claims.length > 0),
      noNumber: Number(question.wantsNumber && claims.length === 0),
      kind: Number(question.kinds.length > 0 && hasKind(claims, question.kinds)),
      counted: Number(question.counted !== undefined && counts(text, question.counted)),
      needlessNumber: Number(!question.wantsNumber && claims.length > 0),
      link: Number(question.wantsLink && /https?:\/\//.test(text)),
      named: Number(isNamed),
      notNamed: Number(papers.named.size > 0 && !isNamed),
      trial: Number(question.wantsTrial && TRIAL.test(text)),
      definition: Number(question.defined !== undefined && defines(text, question.defined)),
      contribution: Number(CONTRIBUTION.test(text)),
      first: Number(at === 0),
      last: Number(isLast),
      position: at / Math.max(1, sentences.length - 1),
      length: Math.log(text.length / USUAL_LENGTH),
    }
    const { words, weights, senses } = fit
    const asked = { words, weights, senses, sentence: closest, paper: closestAnywhere, title: titleClosest }
    return { read, span, features, asked }
  })
}

/**
 * Cosine of question and sentence without what both share with the paper as a whole: vectors less their projections on
 * the paper's. From the three cosines alone, as a partial correlation is.
 */
function partialCosine(meaning: number, about: number, typical: number): number {
  const rest = Math.sqrt(Math.max(0, 1 - about ** 2) * Math.max(0, 1 - typical ** 2))
  return rest < 1e-6 ? 0 : (meaning - about * typical) / rest
}

const NUMBER_THEN_WORDS = /\d[\d,.]*\s*(?:[kKMB]\b|thousand|million|billion)?\+?\s*((?:[\p{L}-]+\s+){0,3}[\p{L}-]+)/gu

/** Whether a number of the text counts one of the things named by these terms: "1,514 bar exam questions". */
function counts(text: string, things: readonly string[]): boolean {
  return [...text.matchAll(NUMBER_THEN_WORDS)].some(([, words = '']) =>
    tokenize(words).some((term) => things.includes(term)),
  )
}

function held(shares: readonly number[], term: number): number {
  return shares[term] ?? 0
}

/** A term's share if any text of the paper holds it. */
function heldAnywhere({ title, sentences }: PaperFit, term: number): number {
  return Math.max(held(title, term), ...sentences.map(({ shares }) => held(shares, term)))
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
