import type { Card, Reply } from '../render/reply.ts'
import type { TeamState } from '../team/state.ts'
import { postId } from './post.ts'
import type { DailyState, Post } from './state.ts'

/**
 * A place that cannot be written to is not tried again by itself: its schedule, or what is followed there, pauses, it gets
 * no reports any more, and the person who set it up is told.
 */
export function giveUp(state: DailyState & TeamState, post: Post, why: string, now: number): void {
  if (post.purpose === 'daily') pauseSchedule(state, post, why, now)
  if (post.purpose === 'follow') pauseFollows(state, post, why, now)
  if (post.purpose === 'report') unsetReports(state, post, why, now)
}

function pauseSchedule(state: DailyState, { target, id }: Post, why: string, now: number): void {
  const schedule = state.schedule(target.id)
  if (!schedule) return
  state.putSchedule({ ...schedule, paused: why })
  if (schedule.setBy === undefined) return
  const lines = [
    `The daily posts in channel ${target.id}, which you set up, are paused: ${why}.`,
    'When that is mended, /daily resume there goes on. No paper that was not shown is lost.',
  ]
  notify(state, { userId: schedule.setBy, occasion: `notice ${id} ${now}`, told: paused(lines) }, now)
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
  const line = `What you follow in channel ${channelId} cannot be told there any more: ${why}. It is paused; /follow sets it anew.`
  notify(state, { userId, occasion: `notice ${id} ${now}`, told: paused([line]) }, now)
}

/** Whoever named the channel gets the report itself as well: it comes to nobody else. */
function unsetReports(state: DailyState & TeamState, { target, id, reply }: Post, why: string, now: number): void {
  const { cards, by } = JSON.parse(reply) as Reply
  for (const guildId of state.serversReportingTo(target.id)) {
    const { reports, ...rest } = state.serverSettings(guildId)
    state.putServerSettings(guildId, rest)
    if (reports?.setBy === undefined) continue
    const line = `Reports of wrong quotes cannot be posted in channel ${target.id}, which you named for them: ${why}. Nobody can report a quote in that server until /settings names a channel again. This is the report that did not come there:`
    const occasion = `notice ${id} ${guildId} ${now}`
    const told = { heading: 'No reports any more', cards: [own([line]), ...cards], ...(by && { by }) }
    notify(state, { userId: reports.setBy, occasion, told }, now)
  }
}

interface Notice {
  userId: string
  occasion: string
  /** What is said; the notice's id comes behind its heading. */
  told: Reply
}

function paused(lines: string[]): Reply {
  return { heading: 'Paused', cards: [own(lines)] }
}

function own(lines: string[]): Card {
  return { quotes: [], lines }
}

function notify(state: DailyState, { userId, occasion, told }: Notice, now: number): void {
  const id = postId(occasion)
  const reply: Reply = { ...told, heading: `${told.heading} · ${id}` }
  state.putPost({
    id,
    target: { kind: 'user', id: userId },
    purpose: 'notice',
    reply: JSON.stringify(reply),
    mentions: [],
    dueAt: now,
  })
}
