import { z } from 'zod'
import { defineCommand, voiceFor } from '../../src/command.ts'
import { channelOption, scheduleOf } from './schedule-of.ts'

export const dailyRemove = defineCommand({
  name: 'daily remove',
  description: 'No daily posts in a channel any more',
  options: z.object({ channel: channelOption }),
  example: 'daily remove',
  only: 'discord',
  needsManage: true,
  isPrivate: true,
  async run(app, { channel }, asker) {
    const { channelId } = scheduleOf(app, asker, channel)
    app.state.atomically(() => {
      app.state.removeSchedule(channelId)
      const target = { kind: 'channel' as const, id: channelId }
      app.state.dropUnsent(target, 'daily')
      app.state.endPosts(target, 'daily')
    })
    return {
      result: { channelId },
      reply: { heading: voiceFor(asker)('daily.isRemoved'), cards: [] },
    }
  },
})
