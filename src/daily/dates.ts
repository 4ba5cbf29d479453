import type { Language } from '../say/language.ts'
import { listed } from '../say/listed.ts'
import type { Say } from '../say/say.ts'
import { dayIn } from './schedule.ts'

/** The day of an instant in a zone, in full: `Saturday, 28 November 2026`. */
export function longDate(zone: string, at: number, language: Language): string {
  const day = new Date(`${dayIn(zone, at)}T12:00:00Z`)
  return new Intl.DateTimeFormat(localeOf(language), {
    timeZone: 'UTC',
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(day)
}

/** An instant as the clocks of a zone show it: `Sat 28 Nov, 09:00`. */
export function timeIn(zone: string, at: number, language: Language): string {
  return new Intl.DateTimeFormat(localeOf(language), {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  }).format(at)
}

// A Monday.
const MONDAY = Date.UTC(2026, 0, 5, 12)
const DAY = 24 * 3_600_000

/** Days of the week (1 Monday … 7 Sunday) as people write them: `Mon–Fri`, `Mon, Wed`. */
export function weekdayNames(weekdays: readonly number[], say: Say): string {
  if (weekdays.length === 7) return say('daily.everyDay')
  const names = weekdays.map((day) => weekdayName(day, say.language))
  const isRun = weekdays.length > 2 && weekdays.every((day, i) => i === 0 || day === (weekdays[i - 1] ?? 0) + 1)
  return isRun ? `${names[0]}–${names.at(-1)}` : listed(say, names)
}

function weekdayName(weekday: number, language: Language): string {
  const format = new Intl.DateTimeFormat(localeOf(language), { timeZone: 'UTC', weekday: 'short' })
  return format.format(MONDAY + (weekday - 1) * DAY)
}

/** English is written as in Britain: the day before the month, and 24 hours. */
function localeOf(language: Language): string {
  return language === 'en' ? 'en-GB' : language
}
