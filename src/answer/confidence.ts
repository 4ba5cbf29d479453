import gate from '../../data/answers/gate.json' with { type: 'json' }
import { termRows } from '../search/asked-terms.ts'
import { network } from '../search/network.ts'
import type { Features } from './features.ts'
import type { Question } from './question.ts'
import type { Scored } from './rank.ts'

/** What tells an answer from the nearest sentence that is none: the best sentence's features, and how it stands out. */
export interface Evidence extends Features {
  score: number
  /** Best score above the median one, above the second, above the best of any other paper, above its paper's mean. */
  margin: number
  lead: number
  otherPapers: number
  paperLead: number
  wantsNumber: number
  /** The question counts things ("how many images …"), and no number of the best sentence counts them. */
  countMissing: number
  wordCount: number
  /** A number is asked for, and the best sentence has none, or none of the kind asked; no input of the gate. */
  numberMissing: number
  /** How many papers the sentences are from; no input of the gate. */
  papersRead: number
  /** What is known of each word of the question and the best sentence. */
  terms: number[][]
}

const oddsOf = network(gate)

// On questions of papers that the gate was not fitted on, in libraries of 69 and of 5,200: -2.5 refuses 1.5 and 2.4 % of the
// right answers to questions that name their paper, 63 and 68 % of those to whose question the paper says nothing and 83
// and 76 % of those whose paper is missing; -1.5 refuses 3.0 and 4.6, 74 and 78, 89 and 87 %. Questions that do not name
// their paper: of 400, -2.5 refuses 1.4 and 1.8 % of the right answers and 55 and 40 % of those whose paper is missing.
// Of the 56 development questions, which are shorter, -2.5 refuses one and -1.5 five, links aside.
export const THRESHOLD = -2.45
// Where only a paper or two are read, because the question was put to them, nothing stands beside them to stand out from:
// of 534 papers each asked by itself this refuses 3 % of the right answers and 68 % of what the paper does not say.
const THRESHOLD_OF_FEW = -2.5
const FEW = 2
// Words that ask on say less than a question: at -2.5 one right answer in twelve is refused, at -3 one in fourteen.
const THRESHOLD_IN_VIEW = -3
// Questions of another world were not among those it was fitted on. Of the right answers one in two hundred has a paper
// whose vector is farther than this from the question's; one development question needs it, 24 others of the kind do not.
const LEAST_ABOUT = 0.1
// Set by hand, since too few of the questions ask for a link: a sentence that ranks first and has one is an answer unless much speaks against.
const LINK_ODDS = 2.5

/** The evidence for the first of some candidates, best first; undefined when there is none. */
export function evidence(ranked: readonly Scored[], question: Question): Evidence | undefined {
  const [best, second] = ranked
  if (!best) return undefined
  const plain = ranked.map((one) => one.plain).sort((a, b) => b - a)
  const others = ranked.filter(({ read }) => read !== best.read).map((one) => one.plain)
  const own = ranked.filter(({ read }) => read === best.read).map((one) => one.plain)
  return {
    ...best.features,
    score: best.plain,
    margin: best.plain - (plain[Math.floor(plain.length / 2)] ?? 0),
    lead: best.plain - (second?.plain ?? best.plain),
    otherPapers: best.plain - (others.length > 0 ? Math.max(...others) : Math.min(...plain)),
    paperLead: best.plain - own.reduce((sum, value) => sum + value, 0) / own.length,
    wantsNumber: Number(question.wantsNumber),
    countMissing: Number(question.counted !== undefined && best.features.counted === 0),
    wordCount: question.wordCount,
    numberMissing: Number(best.features.noNumber > 0 || (question.kinds.length > 0 && best.features.kind === 0)),
    papersRead: new Set(ranked.map(({ read }) => read)).size,
    terms: termRows(best.asked),
  }
}

/** Log-odds of the best sentence being an answer. */
export function logOdds({ terms, ...found }: Evidence): number {
  return oddsOf(found, terms) + LINK_ODDS * found.link
}

/** Whether the evidence is enough to call the best sentence an answer. */
export function isAnswer(found: Evidence): boolean {
  // Without a model nothing is known of meaning, and every cosine is 0.
  const isFarOff = found.about !== 0 && found.about < LEAST_ABOUT
  // Words that neither the papers nor the model know: "今日の天気は？".
  const isUnread = found.about === 0 && found.paperWords === 0
  return !isFarOff && !isUnread && logOdds(found) > (found.papersRead <= FEW ? THRESHOLD_OF_FEW : THRESHOLD)
}

// So much of the words' weight says that the sentence is about the very thing, with a number or without:
// "and the accuracy?", "without sacrificing accuracy".
const SAYS_ALL = 0.9

/**
 * Whether the evidence is enough where words ask on about papers in view. They leave to the question before what they are
 * about ("and the accuracy?"), so that their nearness to a paper says nothing; but the number that they ask for must be
 * there. Of 534 papers asked on, each by itself, 83 % of the questions with an answer get the right sentence first, 7 % of
 * them are refused, and so are 75 % of those without.
 */
export function isAnswerInView(found: Evidence): boolean {
  return (found.numberMissing === 0 || found.said >= SAYS_ALL) && logOdds(found) > THRESHOLD_IN_VIEW
}
