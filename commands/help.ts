import { z } from 'zod'
import { type Command, defineCommand, voiceFor } from '../src/command.ts'
import { localWords } from '../src/say/commands/index.ts'
import { commandNameIn, exampleIn } from '../src/say/commands/names.ts'
import type { Say } from '../src/say/say.ts'

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
          cards: known.map((command) => ({ quotes: [], lines: lines(command, say, asker !== undefined) })),
        },
      }
    },
  })
}

function lines(command: Pick<Command, 'name' | 'description' | 'example'>, say: Say, isOnDiscord: boolean): string[] {
  const { language } = say
  const example = exampleIn(language, command)
  const description = localWords(language)[command.name]?.description ?? command.description
  return [
    say('help.command', { command: commandNameIn(language, command.name), description }),
    say('help.example', { command: isOnDiscord ? asOnDiscord(example) : example }),
  ]
}

/** Options of the terminal as Discord shows them: `paper:BrightDreamer`. */
function asOnDiscord(example: string): string {
  return example.replace(/--([\w-]+) /g, '$1:')
}
