import { z } from 'zod'
import type { App } from '../../src/app.ts'
import { type Asker, askerInServer } from '../../src/command.ts'
import { nextRun, weekdayNames } from '../../src/daily/schedule.ts'
import type { Schedule } from '../../src/daily/state.ts'
import { UserError } from '../../src/errors.ts'

/** The channel option of the parts of /daily: the channel it is asked in, unless another is chosen. */
export const channelOption = z
  .string()
  .regex(/^\d{1,20}$/, 'is no channel')
  .meta({ discord: 'channel' })
  .optional()
  .describe('Which channel, if not this one')

// Each is searched for whenever a post is composed.
const MOST_TOPICS = 10

/** Topics out of one option: parted by commas or semicolons. */
export function topicsIn(words: string | undefined): string[] {
  const topics = (words ?? '').split(/[,;\n]/).map((topic) => topic.replace(/\s+/g, ' ').trim())
  const found = [...new Set(topics.filter((topic) => topic !== ''))]
  if (found.length > MOST_TOPICS)
    throw new UserError('bad_options', `Give ${MOST_TOPICS} topics at most, not ${found.length}.`)
  return found
}

/** The person who asks, where a command works in a server alone. Throws UserError in a private message. */
export function inServer(asker: Asker | undefined): Asker & { guildId: string } {
  return askerInServer(asker, 'Daily posts belong to a channel: use /daily in a server.')
}

/** The schedule of the channel meant, of the server it is asked in. Throws UserError when there is none. */
export function scheduleOf(app: App, asker: Asker | undefined, channel: string | undefined): Schedule {
  const { guildId, channelId } = inServer(asker)
  const schedule = app.state.schedule(channel ?? channelId)
  if (schedule?.guildId !== guildId) {
    throw new UserError('no_schedule', 'This channel gets no daily posts: /daily set sets them up.')
  }
  return schedule
}

/** After a pause a post that was begun is finished; one that was not is made anew at its next time. */
export function goOn(app: App, channelId: string): void {
  const target = { kind: 'channel' as const, id: channelId }
  app.state.dropUnsent(target, 'daily')
  app.state.unparkPosts(target)
}

/** What a schedule says, line by line. */
export function scheduleLines(schedule: Schedule, now: number): string[] {
  const { timetable, papers, prefer, exclude, whenEmpty, paused } = schedule
  const { time, zone, weekdays } = timetable
  return [
    `${time} ${zone}, ${weekdayNames(weekdays)}; up to ${papers} papers.`,
    ...(prefer.length > 0 ? [`First: ${prefer.join(', ')}.`] : []),
    ...(exclude.length > 0 ? [`Never: ${exclude.join(', ')}.`] : []),
    whenEmpty === 'say why' ? 'A day without papers: the reason, once.' : 'A day without papers: one of the library.',
    paused === undefined ? nextLine(schedule, now) : `Paused: ${paused}.`,
  ]
}

function nextLine({ timetable, nextAt }: Schedule, now: number): string {
  const at = nextAt > now ? nextAt : nextRun(timetable, now)
  const due = nextAt > now ? 'Next post' : 'Due and waiting for today’s list; after it'
  return `${due}: ${timeIn(timetable.zone, at)}, in ${duration(at - now)}.`
}

/** An instant as the clocks of a zone show it. */
export function timeIn(zone: string, at: number): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  }).format(at)
}

function duration(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / 60_000))
  if (minutes < 90) return `${minutes} min`
  const hours = Math.round(minutes / 60)
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`
}
