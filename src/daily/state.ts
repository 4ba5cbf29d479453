import { z } from 'zod'
import { LANGUAGES } from '../say/language.ts'
import { timetableSchema, timeZone, wallTime } from './schedule.ts'

/** What a channel gets: when, how many papers, and which first. */
export const scheduleSchema = z.object({
  channelId: z.string(),
  guildId: z.string(),
  /** Who set it and is told when it pauses; nobody after `/forget`. */
  setBy: z.string().optional(),
  timetable: timetableSchema,
  papers: z.number().int().min(1).max(10),
  prefer: z.array(z.string()),
  exclude: z.array(z.string()),
  whenEmpty: z.enum(['say why', 'from the library']),
  /** The language that posts are worded in; English when undefined. */
  language: z.enum(LANGUAGES).optional(),
  /** Why nothing is posted at present; undefined while it runs. */
  paused: z.string().optional(),
  /** When the next post is due, in milliseconds. */
  nextAt: z.number(),
  /** The reason given for the last day without papers, so that it is not given again the next day. */
  saidEmpty: z.string().optional(),
})
export type Schedule = z.infer<typeof scheduleSchema>

/** A topic that a person follows. */
export const followSchema = z.object({
  id: z.string(),
  userId: z.string(),
  topic: z.string(),
  /** A channel to be mentioned in; a private message when undefined. */
  channelId: z.string().optional(),
  /** When the digest comes; at once when undefined. */
  digestAt: wallTime.optional(),
  quiet: z.object({ from: wallTime, to: wallTime }).optional(),
  zone: timeZone,
  /** The language that the person is told in; English when undefined. */
  language: z.enum(LANGUAGES).optional(),
  /** When the next digest is due, in milliseconds. */
  nextAt: z.number().optional(),
  /** Why nothing is sent at present. */
  paused: z.string().optional(),
})
export type Follow = z.infer<typeof followSchema>

/** Why a paper is shown. */
export const whySchema = z.object({
  /** The topic it is on, with the words of it that the paper holds. */
  topic: z.string().optional(),
  words: z.array(z.string()).default([]),
  /** The paper it is like, and how many people of the server want more like that one. */
  like: z.object({ paperId: z.string(), up: z.number() }).optional(),
  /** The sentence nearest to the topic, as offsets into the abstract. */
  sentence: z.object({ start: z.number(), end: z.number() }).optional(),
  listedOn: z.string().optional(),
  votes: z.number().optional(),
})
export type ShownWhy = z.infer<typeof whySchema>

/** A paper as a source listed it. */
export interface Listed {
  paperId: string
  source: string
  /** The list's date, `2026-11-28`. */
  listedOn: string
  votes: number
}

/** Until when a post is put aside that only a person can set going again. */
export const PARKED = Number.MAX_SAFE_INTEGER

/** Where a message goes. */
export interface Target {
  kind: 'channel' | 'user'
  id: string
}

/** One post on its way: what is to be said is fixed when it is written down, and each of its messages is sent once. */
export interface Post {
  id: string
  target: Target
  /** What it is for; a channel's schedule pauses when its daily post is refused, and it gets no reports any more. */
  purpose: 'daily' | 'follow' | 'notice' | 'report'
  /** A Reply as JSON: quotes are in it as coordinates. */
  reply: string
  /** Who is mentioned above it. */
  mentions: string[]
  /** The name of the discussion thread on the first message. */
  thread?: string
  dueAt: number
  /** When its next message was last tried; undefined when none is under way. */
  attemptedAt?: number
  tries: number
  messageIds: string[]
}

export type NewPost = Omit<Post, 'attemptedAt' | 'tries' | 'messageIds'>

/** A paper that was shown in a channel. */
export interface Shown {
  paperId: string
  postId: string
  why: ShownWhy
}

/** A new paper that is on a topic someone follows. */
export interface Match {
  followId: string
  paperId: string
  why: ShownWhy
}

/** Port: what daily posts and follows must not forget. Everything in one `atomically` happens or nothing does. */
export interface DailyState {
  atomically<T>(work: () => T): T
  get(key: string): string | undefined
  set(key: string, value: string): void

  schedules(): Schedule[]
  schedule(channelId: string): Schedule | undefined
  putSchedule(schedule: Schedule): void
  removeSchedule(channelId: string): void

  putListed(listed: readonly Listed[]): void
  /** Everything listed on or after a date. */
  listedSince(date: string): Listed[]
  listingsOf(paperId: string): Listed[]

  shownIn(channelId: string): Set<string>
  shown(channelId: string, paperId: string): Shown | undefined
  putShown(channelId: string, shown: readonly Shown[]): void

  /** Writes a post down; false, and nothing happens, when one with its id is known, sent or not. */
  putPost(post: NewPost): boolean
  /** Posts not wholly sent that may be tried at `now`, in order; none that another to its place, which waits, precedes. */
  postsToSend(now: number): Post[]
  /** Whether a daily post to this channel is not wholly sent. */
  isPostWaiting(channelId: string): boolean
  markAttempt(id: string, at: number, reply: string): void
  markSent(id: string, messageId: string): void
  markDone(id: string): void
  /** Gives a post up for now, until `notBefore`. */
  postpone(id: string, notBefore: number): void
  /** What is left of the posts to a place is never sent. */
  endPosts(target: Target, purpose: Post['purpose']): void
  /** The posts to a place that are not wholly sent may be tried at once. */
  unparkPosts(target: Target): void
  /** The posts to a place of which nothing was tried are given up, as `dropPost` does. */
  dropUnsent(target: Target, purpose: Post['purpose']): void
  /** Gives a post up for good; the papers it would have shown count as not shown, its matches as not told. */
  dropPost(id: string): void

  follows(userId?: string): Follow[]
  putFollow(follow: Follow): void
  removeFollow(id: string): void
  /** Papers that came since and were not yet held against the follows. */
  unmatched(limit: number): string[]
  putMatches(matches: readonly Match[], considered: readonly string[]): void
  /** Matches of a follow that are in no post yet, oldest first. */
  untold(followId: string): Match[]
  markTold(followId: string, paperIds: readonly string[], postId: string): void
}
