import { z } from 'zod'
import type { App } from '../../src/app.ts'
import { defineCommand } from '../../src/command.ts'
import { utcDay } from '../../src/daily/news.ts'
import { counted } from '../../src/render/cards.ts'
import { channelOption, scheduleLines, scheduleOf, timeIn } from './schedule-of.ts'

export const dailyStatus = defineCommand({
  name: 'daily status',
  description: 'What a channel gets and when, and how the sources are',
  options: z.object({ channel: channelOption }),
  example: 'daily status',
  only: 'discord',
  needsManage: true,
  isPrivate: true,
  async run(app, { channel }, asker) {
    const schedule = scheduleOf(app, asker, channel)
    const now = app.now()
    const waiting = (await app.daily.planner.candidates(schedule, now)).filter(({ isExcluded }) => !isExcluded)
    const lines = [
      ...scheduleLines(schedule, now),
      `${counted(waiting.length, 'new paper')} not shown here yet.`,
      ...sourceLines(app, schedule.timetable.zone, now),
    ]
    return {
      result: { schedule, waiting: waiting.length, sources: app.daily.news.status() },
      reply: { heading: 'Daily posts of this channel', cards: [{ quotes: [], lines }] },
    }
  },
})

const SOURCE_NAMES: Record<string, string> = { huggingface: 'Hugging Face Daily Papers', arxiv: 'arXiv' }

function sourceLines(app: App, zone: string, now: number): string[] {
  const sources = app.daily.news.status()
  if (sources.length === 0) return ['No source of new papers is set up: NEWS_SOURCES says which.']
  return sources.map(({ name, status }) => {
    const shown = SOURCE_NAMES[name] ?? name
    if (status.failingSince !== undefined) {
      return `${shown} does not answer since ${timeIn(zone, status.failingSince)}: ${status.reason}.`
    }
    const today = status.lists[utcDay(now)]
    const read = status.askedAt === undefined ? 'not read yet' : `read ${timeIn(zone, status.askedAt)}`
    return `${shown}: ${counted(today?.count ?? 0, 'paper')} on today’s list, ${read}.`
  })
}
