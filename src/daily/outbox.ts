import type { Reply } from '../render/reply.ts'
import { type Say, sayIn } from '../say/say.ts'
import { type Chat, ChatRefused, type Outgoing } from './chat.ts'
import { type DailyState, PARKED, type Post } from './state.ts'

interface OutboxParts {
  state: DailyState
  chat: Chat
  /** Called in the transaction that gives a refused post up. */
  onRefused(post: Post, why: string, now: number): void
  onTrouble(post: Post, cause: unknown): void
}

const MINUTE = 60_000
// A message looked for was sent after this long before the attempt was written down: two clocks differ by less.
const CLOCKS_DIFFER = 5 * MINUTE
/** A post sent later than this after it was due says so. */
export const LATE = 15 * MINUTE
const LONGEST_WAIT = 30 * MINUTE

/** What stands at the end of the heading of a late post. */
export function lateMark(say: Say): string {
  return ` · ${say('daily.late')}`
}

/**
 * Sends what waits, in order, each message exactly once. An attempt is written down before Discord hears of it and
 * confirmed after; one that was never confirmed is looked for in the channel before it is made again, with the same
 * nonce, so that it does not matter at which instruction the program was killed.
 */
export async function sendWaiting({ state, chat, onRefused, onTrouble }: OutboxParts, now: number): Promise<void> {
  const blocked = new Set<string>()
  /** Whether the message under way may have come already. */
  let isUnsure = false
  for (const post of state.postsToSend(now)) {
    const place = `${post.target.kind} ${post.target.id}`
    // What was written down later must not overtake.
    if (blocked.has(place)) continue
    isUnsure = false
    try {
      await sendPost(post)
    } catch (cause) {
      blocked.add(place)
      if (cause instanceof ChatRefused) {
        state.atomically(() => {
          // Half a post waits for its other half, and one that may be there until it can be looked for; of one that was
          // not begun, the papers are free for the next.
          const isBegun = state.postsToSend(now).some(({ id, messageIds }) => id === post.id && messageIds.length > 0)
          if (isBegun || isUnsure) state.postpone(post.id, PARKED)
          else state.dropPost(post.id)
          onRefused(post, cause.why, now)
        })
      } else {
        state.postpone(post.id, now + Math.min(LONGEST_WAIT, MINUTE * 2 ** Math.min(post.tries, 5)))
      }
      onTrouble(post, cause)
    }
  }

  async function sendPost(post: Post) {
    const reply = spoken(post)
    const { target, mentions, id } = post
    const pages = chat.pages(reply)
    let [first] = post.messageIds
    let attemptedAt = post.attemptedAt
    for (let page = post.messageIds.length; page < pages; page++) {
      const outgoing: Outgoing = { target, reply, page, mentions: page === 0 ? mentions : [] }
      isUnsure = attemptedAt !== undefined
      const before = attemptedAt === undefined ? undefined : await chat.find(outgoing, attemptedAt - CLOCKS_DIFFER)
      isUnsure = false
      if (!before) state.markAttempt(id, attemptedAt ?? now, JSON.stringify(reply))
      const sent = before ?? (await chat.send(outgoing, `${id}-${page}`))
      state.markSent(id, sent.messageId)
      attemptedAt = undefined
      first ??= sent.messageId
    }
    if (post.thread !== undefined && first !== undefined)
      await chat.openThread({ channelId: target.id, messageId: first }, post.thread)
    state.markDone(id)
  }

  /** What is said: fixed before the first attempt, when it is known whether the post is late. */
  function spoken({ reply, attemptedAt, messageIds, dueAt, purpose }: Post): Reply {
    const written = JSON.parse(reply) as Reply
    const isUnsaid = attemptedAt === undefined && messageIds.length === 0
    const mark = lateMark(sayIn(written.language ?? 'en'))
    if (!isUnsaid || purpose !== 'daily' || now - dueAt <= LATE || written.heading.endsWith(mark)) return written
    return { ...written, heading: `${written.heading}${mark}` }
  }
}
