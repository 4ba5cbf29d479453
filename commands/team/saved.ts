import { z } from 'zod'
import { askerOnDiscord, defineCommand, voiceFor } from '../../src/command.ts'
import { savedCard } from './save.ts'

export const saved = defineCommand({
  name: 'saved',
  description: 'The papers and answers you keep, newest first',
  options: z.object({}),
  example: 'saved',
  only: 'discord',
  isPrivate: true,
  async run(app, _options, asker) {
    const items = app.state.saved(askerOnDiscord(asker).userId)
    const say = voiceFor(asker)
    const count = items.length
    const heading = count > 0 ? say('team.youKeep', { count }) : say('team.youKeepNothing')
    return {
      result: { saved: items },
      reply: { heading, cards: items.map((item) => savedCard(app, item, say)) },
    }
  },
})
