import { createInterface } from 'node:readline/promises'
import type { App } from './app.ts'
import { publicError } from './boundary.ts'
import type { Command } from './command.ts'
import { parseOptions } from './parse-options.ts'
import { terminalText } from './render/terminal.ts'

interface ChatParts {
  app: App
  commands: readonly Command[]
  stdin: NodeJS.ReadableStream
  stdout: NodeJS.WritableStream
  stderr: NodeJS.WritableStream
  colour: boolean
}

/** A prompt with history and completion: `/search words`, or a plain line, which is asked. Ends with the input. */
export async function runChat({ app, commands, stdin, stdout, stderr, colour }: ChatParts): Promise<void> {
  const completer = (line: string): [string[], string] => {
    const [name = '', ...rest] = line.split(' ')
    if (rest.length === 0)
      return [commands.map((command) => `/${command.name} `).filter((word) => word.startsWith(line)), line]
    return [app.suggestPapers(rest.join(' '), 10).map(({ title }) => `${name} ${title}`), line]
  }
  const prompt = createInterface({ input: stdin, output: stdout, completer, historySize: 1000 })
  stdout.write('Ask anything about the papers; /help lists the commands, Ctrl-D leaves.\n')
  prompt.setPrompt('› ')
  prompt.prompt()
  for await (const line of prompt) {
    if (line.trim() !== '') await answerLine(line.trim())
    prompt.prompt()
  }

  async function answerLine(line: string) {
    try {
      const [, name = 'ask', words = ''] = /^\/(\S+)\s*(.*)$/s.exec(line) ?? [line, 'ask', line]
      const command = commands.find((known) => known.name === name)
      if (!command) return void stdout.write(`There is no command /${name}: /help lists them.\n`)
      const options = command.positional && words ? { [command.positional]: words } : {}
      const { reply } = await command.run(app, parseOptions(command, options))
      stdout.write(`${terminalText(reply, app.quoteText, { colour })}\n`)
    } catch (cause) {
      const { message } = publicError(cause, (id, own) =>
        stderr.write(`${id} ${own instanceof Error ? own.stack : own}\n`),
      )
      stdout.write(`${message}\n`)
    }
  }
}
