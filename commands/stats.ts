import { z } from 'zod'
import type { Stats } from '../src/app.ts'
import { defineCommand, voiceFor } from '../src/command.ts'

const NAMES = {
  papers: 'help.papers',
  sentences: 'help.sentences',
  claims: 'help.claims',
  model: 'help.model',
  embedded: 'help.embedded',
  engine: 'help.engine',
  indexVersion: 'help.indexVersion',
} as const satisfies Record<keyof Stats, string>

export const stats = defineCommand({
  name: 'stats',
  description: 'How many papers, sentences and numbers are here, and which model reads them',
  options: z.object({}),
  example: 'stats',
  async run(app, _options, asker) {
    const say = voiceFor(asker)
    const figures = app.stats()
    const names = Object.keys(NAMES) as (keyof Stats)[]
    const rows = names.map((name) => [say(NAMES[name]), String(figures[name])])
    return {
      result: figures,
      reply: { heading: say('help.here'), cards: [{ quotes: [], table: { columns: ['', ''], rows } }] },
    }
  },
})
