import { expect, it } from 'vitest'
import { weekdayNames } from '../../src/daily/dates.ts'
import {
  dayIn,
  latestRun,
  minuteIn,
  minutesOf,
  nextRun,
  parseWeekdays,
  type Timetable,
  timetableSchema,
} from '../../src/daily/schedule.ts'
import { sayEnglish } from '../../src/say/say.ts'

const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'America/Santiago']
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]
const HOUR = 3_600_000

/** Every run of a year. */
function runsOfAYear(timetable: Timetable): number[] {
  const runs: number[] = []
  let at = Date.UTC(2026, 0, 1)
  const end = Date.UTC(2027, 0, 1)
  for (at = nextRun(timetable, at); at < end; at = nextRun(timetable, at)) runs.push(at)
  return runs
}

it.each(ZONES)('runs once each day of a year in %s, at the wall-clock time where the clocks show it', (zone) => {
  for (const time of ['00:00', '00:30', '01:30', '02:15', '09:00', '23:59']) {
    const runs = runsOfAYear({ time, zone, weekdays: EVERY_DAY })
    const days = runs.map((at) => dayIn(zone, at))
    expect(new Set(days).size).toBe(runs.length)
    expect(runs.length).toBeGreaterThanOrEqual(364)
    const gaps = runs.slice(1).map((at, i) => (at - (runs[i] ?? at)) / HOUR)
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(23)
    expect(Math.max(...gaps)).toBeLessThanOrEqual(25.5)
    const off = runs.filter((at) => minuteIn(zone, at) !== minutesOf(time))
    // Only where the clocks jump over the time, and then later by no more than they jump.
    expect(off.length, `${zone} ${time}`).toBeLessThanOrEqual(1)
    for (const at of off) {
      expect(minuteIn(zone, at) - minutesOf(time)).toBeGreaterThan(0)
      expect(minuteIn(zone, at) - minutesOf(time)).toBeLessThanOrEqual(60)
      const before = Array.from({ length: 120 }, (_, minutes) => minuteIn(zone, at - minutes * 60_000))
      expect(before).not.toContain(minutesOf(time))
    }
  }
})

it('runs on the given days alone, as the zone counts them', () => {
  const runs = runsOfAYear({ time: '00:30', zone: 'Pacific/Auckland', weekdays: [1, 3] })
  const names = runs.map((at) =>
    new Intl.DateTimeFormat('en', { timeZone: 'Pacific/Auckland', weekday: 'short' }).format(at),
  )
  expect(new Set(names)).toEqual(new Set(['Mon', 'Wed']))
  expect(runs).toHaveLength(104)
})

it('gives the last of several missed times', () => {
  const timetable = { time: '09:00', zone: 'Europe/Berlin', weekdays: [1, 2, 3, 4, 5] }
  const monday = nextRun(timetable, Date.UTC(2026, 2, 22))
  expect(latestRun(timetable, monday, monday)).toBe(monday)
  const sunday = Date.UTC(2026, 2, 29, 20)
  expect(new Date(latestRun(timetable, monday, sunday)).toISOString()).toBe('2026-03-27T08:00:00.000Z')
})

it('reads days of the week as people write them', () => {
  expect(parseWeekdays('Mon-Fri')).toEqual([1, 2, 3, 4, 5])
  expect(parseWeekdays('monday, Wednesday and sat')).toEqual([1, 3, 6])
  expect(parseWeekdays('Mon - Fri')).toEqual([1, 2, 3, 4, 5])
  expect(parseWeekdays('Mon to Wed, Sun')).toEqual([1, 2, 3, 7])
  expect(parseWeekdays('Fri-Mon')).toEqual([1, 5, 6, 7])
  expect(parseWeekdays('daily')).toEqual(EVERY_DAY)
  for (const words of ['', 'someday', 'Mon-', 'Mon-x', 'Mon..Wed..Fri', '1,2'])
    expect(parseWeekdays(words), words).toBeUndefined()
  expect(weekdayNames([1, 2, 3, 4, 5], sayEnglish)).toBe('Mon–Fri')
  expect(weekdayNames([1, 3], sayEnglish)).toBe('Mon, Wed')
  expect(weekdayNames(EVERY_DAY, sayEnglish)).toBe('every day')
})

it('knows the time zones of its host and no others', () => {
  expect(timetableSchema.safeParse({ time: '09:00', zone: 'Mars/Base', weekdays: [1] }).success).toBe(false)
  expect(timetableSchema.safeParse({ time: '24:00', zone: 'UTC', weekdays: [1] }).success).toBe(false)
  expect(timetableSchema.safeParse({ time: '9:00', zone: 'UTC', weekdays: [1] }).success).toBe(false)
  expect(timetableSchema.safeParse({ time: '09:00', zone: 'Asia/Kathmandu', weekdays: [1] }).success).toBe(true)
})
