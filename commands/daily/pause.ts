import { z } from 'zod'
import { defineCommand, voiceFor } from '../../src/command.ts'
import { nextRun } from '../../src/daily/schedule.ts'
import { channelOption, goOn, scheduleLines, scheduleOf } from './schedule-of.ts'

export const dailyPause = defineCommand({
  name: 'daily pause',
  description: 'Stop the daily posts of a channel until they are resumed',
  options: z.object({ channel: channelOption }),
  example: 'daily pause',
  only: 'discord',
  needsManage: true,
  isPrivate: true,
  async run(app, { channel }, asker) {
    const schedule = { ...scheduleOf(app, asker, channel), paused: 'by hand' }
    app.state.putSchedule(schedule)
    return { result: schedule, reply: { heading: voiceFor(asker)('daily.isPaused'), cards: [] } }
  },
})

export const dailyResume = defineCommand({
  name: 'daily resume',
  description: 'Go on with the daily posts of a channel',
  options: z.object({ channel: channelOption }),
  example: 'daily resume',
  only: 'discord',
  needsManage: true,
  isPrivate: true,
  async run(app, { channel }, asker) {
    const { paused: _paused, ...rest } = scheduleOf(app, asker, channel)
    const schedule = { ...rest, setBy: asker?.userId, nextAt: nextRun(rest.timetable, app.now()) }
    app.state.atomically(() => {
      app.state.putSchedule(schedule)
      goOn(app, schedule.channelId)
    })
    app.daily.wake()
    const say = voiceFor(asker)
    const lines = scheduleLines(schedule, app.now(), say)
    return { result: schedule, reply: { heading: say('daily.isResumed'), cards: [{ quotes: [], lines }] } }
  },
})
