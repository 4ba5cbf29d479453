import { onTopic } from '../answer/topic.ts'
import type { Library, ReadPaper } from '../papers/library.ts'
import type { Reply } from '../render/reply.ts'
import { type Say, sayIn } from '../say/say.ts'
import type { Search } from '../search/search.ts'
import type { Votes } from '../team/state.ts'
import { tastes } from '../team/taste.ts'
import { longDate } from './dates.ts'
import { type Candidate, chosen, type Emptiness, emptiness, emptyWords } from './digest.ts'
import { isSettled, type News, utcDay } from './news.ts'
import { LATE, lateMark } from './outbox.ts'
import { dailyCard, postId } from './post.ts'
import { latestRun, nextRun } from './schedule.ts'
import type { DailyState, NewPost, Schedule, Shown } from './state.ts'

interface PlannerParts {
  library: Library
  search: Search
  state: DailyState
  news: News
  /** What the people of a server voted on. */
  votesOf(guildId: string): readonly Votes[]
}

export interface Planner {
  /** Writes down the posts that are due at `now`, each once whatever happens; moves their schedules on. */
  planDue(now: number): Promise<void>
  /** Writes down a post outside the timetable. What was written: papers, and why there are none or none that is new. */
  planNow(schedule: Schedule, occasion: string, now: number): Promise<Planned>
  /** Each paper that could be shown in a channel, best first, with those that are excluded last. */
  candidates(schedule: Schedule, now: number): Promise<Candidate[]>
}

/** What was written down: so many papers; `why` says why there are none, or none that is new. */
export interface Planned {
  papers: number
  why?: (say: Say) => string
}

/** Lists that people chose the papers of; an archive's announcements are everything there is. */
const VOTED: ReadonlySet<string> = new Set(['huggingface'])

const HOUR = 3_600_000
const DAY = 24 * HOUR
// A day's post waits so long for the day's list to be complete, if the lists before it cannot fill the post.
const LONGEST_WAIT = 2 * HOUR
// Newest papers of the library that stand in for new ones.
const LIBRARY_LOOKED_AT = 1000
const LOOK_EVERY = 5 * 60_000
// A post missed by more than this is not made up for: the next one shows what it would have shown.
const TOO_LATE = DAY
// The lists of Thursday and Friday still count on Monday.
const LISTS_BACK = 4 * DAY

