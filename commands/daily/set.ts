import { z } from 'zod'
import { defineCommand, voiceFor } from '../../src/command.ts'
import { nextRun, parseWeekdays, timeZone, wallTime } from '../../src/daily/schedule.ts'
import type { Schedule } from '../../src/daily/state.ts'
import { UserError } from '../../src/errors.ts'
import { LANGUAGES } from '../../src/say/language.ts'
import { rightNames } from '../../src/say/rights.ts'
import { channelOption, goOn, inServer, scheduleLines, topicsIn } from './schedule-of.ts'

export const dailySet = defineCommand({
  name: 'daily set',
  description: 'Post new papers in a channel, at a time of day',
  options: z.object({
    time: wallTime.describe('Local time of day, such as 09:00'),
    zone: timeZone.describe('Time zone, such as Europe/Berlin'),
    days: z.string().trim().max(100).default('Mon-Fri').describe('Days: Mon-Fri (if left out), daily, Mon, Wed'),
    prefer: z.string().max(500).optional().describe('Topics to show first, with commas between'),
    exclude: z.string().max(500).optional().describe('Topics never to show, with commas between'),
    papers: z.number().int().min(1).max(10).default(5).describe('How many papers at most; 5 if left out'),
    empty: z.enum(['say why', 'from the library']).default('say why').describe('What to post when nothing is new'),
    language: z.enum(LANGUAGES).optional().describe('Language of the posts; yours if left out'),
    channel: channelOption,
  }),
  completes: { zone: 'zones' },
  example: 'daily set 09:00 Europe/Berlin',
  only: 'discord',
  needsManage: true,
  isPrivate: true,
  async run(app, { time, zone, days, prefer, exclude, papers, empty, language: chosen, channel }, asker) {
    const { guildId, userId, channelId, lacks, takesPosts } = inServer(asker)
    const target = channel ?? channelId
    const weekdays = parseWeekdays(days)
    if (!weekdays) throw new UserError('bad_options', (say) => say('error.noDays', { days }))
    if (channel === undefined && !takesPosts) {
      throw new UserError('no_text_channel', (say) => say('error.noTextChannel'))
    }
    const missing = lacks(target)
    if (missing.length > 0) {
      throw new UserError('missing_permissions', (say) => say('error.cannotPost', { rights: rightNames(say, missing) }))
    }
    const before = app.state.schedule(target)
    if (before && before.guildId !== guildId) throw new UserError('not_allowed', (say) => say('error.channelElsewhere'))
    const language = chosen ?? asker?.language
    const timetable = { time, zone, weekdays }
    const schedule: Schedule = {
      channelId: target,
      guildId,
      setBy: userId,
      timetable,
      papers,
      prefer: topicsIn(prefer),
      exclude: topicsIn(exclude),
      whenEmpty: empty,
      ...(language && { language }),
      nextAt: nextRun(timetable, app.now()),
    }
    app.state.atomically(() => {
      app.state.putSchedule(schedule)
      if (before?.paused !== undefined) goOn(app, target)
    })
    app.daily.wake()
    const say = voiceFor(asker)
    return {
      result: schedule,
      reply: {
        heading: say(before ? 'daily.isChanged' : 'daily.isSet'),
        cards: [{ quotes: [], lines: scheduleLines(schedule, app.now(), say) }],
      },
    }
  },
})
