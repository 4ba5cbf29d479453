import type { Library } from '../papers/library.ts'
import { type PaperFit, weightHeld } from '../search/paper-fit.ts'
import type { Search } from '../search/search.ts'
import { papersMeant } from './paper-meant.ts'
import { contribution } from './summary.ts'
import { type OnTopic, papersOn } from './topic.ts'

// A search's score says how a paper stands among others, not whether it treats the topic: "graph neural networks" scores
// 1.3 where one paper has a neural network and one a graph. Of 40 topics of the shipped papers and 40 that none of them
// treats, the best paper holds every word of 33 and of none, or has a sentence and a whole so near (sum of cosines) to 5
// more and to none.
const ALL_WORDS = 0.99
const LEAST_MEANING = 0.3
const NEAR = 0.9
// A paper that is listed after a sure one.
const NEAR_BESIDE = 0.75

interface AboutScope {
  library: Library
  search: Search
  limit: number
}

/**
 * The papers that a question for papers on a topic asks for, best first: the one the topic names, else those that hold
 * all its words or are near to it in meaning. Empty where none treats it.
 */
export async function papersAbout(topic: string, { library, search, limit }: AboutScope): Promise<OnTopic[]> {
  const named = papersMeant(topic, { library }).flatMap((id) => library.get(id) ?? [])
  if (named.length > 0) return named.slice(0, limit).map((read) => ({ read, key: contribution(read) }))
  const { found } = await papersOn(topic, { library, search, limit })
  const sure = found.filter(({ fit }) => treats(fit))
  const beside = found.filter((one) => !sure.includes(one) && treats(one.fit, NEAR_BESIDE))
  return sure.length > 0 ? [...sure, ...beside] : []
}

/** Whether a paper that a search finds by a topic treats it: it holds all its words, or is near to it in meaning. */
export function treats(fit: PaperFit | undefined, near = NEAR): boolean {
  if (!fit) return false
  const meaning = Math.max(0, ...fit.sentences.map((sentence) => sentence.meaning))
  // Without a model every cosine is 0.
  const isFarOff = fit.about !== 0 && meaning < LEAST_MEANING
  return (weightHeld(fit) >= ALL_WORDS && !isFarOff) || meaning + fit.about >= near
}
