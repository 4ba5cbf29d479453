import type { Library, ReadPaper } from '../papers/library.ts'
import type { Span } from '../papers/paper.ts'
import type { Search, Why } from '../search/search.ts'
import { contribution } from './summary.ts'

/** A paper on a topic, with the sentence that says what it does; none in an empty abstract. */
export interface OnTopic {
  read: ReadPaper
  key: Span | undefined
}

// Of the development topics every best paper scores 1.19 or more, and of those that no paper here treats none more than
// 1.10; of 400 topics of other abstracts, of which some are treated here, a quarter scores more than 1.15.
const ABOUT = 1.15
// Of the development topics 80 % of the papers kept are on the topic, and 77 % of those on it are kept; at 0.5 65 % and
// 88 %, at 0.4 57 % and 91 %, at 0.7 83 % and 67 %.
const KEPT = 0.6
const NEAREST = 3

/** What a library has on a topic. */
export interface TopicFound {
  /** False when nothing here is about it, and `found` are but the nearest. */
  isAbout: boolean
  found: OnTopic[]
  /** Papers that have something of it, best first. */
  others: OnTopic[]
}

interface TopicScope {
  library: Library
  search: Search
  limit: number
  /** The least share of the best paper's score with which a paper is on the topic. */
  kept?: number
}

/** The papers on a topic among the `limit` that the search puts first. */
export async function papersOn(
  topic: string,
  { library, search, limit, kept: least = KEPT }: TopicScope,
): Promise<TopicFound> {
  const { hits } = await search.search(topic, { limit, mode: 'fused' })
  const best = hits[0]?.score ?? 0
  const isAbout = best >= ABOUT
  const kept = isAbout ? hits.filter(({ score }) => score >= least * best).length : NEAREST
  const all = hits.flatMap(({ id }) => {
    const read = library.get(id)
    return read ? [{ read, key: contribution(read) }] : []
  })
  return { isAbout, found: all.slice(0, kept), others: all.slice(kept) }
}

// Of 469 papers, for 400 topics written for some of them: 98 % of the papers written for are found and 0.9 others a
// topic; of the development topics, which are broad, 75 % and 2.9. At 0.8 99 %, 1.7, 79 % and 5.6; at 1 97 %, 0.5, 56 %
// and 1.8.
// Measured again with papers that come 1, 5 or 30 at a time, a library of 369 and 150 topics: 99 % and 0.2 % of the others.
const ON_TOPIC = 0.9
// Each hit costs a reading of its paper; a day brings a few on a topic.
const MOST_HITS = 100

// A score says how a paper stands among others: alone it would be the best of all on any topic. So many others, evenly
// spaced in the library, are what the threshold was measured with.
const BACKGROUND = 400

/** Ids of at most 400 papers, evenly spaced in the library: what others are held against. */
export function background(library: Library): readonly string[] {
  return library.spaced(BACKGROUND)
}

/** Which of the papers `ids` are on a topic, best first, and why. */
export async function onTopic(
  topic: string,
  ids: ReadonlySet<string>,
  { library, search }: Pick<TopicScope, 'library' | 'search'>,
): Promise<{ id: string; score: number; why: Why }[]> {
  if (ids.size === 0) return []
  const accepted = new Set([...ids, ...background(library)])
  const { hits } = await search.search(topic, { limit: MOST_HITS, mode: 'fused', accept: (id) => accepted.has(id) })
  return hits.filter(({ id, score }) => ids.has(id) && score >= ON_TOPIC)
}