export function createPlanner({ library, search, state, news, votesOf }: PlannerParts): Planner {
  const lookedAt = new Map<string, number>()

  async function candidates(schedule: Schedule, now: number): Promise<Candidate[]> {
    const shown = state.shownIn(schedule.channelId)
    const listed = state
      .listedSince(utcDay(now - LISTS_BACK))
      .filter(({ paperId }) => !shown.has(paperId) && library.get(paperId) !== undefined)
    const days = new Map<string, { listedOn: string; votes?: number }>()
    // A paper of two lists counts by the one with votes.
    for (const { paperId, source, listedOn, votes } of listed) {
      if (VOTED.has(source)) days.set(paperId, { listedOn, votes })
      else if (!days.has(paperId)) days.set(paperId, { listedOn })
    }
    return weighed([...days.keys()], schedule, (id) => days.get(id) ?? {})
  }

  async function weighed(
    ids: readonly string[],
    { guildId, prefer, exclude }: Schedule,
    about: (id: string) => { listedOn?: string; votes?: number },
  ): Promise<Candidate[]> {
    const wanted = new Set(ids)
    const fits = new Map<string, Pick<Candidate, 'fit' | 'why'>>()
    for (const topic of prefer) {
      for (const { id, score, why } of await onTopic(topic, wanted, { library, search })) {
        if (score <= (fits.get(id)?.fit ?? 0)) continue
        const { words, sentence } = why
        fits.set(id, { fit: score, why: { topic, words, ...(sentence && { sentence }) } })
      }
    }
    const excluded = new Set<string>()
    for (const topic of exclude)
      for (const { id } of await onTopic(topic, wanted, { library, search })) excluded.add(id)
    const liked = tastes(votesOf(guildId), ids, { library, search })
    return ids.map((paperId) => {
      const { rank: taste = 0, like } = liked.get(paperId) ?? {}
      // A paper on a preferred topic is here for that.
      const { fit = 0, why = { words: [], ...(like && { like }) } } = fits.get(paperId) ?? {}
      return { paperId, fit, isExcluded: excluded.has(paperId), taste, why: { ...why, ...about(paperId) } }
    })
  }

  /** A paper of the library that the channel has not seen: the best on a preferred topic, else to the server’s taste or new. */
  async function fromLibrary(schedule: Schedule): Promise<Candidate[]> {
    const shown = state.shownIn(schedule.channelId)
    const ids = library.newest(LIBRARY_LOOKED_AT, shown)
    const found = (await weighed(ids, schedule, () => ({}))).filter(({ isExcluded }) => !isExcluded)
    return found.toSorted((a, b) => b.fit - a.fit || (b.taste ?? 0) - (a.taste ?? 0)).slice(0, 1)
  }

  function whyEmpty(found: readonly Candidate[], now: number): Emptiness {
    const statuses = news.status().map(({ status }) => status)
    return emptiness({
      weekday: new Date(now).getUTCDay(),
      hasSource: statuses.length > 0,
      isFailing: statuses.some(({ failingSince }) => failingSince !== undefined),
      isSettled: isTodaySettled(now),
      excluded: found.filter(({ isExcluded }) => isExcluded).length,
    })
  }

  /** The first source is the one that is trusted most, and its list the one that grows during the day. */
  function isTodaySettled(now: number): boolean {
    const [first] = news.status()
    return first !== undefined && isSettled(first.status, utcDay(now))
  }

  /** Whether the day's list is still being filled and waiting for it may make a better post. */
  function isWorthWaiting(found: readonly Candidate[], schedule: Schedule, due: number, now: number): boolean {
    const enough = found.filter(({ isExcluded }) => !isExcluded).length >= schedule.papers
    const isWeekend = [0, 6].includes(new Date(now).getUTCDay())
    if (enough || isWeekend || now - due >= LONGEST_WAIT) return false
    return !isTodaySettled(now)
  }

  async function compose(schedule: Schedule, occasion: string, due: number, now: number, found: readonly Candidate[]) {
    const id = postId(occasion)
    const say = sayIn(schedule.language ?? 'en')
    const date = longDate(schedule.timetable.zone, due, say.language)
    const picked = chosen(found, schedule.papers)
    const because = picked.length > 0 ? undefined : whyEmpty(found, now)
    const instead = because && schedule.whenEmpty === 'from the library' ? await fromLibrary(schedule) : []
    const shown = [...picked, ...instead].map(({ paperId, why }): Shown => ({ paperId, postId: id, why }))
    const cards = shown.flatMap(({ paperId, why }) => {
      const read: ReadPaper | undefined = library.get(paperId)
      return read ? [dailyCard(read, why, { say, titleOf: (other) => library.get(other)?.paper.title })] : []
    })
    const heading =
      instead.length > 0
        ? say('daily.headingLibrary', { date, id })
        : say('daily.heading', { date, id, count: cards.length })
    // Waiting for the day's list is not being late.
    const isLate = now - due > LATE + LONGEST_WAIT
    const reply: Reply = {
      heading: isLate ? `${heading}${lateMark(say)}` : heading,
      cards: because ? [{ quotes: [], lines: [emptyWords(because, say)] }, ...cards] : cards,
      language: say.language,
    }
    const post: NewPost = {
      id,
      target: { kind: 'channel', id: schedule.channelId },
      purpose: 'daily',
      reply: JSON.stringify(reply),
      mentions: [],
      ...(cards.length > 0 && { thread: say('daily.thread', { date }) }),
      dueAt: isLate ? due : now,
    }
    return { post, shown, because }
  }

  /** Whether another post took one of the papers while this one was composed. */
  function isShown(channelId: string, papers: readonly Shown[]): boolean {
    const before = state.shownIn(channelId)
    return papers.some(({ paperId }) => before.has(paperId))
  }

  async function planOne(schedule: Schedule, now: number): Promise<void> {
    const { channelId, timetable, nextAt, saidEmpty } = schedule
    const due = latestRun(timetable, nextAt, now)
    const moved = { ...schedule, nextAt: nextRun(timetable, due) }
    // A post that waits since Discord fails is the one post that makes up for the days it waited.
    if (now - due > TOO_LATE || state.isPostWaiting(channelId)) return state.putSchedule(moved)
    // A post that waits for the day's list is looked at now and then: each look searches for every topic.
    if ((lookedAt.get(channelId) ?? 0) > now - LOOK_EVERY) return
    const found = await candidates(schedule, now)
    if (isWorthWaiting(found, schedule, due, now)) return void lookedAt.set(channelId, now)
    lookedAt.delete(channelId)
    const { post, shown, because } = await compose(schedule, `daily ${channelId} ${due}`, due, now, found)
    const isSaid = because !== undefined && because === saidEmpty && shown.length === 0
    state.atomically(() => {
      // Set anew, paused or removed while this was composed: then that holds.
      if (JSON.stringify(state.schedule(channelId)) !== JSON.stringify(schedule) || isShown(channelId, shown)) return
      const { saidEmpty: _before, ...rest } = moved
      state.putSchedule(because ? { ...rest, saidEmpty: because } : rest)
      if (isSaid) return
      state.putPost(post)
      state.putShown(channelId, shown)
    })
  }

  return {
    candidates,
    async planDue(now) {
      for (const { channelId } of state.schedules()) {
        // Read anew: it may have been changed while the one before was composed.
        const schedule = state.schedule(channelId)
        if (schedule && schedule.paused === undefined && schedule.nextAt <= now) await planOne(schedule, now)
      }
    },
    async planNow(schedule, occasion, now) {
      const found = await candidates(schedule, now)
      const { post, shown, because } = await compose(schedule, occasion, now, now, found)
      const why = because && ((say: Say) => emptyWords(because, say))
      if (why && shown.length === 0) return { papers: 0, why }
      const isWritten = state.atomically(() => {
        if (isShown(schedule.channelId, shown)) return false
        state.putPost(post)
        state.putShown(schedule.channelId, shown)
        return true
      })
      if (!isWritten) return { papers: 0, why: (say) => say('daily.emptyTaken') }
      return { papers: shown.length, ...(why && { why }) }
    },
  }
}
