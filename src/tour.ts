import type { App } from './app.ts'
import type { Command } from './command.ts'
import { parseOptions } from './parse-options.ts'
import { terminalText, widthOf } from './render/terminal.ts'

const QUESTIONS = [
  'how small is the storage Token Recycling needs?',
  'how fast is BrightDreamer?',
  'which paper speeds up the prefill of long prompts by dropping tokens?',
]

/** Three questions answered, and how to go on: what a new user without a token or a terminal sees. */
export async function runTour({
  app,
  commands,
  stdout,
  colour,
}: {
  app: App
  commands: readonly Command[]
  stdout: NodeJS.WritableStream
  colour: boolean
}): Promise<void> {
  const ask = commands.find(({ name }) => name === 'ask')
  if (!ask) return
  for (const question of QUESTIONS) {
    const { reply } = await ask.run(app, parseOptions(ask, { question, limit: 1 }))
    stdout.write(`${terminalText(reply, app.quoteText, { colour, width: widthOf(stdout) })}\n`)
  }
  stdout.write('Go on: npm start -- ask "your question", or npm start in a terminal for a prompt.\n')
  stdout.write('For Discord put DISCORD_TOKEN into .env (see README.md) and run npm start.\n')
}
