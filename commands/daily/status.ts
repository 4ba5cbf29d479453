import { z } from 'zod'
import type { App } from '../../src/app.ts'
import { defineCommand, voiceFor } from '../../src/command.ts'
import { timeIn } from '../../src/daily/dates.ts'
import { utcDay } from '../../src/daily/news.ts'
import type { Say } from '../../src/say/say.ts'
import { channelOption, scheduleLines, scheduleOf } from './schedule-of.ts'

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
    const say = voiceFor(asker)
    const now = app.now()
    const waiting = (await app.daily.planner.candidates(schedule, now)).filter(({ isExcluded }) => !isExcluded)
    const lines = [
      ...scheduleLines(schedule, now, say),
      say('daily.waiting', { count: waiting.length }),
      ...sourceLines(app, schedule.timetable.zone, say),
    ]
    return {
      result: { schedule, waiting: waiting.length, sources: app.daily.news.status() },
      reply: { heading: say('daily.status'), cards: [{ quotes: [], lines }] },
    }
  },
})

const SOURCE_NAMES: Record<string, string> = { huggingface: 'Hugging Face Daily Papers', arxiv: 'arXiv' }

function sourceLines(app: App, zone: string, say: Say): string[] {
  const sources = app.daily.news.status()
  const timeOf = (at: number) => timeIn(zone, at, say.language)
  if (sources.length === 0) return [say('daily.noSource')]
  return sources.map(({ name, status: { failingSince, reason = '', lists, askedAt } }) => {
    const source = SOURCE_NAMES[name] ?? name
    if (failingSince !== undefined) return say('daily.sourceFails', { source, time: timeOf(failingSince), reason })
    const count = lists[utcDay(app.now())]?.count ?? 0
    return askedAt === undefined
      ? say('daily.sourceUnread', { source, count })
      : say('daily.sourceRead', { source, count, time: timeOf(askedAt) })
  })
}
