import reranker from '../../data/search/reranker.json' with { type: 'json' }
import type { Asked } from './asked.ts'
import { type AskedTerms, termRows } from './asked-terms.ts'
import type { Fused, FusedHit } from './fuse.ts'
import type { LexicalHit } from './lexical.ts'
import { network } from './network.ts'
import { bestOfEach, type PaperFit, weighed } from './paper-fit.ts'
import type { PaperTerms } from './paper-terms.ts'
import type { SemanticRanking } from './semantic.ts'
import { tokenize } from './tokenize.ts'

/** What is known of a query's papers before the best are looked at closely. */
export interface FirstRanking {
  query: string
  asked: Asked
  words: readonly LexicalHit[]
  near: SemanticRanking
  fused: Fused
}

export type RerankFeatures = Record<FeatureName, number>
/** What the place of a paper that was looked at is decided on. */
export interface Looked {
  id: string
  features: RerankFeatures
  /** How each word of the query stands to it; the sentence is the one that holds most of them or words near them. */
  asked: AskedTerms
}
export type FeatureName =
  | 'words'
  | 'inWords'
  | 'wordsPlace'
  | 'coverage'
  | 'reach'
  | 'titleCoverage'
  | 'titleReach'
  | 'titleHeld'
  | 'meaning'
  | 'cosine'
  | 'meaningPlace'
  | 'about'
  | 'sentence'
  | 'nextSentence'
  | 'nearWords'
  | 'sentenceNearWords'
  | 'sentenceWords'
  | 'closest'
  | 'sentenceClosest'
  | 'titleClosest'
  | 'closestSenses'
  | 'sentenceClosestSenses'
  | 'pairs'
  | 'fused'
  | 'fusedPlace'
  | 'bestCoverage'
  | 'bestReach'
  | 'agreement'
  | 'terms'
  | 'unknown'
  | 'bestCosine'
  | 'gap'
  | 'spread'
  | 'rarity'
  | 'wordsSpread'

// Looked at closely: the best of both rankings together, and the best of each, some 25 in all. With 40 and 15 the written
// queries in a library of 9,600 gain 0.003 at most (nDCG@10), those in small ones nothing, and a search takes twice as long.
const BEST_TOGETHER = 20
const BEST_OF_EACH = 10
// A place counts as 1 / (5 + place), so that the first ones differ and the fiftieth and the hundredth do not.
const PLACES = 5
const TENTH = 9

const scoreOf = network(reranker)

/** Ids of the papers worth a closer look. */
export function worthALook({ words, near, fused }: FirstRanking): string[] {
  const best = [
    ...fused.hits.slice(0, BEST_TOGETHER),
    ...words.slice(0, BEST_OF_EACH),
    ...near.hits.slice(0, BEST_OF_EACH),
  ]
  return [...new Set(best.map(({ id }) => id))]
}

