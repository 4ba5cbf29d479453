import { z } from 'zod'
import type { App } from '../../src/app.ts'
import { type Asker, askerInServer } from '../../src/command.ts'
import { timeIn, weekdayNames } from '../../src/daily/dates.ts'
import { pausedWords } from '../../src/daily/paused.ts'
import { nextRun } from '../../src/daily/schedule.ts'
import type { Schedule } from '../../src/daily/state.ts'
import { UserError } from '../../src/errors.ts'
import type { Language } from '../../src/say/language.ts'
import type { Say } from '../../src/say/say.ts'

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
  if (found.length > MOST_TOPICS) {
    const filling = { most: MOST_TOPICS, given: found.length }
    throw new UserError('bad_options', (say) => say('error.tooManyTopics', filling))
  }
  return found
}

/** The person who asks, where a command works in a server alone. Throws UserError in a private message. */
export function inServer(asker: Asker | undefined): Asker & { guildId: string } {
  return askerInServer(asker, (say) => say('error.dailyInServer'))
}

/** The schedule of the channel meant, of the server it is asked in. Throws UserError when there is none. */
export function scheduleOf(app: App, asker: Asker | undefined, channel: string | undefined): Schedule {
  const { guildId, channelId } = inServer(asker)
  const schedule = app.state.schedule(channel ?? channelId)
  if (schedule?.guildId !== guildId) {
    throw new UserError('no_schedule', (say) => say('error.noSchedule'))
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
export function scheduleLines(schedule: Schedule, now: number, say: Say): string[] {
  const { timetable, papers, prefer, exclude, whenEmpty, paused, language = 'en' } = schedule
  const { time, zone, weekdays } = timetable
  return [
    say('daily.timetable', { time, zone, days: weekdayNames(weekdays, say), count: papers }),
    ...(prefer.length > 0 ? [say('daily.first', { topics: prefer.join(', ') })] : []),
    ...(exclude.length > 0 ? [say('daily.never', { topics: exclude.join(', ') })] : []),
    say(whenEmpty === 'say why' ? 'daily.sayWhenEmpty' : 'daily.libraryWhenEmpty'),
    say('daily.language', { language: languageName(language, say) }),
    paused === undefined ? nextLine(schedule, now, say) : say('daily.paused', { why: pausedWords(paused, say) }),
  ]
}

function nextLine({ timetable, nextAt }: Schedule, now: number, say: Say): string {
  const at = nextAt > now ? nextAt : nextRun(timetable, now)
  const filling = { time: timeIn(timetable.zone, at, say.language), duration: duration(at - now, say) }
  return say(nextAt > now ? 'daily.next' : 'daily.nextAfterDue', filling)
}

function languageName(language: Language, say: Say): string {
  return new Intl.DisplayNames([say.language], { type: 'language' }).of(language) ?? language
}

function duration(ms: number, say: Say): string {
  const minutes = Math.max(1, Math.round(ms / 60_000))
  if (minutes < 90) return say('daily.minutes', { count: minutes })
  const hours = Math.round(minutes / 60)
  return hours < 48 ? say('daily.hours', { count: hours }) : say('daily.days', { count: Math.round(hours / 24) })
}
