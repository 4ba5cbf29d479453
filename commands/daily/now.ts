import { z } from 'zod'
import { defineCommand } from '../../src/command.ts'
import { counted } from '../../src/render/cards.ts'
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
    const outcome = await app.daily.planner.planNow(schedule, `now ${requestId}`, app.now())
    app.daily.wake()
    const heading = outcome.papers > 0 ? `On its way: ${counted(outcome.papers, 'paper')}` : (outcome.why ?? '')
    return { result: outcome, reply: { heading, cards: [] } }
  },
})
