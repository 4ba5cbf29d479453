import { onTopic } from '../answer/topic.ts'
import type { Library } from '../papers/library.ts'
import type { Reply } from '../render/reply.ts'
import { type Say, sayIn } from '../say/say.ts'
import type { Search } from '../search/search.ts'
import { followCard, postId } from './post.ts'
import { minuteIn, minutesOf, nextRun, type Timetable } from './schedule.ts'
import type { DailyState, Follow, Match, Target } from './state.ts'

interface FollowParts {
  library: Library
  search: Search
  state: DailyState
}

// Papers held against the topics in one step: a day's lists hold some hundred.
const STEP = 200
const STEPS_A_TICK = 3
// More papers in one message than anyone reads; the others are counted.
const MOST_CARDS = 8

/** Holds the papers that came since against the topics people follow, and writes down what is to be told. */
export async function planFollows(parts: FollowParts, now: number): Promise<void> {
  await matchNew(parts)
  const due = parts.state.follows().filter((follow) => isDue(follow, now))
  for (const group of grouped(due)) tell(parts, group, now)
}

async function matchNew({ library, search, state }: FollowParts): Promise<void> {
  // After a large import the rest has its turn at the next ticks: daily posts do not wait for it.
  for (let step = 0; step < STEPS_A_TICK; step++) {
    const ids = state.unmatched(STEP)
    if (ids.length === 0) return
    const known = new Set(ids.filter((id) => library.get(id) !== undefined))
    const matches: Match[] = []
    for (const { id: followId, topic } of state.follows()) {
      for (const { id: paperId, why } of await onTopic(topic, known, { library, search })) {
        const { words, sentence } = why
        matches.push({ followId, paperId, why: { topic, words, ...(sentence && { sentence }) } })
      }
    }
    state.putMatches(matches, ids)
  }
}

/** The digest's timetable of a follow; undefined when it is told at once. */
export function digestOf({ digestAt, zone }: Pick<Follow, 'digestAt' | 'zone'>): Timetable | undefined {
  return digestAt === undefined ? undefined : { time: digestAt, zone, weekdays: [1, 2, 3, 4, 5, 6, 7] }
}

function isDue(follow: Follow, now: number): boolean {
  if (follow.paused !== undefined || isQuiet(follow, now)) return false
  return follow.nextAt === undefined || follow.nextAt <= now
}

/** Whether it is in the hours in which a person wants no word; they may go over midnight. */
export function isQuiet({ quiet, zone }: Pick<Follow, 'quiet' | 'zone'>, now: number): boolean {
  if (!quiet) return false
  const [from, to, minute] = [minutesOf(quiet.from), minutesOf(quiet.to), minuteIn(zone, now)]
  return from <= to ? minute >= from && minute < to : minute >= from || minute < to
}

/** The follows that are told in one message: of one person, in one place. */
function grouped(follows: readonly Follow[]): Follow[][] {
  const groups = new Map<string, Follow[]>()
  for (const follow of follows) {
    const key = `${follow.userId} ${follow.channelId ?? ''}`
    groups.set(key, [...(groups.get(key) ?? []), follow])
  }
  return [...groups.values()]
}

function tell({ library, state }: FollowParts, follows: readonly Follow[], now: number): void {
  state.atomically(() => {
    const [first] = follows
    if (!first) return
    for (const follow of follows) {
      const timetable = digestOf(follow)
      if (timetable) state.putFollow({ ...follow, nextAt: nextRun(timetable, now) })
    }
    const matches = follows.flatMap(({ id }) => state.untold(id)).filter(({ paperId }) => library.get(paperId))
    if (matches.length === 0) return
    const id = postId(`follow ${matches.map(({ followId, paperId }) => `${followId} ${paperId}`).join(' ')}`)
    const { userId, channelId } = first
    const target: Target = channelId === undefined ? { kind: 'user', id: userId } : { kind: 'channel', id: channelId }
    const mentions = channelId === undefined ? [] : [userId]
    const reply = JSON.stringify(replyOf(library, matches, { id, say: sayIn(first.language ?? 'en') }))
    state.putPost({ id, target, purpose: 'follow', reply, mentions, dueAt: now })
    for (const { id: followId } of follows) {
      const own = matches.filter((match) => match.followId === followId)
      state.markTold(
        followId,
        own.map(({ paperId }) => paperId),
        id,
      )
    }
  })
}

/** One card a paper: on two topics it is told once, for the first. */
function replyOf(library: Library, matches: readonly Match[], { id, say }: { id: string; say: Say }): Reply {
  const papers = new Map(matches.toReversed().map((match) => [match.paperId, match]))
  const cards = [...papers.values()].toReversed().flatMap(({ paperId, why }) => {
    const read = library.get(paperId)
    return read ? [followCard(read, why, say)] : []
  })
  const more = cards.length - MOST_CARDS
  return {
    heading: say('follow.heading', { count: cards.length, id }),
    language: say.language,
    cards: cards.slice(0, MOST_CARDS),
    ...(more > 0 && { footer: say('follow.more', { count: more }) }),
  }
}