/** What speaks for each of the papers that were looked at, in their order. */
export function rerankFeatures(
  first: FirstRanking,
  looked: readonly { fit: PaperFit; terms: PaperTerms }[],
  idf: (term: string) => number,
): Looked[] {
  const { query, asked, words, near, fused } = first
  const terms = [...new Set(tokenize(query))]
  const known = terms.filter((term) => asked.wanted.has(term))
  const highest = words[0]?.score || 1
  const best = near.hits[0]?.score ?? 0
  const question = {
    bestCoverage: fused.coverage,
    bestReach: fused.reach,
    agreement: fused.agreement,
    terms: terms.length,
    unknown: 1 - known.length / Math.max(1, terms.length),
    bestCosine: best,
    gap: best - near.mean,
    spread: best - (near.hits[TENTH]?.score ?? best),
    rarity: total(terms.map(idf)) / Math.max(1, terms.length),
    wordsSpread: 1 - (words[TENTH]?.score ?? 0) / highest,
  }
  const byWords = placed(words)
  const byMeaning = placed(near.hits)
  const together = placed(fused.hits)
  const isAsked = new Set(terms)
  return looked.map(({ fit, terms: { title, held } }) => {
    const id = fit.paperId
    const closest = bestOfEach([fit.titleClosest, ...fit.sentences.map((one) => one.closest)])
    const bySentence = fit.sentences.map((one) => weighed(one.closest, fit.weights))
    const sentenceClosest = Math.max(0, ...bySentence)
    const sentence = fit.sentences[bySentence.indexOf(sentenceClosest)]?.closest ?? []
    const meanings = fit.sentences.map(({ meaning }) => meaning).sort((a, b) => b - a)
    const titleWeights = [...title].map((term) => [term, idf(term)] as const)
    const features = {
      words: (byWords.get(id)?.score ?? 0) / highest,
      inWords: Number(byWords.has(id)),
      wordsPlace: placeValue(byWords.get(id)?.place),
      coverage: asked.coverage(held),
      reach: asked.reach(held),
      titleCoverage: asked.coverage(title),
      titleReach: asked.reach(title),
      titleHeld:
        total(titleWeights.map(([term, weight]) => (isAsked.has(term) ? weight : 0))) /
        (total(titleWeights.map(([, weight]) => weight)) || 1),
      meaning: fused.meaningOf(id),
      cosine: byMeaning.get(id)?.score ?? near.mean,
      meaningPlace: placeValue(byMeaning.get(id)?.place),
      about: fit.about,
      sentence: Math.max(0, meanings[0] ?? 0),
      nextSentence: Math.max(0, meanings[1] ?? 0),
      nearWords: total(
        fit.title.map((share, term) => Math.max(share, ...fit.sentences.map(({ near }) => near[term] ?? 0))),
      ),
      sentenceNearWords: Math.max(0, ...fit.sentences.map(({ nearWords }) => nearWords)),
      sentenceWords: Math.max(0, ...fit.sentences.map(({ shares }) => total(shares))),
      closest: weighed(closest, fit.weights),
      sentenceClosest,
      titleClosest: weighed(fit.titleClosest, fit.weights),
      closestSenses: weighed(closest, fit.senses),
      sentenceClosestSenses: Math.max(0, ...fit.sentences.map((one) => weighed(one.closest, fit.senses))),
      pairs: Math.max(0, ...fit.sentences.map(({ pairs }) => pairs)),
      fused: together.get(id)?.score ?? 0,
      fusedPlace: placeValue(together.get(id)?.place),
      ...question,
    }
    const { words: asWritten, weights, senses, titleClosest } = fit
    return { id, features, asked: { words: asWritten, weights, senses, sentence, paper: closest, title: titleClosest } }
  })
}

/**
 * The papers in the order that a network gives to those looked at, then the others as they were. A score is a paper's odds
 * beside the best one's, so the first has 1; the others' go on below the last one's.
 */
export function rerank(hits: readonly FusedHit[], looked: readonly Looked[]): FusedHit[] {
  const logits = new Map(looked.map(({ id, features, asked }) => [id, scoreOf(features, termRows(asked))]))
  const best = Math.max(...logits.values())
  const again = hits
    .flatMap((hit) => {
      const logit = logits.get(hit.id)
      return logit === undefined ? [] : [{ ...hit, score: Math.exp(logit - best) }]
    })
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
  const others = hits.filter(({ id }) => !logits.has(id))
  const last = again.at(-1)?.score ?? 1
  const highest = others[0]?.score || 1
  return [...again, ...others.map((hit) => ({ ...hit, score: (last * hit.score) / highest }))]
}

function placed(hits: readonly { id: string; score: number }[]): Map<string, { place: number; score: number }> {
  return new Map(hits.map(({ id, score }, place) => [id, { place, score }]))
}

function placeValue(place: number | undefined): number {
  return place === undefined ? 0 : 1 / (PLACES + place)
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}
