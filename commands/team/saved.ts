import { z } from 'zod'
import { askerOnDiscord, defineCommand } from '../../src/command.ts'
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
    const heading =
      items.length > 0 ? `You keep ${items.length}, newest first` : 'You keep nothing yet: /save something'
    return {
      result: { saved: items },
      reply: { heading, cards: items.map((item) => savedCard(app, item)) },
    }
  },
})
