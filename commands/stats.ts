import { z } from 'zod'
import { defineCommand } from '../src/command.ts'

export const stats = defineCommand({
  name: 'stats',
  description: 'How many papers, sentences and numbers are here, and which model reads them',
  options: z.object({}),
  example: 'stats',
  async run(app) {
    const figures = app.stats()
    const rows = Object.entries(figures).map(([name, value]) => [name, String(value)])
    return {
      result: figures,
      reply: { heading: 'What is here', cards: [{ quotes: [], table: { columns: ['', ''], rows } }] },
    }
  },
})
