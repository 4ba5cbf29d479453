import { Cron } from 'croner'
import PQueue from 'p-queue'
import type { Chat } from './chat.ts'
import type { Daily } from './daily.ts'

// A post is due on the minute; a third of one late is on time for people, and a look costs a millisecond.
const EVERY_20_SECONDS = '*/20 * * * * *'

/** Ticks now, three times a minute, and when something was set; never twice at once. Gives the way to stop. */
export function startTicking(daily: Daily, chat: Chat, now: () => number): () => Promise<void> {
  const queue = new PQueue({ concurrency: 1 })
  const tickSoon = () => {
    // One that waits already will see what is new.
    if (queue.size === 0) void queue.add(() => daily.tick(now(), chat))
  }
  daily.onWake(tickSoon)
  const clock = new Cron(EVERY_20_SECONDS, tickSoon)
  tickSoon()
  return async () => {
    clock.stop()
    daily.onWake(() => {})
    await queue.onIdle()
  }
}
