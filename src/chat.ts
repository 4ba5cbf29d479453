import { createInterface } from 'node:readline/promises'
import { goesOn } from './answer/follow-up.ts'
import type { App } from './app.ts'
import { publicError } from './boundary.ts'
import type { Command } from './command.ts'
import { isFlag, optionName, parseOptions, typedOptions } from './parse-options.ts'
import { terminalText, widthOf } from './render/terminal.ts'

interface ChatParts {
  app: App
  commands: readonly Command[]
  stdin: NodeJS.ReadableStream
  stdout: NodeJS.WritableStream
  stderr: NodeJS.WritableStream
  colour: boolean
}

/**
 * A prompt with history and completion: `/search words --limit 3`, or a plain line, which is asked, on from
 * the answer before where it says so ("and how much memory?"). Ends with the input.
 */
export async function runChat({ app, commands, stdin, stdout, stderr, colour }: ChatParts): Promise<void> {
  const completer = (line: string): [string[], string] => {
    if (line !== '' && !line.startsWith('/')) return [[], line]
    const [name = '', ...rest] = line.split(' ')
    if (rest.length === 0)
      return [commands.map((command) => `/${command.name} `).filter((word) => word.startsWith(line)), line]
    return [app.suggest('papers', rest.join(' '), 10).map(({ label }) => `${name} ${label}`), line]
  }
  const prompt = createInterface({ input: stdin, output: stdout, completer, historySize: 1000 })
  stdout.write('Ask anything about the papers; /help lists the commands, Ctrl-D leaves.\n')
  prompt.setPrompt('› ')
  prompt.prompt()
  let lastAnswer: string | undefined
  for await (const line of prompt) {
    const words = line.trim()
    if (/^\/?(?:exit|quit|bye)$/.test(words)) break
    if (words !== '') await answerLine(words)
    prompt.prompt()
  }

  async function answerLine(line: string) {
    try {
      // Nobody asks the papers for help.
      const typed = line === 'help' ? '/help' : line
      const [, name = 'ask', words = ''] = /^\/(\S+)\s*(.*)$/s.exec(typed) ?? [line, 'ask', line]
      const command = commands.find((known) => known.name === name)
      if (!command) return void stdout.write(`There is no command /${name}: /help lists them.\n`)
      const after = lastAnswer && goesOn(words) ? { after: lastAnswer } : {}
      const options = typed.startsWith('/') ? typedLine(command, words) : { question: words, ...after }
      const { reply } = await command.run(app, parseOptions(command, options))
      lastAnswer = reply.answer?.id ?? lastAnswer
      stdout.write(`${terminalText(reply, app.quoteText, { colour, width: widthOf(stdout) })}\n`)
    } catch (cause) {
      const { message } = publicError(cause, (id, own) =>
        stderr.write(`${id} ${own instanceof Error ? own.stack : own}\n`),
      )
      stdout.write(`${message}\n`)
    }
  }
}

/** `words --option value --flag`: a value goes on until the next option. */
function typedLine(command: Command, line: string): Record<string, unknown> {
  const [words = '', ...parts] = line.split(/(?:^|\s+)--(?=[a-z])/)
  const given = parts.map((part) => {
    const [, typed = '', value = ''] = /^([\w-]+)[\s=]*(.*)$/s.exec(part) ?? []
    const name = optionName(command, typed)
    return [name, value.trim() === '' && isFlag(command, name) ? 'true' : value.trim()]
  })
  return {
    ...typedOptions(command, Object.fromEntries(given)),
    ...(words.trim() && { [command.positional ?? 'words']: words.trim() }),
  }
}
