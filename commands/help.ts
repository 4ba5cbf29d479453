import { z } from 'zod'
import { type Command, defineCommand, voiceFor } from '../src/command.ts'

/** `help` over the given commands. */
export function helpFor(commands: readonly Command[]) {
  return defineCommand({
    name: 'help',
    description: 'What you can ask, with an example of each',
    options: z.object({}),
    example: 'help',
    async run(_app, _options, asker) {
      const say = voiceFor(asker)
      const here = commands.filter(({ only }) => only !== (asker ? 'terminal' : 'discord'))
      const known = here.map(({ name, description, example }) => ({ name, description, example }))
      return {
        result: { commands: known },
        reply: {
          heading: say('help.heading'),
          cards: known.map(({ name, description, example }) => ({
            quotes: [],
            lines: [`/${name}: ${description}`, say('help.example', { command: example })],
          })),
        },
      }
    },
  })
}
