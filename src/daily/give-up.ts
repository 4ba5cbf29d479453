import type { Card, Reply } from '../render/reply.ts'
import { type Say, sayIn } from '../say/say.ts'
import type { TeamState } from '../team/state.ts'
import { pausedWords } from './paused.ts'
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
  const say = sayIn(schedule.language ?? 'en')
  const lines = [
    say('daily.postsPaused', { channel: target.id, why: pausedWords(why, say) }),
    say('daily.postsPausedMend'),
  ]
  notify(state, { userId: schedule.setBy, occasion: `notice ${id} ${now}`, told: paused(lines, say) }, now)
}

function pauseFollows(state: DailyState, { target, id, mentions }: Post, why: string, now: number): void {
  const [mentioned] = mentions
  const userId = mentioned ?? target.id
  const channelId = target.kind === 'channel' ? target.id : undefined
  const follows = state.follows(userId).filter((follow) => follow.channelId === channelId)
  for (const follow of follows) state.putFollow({ ...follow, paused: why })
  // A person who takes no private messages finds it in /following.
  if (channelId === undefined) return
  const say = sayIn(follows[0]?.language ?? 'en')
  const line = say('follow.pausedNotice', { channel: channelId, why: pausedWords(why, say) })
  notify(state, { userId, occasion: `notice ${id} ${now}`, told: paused([line], say) }, now)
}

/** Whoever named the channel gets the report itself as well: it comes to nobody else. */
function unsetReports(state: DailyState & TeamState, { target, id, reply }: Post, why: string, now: number): void {
  const { cards, by } = JSON.parse(reply) as Reply
  for (const guildId of state.serversReportingTo(target.id)) {
    const { reports, ...rest } = state.serverSettings(guildId)
    state.putServerSettings(guildId, rest)
    if (reports?.setBy === undefined) continue
    const say = sayIn(reports.language ?? 'en')
    const line = say('team.noReports', { channel: target.id, why: pausedWords(why, say) })
    const occasion = `notice ${id} ${guildId} ${now}`
    const told = (notice: string): Reply => ({
      heading: say('team.noReportsHeading', { id: notice }),
      cards: [own([line]), ...cards],
      language: say.language,
      ...(by && { by }),
    })
    notify(state, { userId: reports.setBy, occasion, told }, now)
  }
}

interface Notice {
  userId: string
  occasion: string
  /** What is said, by the notice's id. */
  told(id: string): Reply
}

function paused(lines: string[], say: Say): Notice['told'] {
  return (id) => ({ heading: say('daily.pausedHeading', { id }), cards: [own(lines)], language: say.language })
}

function own(lines: string[]): Card {
  return { quotes: [], lines }
}

function notify(state: DailyState, { userId, occasion, told }: Notice, now: number): void {
  const id = postId(occasion)
  state.putPost({
    id,
    target: { kind: 'user', id: userId },
    purpose: 'notice',
    reply: JSON.stringify(told(id)),
    mentions: [],
    dueAt: now,
  })
}
