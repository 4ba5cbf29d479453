import type { Reply } from '../render/reply.ts'
import { postId } from './post.ts'
import type { DailyState, Post } from './state.ts'

/**
 * A place that cannot be written to is not tried again by itself: its schedule, or what is followed there, pauses, and
 * the person who set it up is told.
 */
export function giveUp(state: DailyState, post: Post, why: string, now: number): void {
  if (post.purpose === 'daily') pauseSchedule(state, post, why, now)
  if (post.purpose === 'follow') pauseFollows(state, post, why, now)
}

function pauseSchedule(state: DailyState, { target, id }: Post, why: string, now: number): void {
  const schedule = state.schedule(target.id)
  if (!schedule) return
  state.putSchedule({ ...schedule, paused: why })
  if (schedule.setBy === undefined) return
  notify(state, schedule.setBy, `notice ${id} ${now}`, now, [
    `The daily posts in channel ${target.id}, which you set up, are paused: ${why}.`,
    'When that is mended, /daily resume there goes on. No paper that was not shown is lost.',
  ])
}

function pauseFollows(state: DailyState, { target, id, mentions }: Post, why: string, now: number): void {
  const [mentioned] = mentions
  const userId = mentioned ?? target.id
  const channelId = target.kind === 'channel' ? target.id : undefined
  for (const follow of state.follows(userId)) {
    if (follow.channelId === channelId) state.putFollow({ ...follow, paused: why })
  }
  // A person who takes no private messages finds it in /following.
  if (channelId === undefined) return
  notify(state, userId, `notice ${id} ${now}`, now, [
    `What you follow in channel ${channelId} cannot be told there any more: ${why}. It is paused; /follow sets it anew.`,
  ])
}

function notify(state: DailyState, userId: string, occasion: string, now: number, lines: string[]): void {
  const id = postId(occasion)
  const reply: Reply = { heading: `Paused · ${id}`, cards: [{ quotes: [], lines }] }
  state.putPost({
    id,
    target: { kind: 'user', id: userId },
    purpose: 'notice',
    reply: JSON.stringify(reply),
    mentions: [],
    dueAt: now,
  })
}
