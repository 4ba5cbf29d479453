import { z } from 'zod'
import { defineCommand, voiceFor } from '../src/command.ts'

export const backup = defineCommand({
  name: 'backup',
  description: 'A copy of the database, made while the bot runs; put it in the place of verbatim.db to go back',
  options: z.object({
    file: z.string().trim().min(1).optional().describe('Where to; a file with the time in its name if left out'),
  }),
  positional: 'file',
  example: 'backup',
  only: 'terminal',
  async run(app, { file }, asker) {
    const written = app.backup(file)
    const heading = voiceFor(asker)('papers.copied', { file: written })
    return { result: { file: written }, reply: { heading, cards: [] } }
  },
})
