import { Cron } from 'croner'
import { z } from 'zod'

/** A wall-clock time, `09:30`. */
export const wallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is no time of day such as 09:30')

/** An IANA time zone this host knows. */
export const timeZone = z.string().refine(isTimeZone, 'is no IANA time zone such as Europe/Berlin')

/** When something is due: a wall-clock time on some days of the week (1 Monday … 7 Sunday) in a time zone. */
export const timetableSchema = z.object({
  time: wallTime,
  zone: timeZone,
  weekdays: z.array(z.number().int().min(1).max(7)).min(1).max(7),
})
export type Timetable = z.infer<typeof timetableSchema>

/**
 * The first time after `after` (milliseconds) that the timetable names. A time that the clocks skip is due as
 * much later as they skip; one that comes twice is due the first time.
 */
export function nextRun(timetable: Timetable, after: number): number {
  const next = cronOf(timetable).nextRun(new Date(after))
  if (!next) throw new Error(`no time after ${after} in ${JSON.stringify(timetable)}`)
  return next.getTime()
}

/** The last of the times from `first` on that has come by `now`, where `first` is one and has come. */
export function latestRun(timetable: Timetable, first: number, now: number): number {
  const [latest] = cronOf(timetable).previousRuns(1, new Date(now + 1))
  return Math.max(first, latest?.getTime() ?? first)
}

function cronOf({ time, zone, weekdays }: Timetable): Cron {
  const [hour, minute] = time.split(':').map(Number)
  // Never started: croner here only reads calendars.
  return new Cron(`0 ${minute} ${hour} * * ${weekdays.join(',')}`, { timezone: zone, paused: true })
}

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

/** The day of an instant in a zone, `2026-11-28`. */
export function dayIn(zone: string, at: number): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(at)
}

/** Minutes since midnight of an instant in a zone. */
export function minuteIn(zone: string, at: number): number {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(at)
  return minutesOf(parts)
}

/** Minutes since midnight of a wall-clock time. */
export function minutesOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return hour * 60 + minute
}

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** Days of the week out of words such as `Mon-Fri`, `mon, wed` or `daily`; undefined when they are none. */
export function parseWeekdays(words: string): number[] | undefined {
  const lower = words
    .trim()
    .toLowerCase()
    .replace(/\s*(?:-|–|\.\.|\bto\b)\s*/g, '-')
  if (/^(daily|every ?day|all|always)$/.test(lower)) return [1, 2, 3, 4, 5, 6, 7]
  if (/^(weekdays|working days|work ?days)$/.test(lower)) return [1, 2, 3, 4, 5]
  const days = new Set<number>()
  for (const part of lower.split(/\s*(?:,|;|\band\b|\s)\s*/).filter(Boolean)) {
    const ends = part.split('-').map(dayNumber)
    const [from, to] = ends
    if (from === undefined || ends.length > 2 || (ends.length === 2 && to === undefined)) return undefined
    for (let day = from; ; day = (day % 7) + 1) {
      days.add(day)
      if (day === (to ?? from)) break
    }
  }
  return days.size > 0 ? [...days].sort((a, b) => a - b) : undefined
}

function dayNumber(word: string): number | undefined {
  const index = DAYS.indexOf(word.slice(0, 3))
  return index >= 0 && /^[a-z]{3,9}$/.test(word) ? index + 1 : undefined
}
