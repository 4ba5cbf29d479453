import type { Readable, Writable } from 'node:stream'
import { Command as Program } from 'commander'
import type { App } from './app.ts'
import { runBatch } from './batch.ts'
import { publicError } from './boundary.ts'
import { runChat } from './chat.ts'
import type { Command } from './command.ts'
import { isFlag, optionName, parseOptions, typedOptions } from './parse-options.ts'
import type { PageRequest } from './render/page-request.ts'
import type { Reply } from './render/reply.ts'
import { terminalText, widthOf } from './render/terminal.ts'

interface CliParts {
  argv: readonly string[]
  app: App
  commands: readonly Command[]
  stdin: Readable
  stdout: Writable
  stderr: Writable
  isTty: boolean
  env: Record<string, string | undefined>
  discordMessage: (reply: Reply, request: PageRequest) => unknown
}

/** Runs one command line: a command, `batch` or `chat`. Resolves to the exit code. */
export async function runCli(parts: CliParts): Promise<number> {
  const { argv, app, commands, stdin, stdout, stderr, isTty, env } = parts
  const colour = isTty && !env.NO_COLOR
  const program = new Program('verbatim').exitOverride().configureOutput({
    writeOut: (text) => stdout.write(text),
    writeErr: (text) => stderr.write(text),
  })
  program.helpCommand(false)
  program
    .command('batch')
    .description('serve JSON lines from standard input')
    .action(() =>
      runBatch({ app, commands, input: stdin, output: stdout, errors: stderr, discordMessage: parts.discordMessage }),
    )
  program
    .command('chat')
    .description('open a prompt')
    .action(() => runChat({ app, commands, stdin, stdout, stderr, colour }))
  for (const command of commands) {
    const sub = program
      .command(command.name)
      .description(command.description)
      .option('--json', 'print the result as JSON')
    if (command.positional) sub.argument('[words...]', `the ${command.positional}`)
    for (const [name, schema] of Object.entries(command.options.shape)) {
      sub.option(`--${name} <value>`, (schema as { description?: string }).description ?? '')
    }
    sub.action(async (...args: unknown[]) => {
      const words = command.positional ? (args[0] as string[]).join(' ') : ''
      const { json, ...given } = sub.opts<{ json?: true } & Record<string, string>>()
      const options = {
        ...typedOptions(command, given),
        ...(command.positional && words ? { [command.positional]: words } : {}),
      }
      const { result, reply } = await command.run(app, parseOptions(command, options))
      if (json) return void stdout.write(`${JSON.stringify(result)}\n`)
      if (!reply.files || isTty) {
        return void stdout.write(terminalText(reply, app.quoteText, { colour, width: widthOf(stdout) }))
      }
      // Sent on to a file or a program, a file is itself alone.
      stderr.write(`${reply.heading}\n`)
      for (const { text } of reply.files) stdout.write(text)
    })
  }
  try {
    await program.parseAsync(canonical(argv, commands), { from: 'user' })
    return 0
  } catch (cause) {
    if (cause instanceof Error && 'exitCode' in cause) return Number(cause.exitCode)
    const { message } = publicError(cause, (id, own) =>
      stderr.write(`${id} ${own instanceof Error ? own.stack : own}\n`),
    )
    stderr.write(`error: ${message}\n`)
    return 1
  }
}

/** The words with option names as the schema spells them, and `=true` after a flag that has no value. */
function canonical(argv: readonly string[], commands: readonly Command[]): string[] {
  const command = commands.find(({ name }) => name === argv[0])
  const end = argv.includes('--') ? argv.indexOf('--') : argv.length
  return argv.map((word, at) => {
    const [, typed, value = ''] = /^--([a-z][\w-]*)(=.*)?$/s.exec(word) ?? []
    if (!command || !typed || at >= end) return word
    const name = optionName(command, typed)
    const bare = value === '' && isFlag(command, name) && !/^(true|false)$/.test(argv[at + 1] ?? '')
    return `--${name}${bare ? '=true' : value}`
  })
}
