import { z } from 'zod'
import { defineCommand, voiceFor } from '../../src/command.ts'
import { sayEnglish } from '../../src/say/say.ts'
import { channelOption, inServer, scheduleOf } from './schedule-of.ts'

export const dailyNow = defineCommand({
  name: 'daily now',
  description: 'Post now what the next daily post would show',
  options: z.object({ channel: channelOption }),
  example: 'daily now',
  only: 'discord',
  needsManage: true,
  isPrivate: true,
  async run(app, { channel }, asker) {
    const schedule = scheduleOf(app, asker, channel)
    const { requestId } = inServer(asker)
    const say = voiceFor(asker)
    const { papers, why } = await app.daily.planner.planNow(schedule, `now ${requestId}`, app.now())
    app.daily.wake()
    const heading = papers > 0 ? say('daily.onItsWay', { count: papers }) : (why?.(say) ?? '')
    return { result: { papers, ...(why && { why: why(sayEnglish) }) }, reply: { heading, cards: [] } }
  },
})
