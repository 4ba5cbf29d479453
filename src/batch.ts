import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import { z } from 'zod'
import type { App } from './app.ts'
import { publicError } from './boundary.ts'
import type { Command } from './command.ts'
import { UserError } from './errors.ts'
import { parseOptions } from './parse-options.ts'
import type { PageRequest } from './render/page-request.ts'
import type { Reply } from './render/reply.ts'

const requestSchema = z.object({
  id: z.union([z.string(), z.number()]),
  command: z.string(),
  options: z.record(z.string(), z.unknown()).default({}),
  as: z.literal('discord').optional(),
})

interface BatchParts {
  app: App
  commands: readonly Command[]
  input: Readable
  output: Writable
  errors: Writable
  /** The payload Discord would be sent, for requests with `"as": "discord"`. */
  discordMessage: (reply: Reply, request: PageRequest) => unknown
}

/** Serves one JSON request a line, one JSON reply a line, in order, until the input ends. */
export async function runBatch(parts: BatchParts): Promise<void> {
  for await (const line of linesOf(parts.input)) {
    if (line.trim() === '') continue
    const reply = await serve(line, parts)
    if (!parts.output.write(`${JSON.stringify(reply)}\n`)) await once(parts.output, 'drain')
  }
}

/** The lines of a stream. Only a line feed ends one: JSON may hold U+2028, which node:readline would break at. */
async function* linesOf(input: Readable): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of input) {
    const lines = (rest + (typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true }))).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  yield rest + decoder.decode()
}

async function serve(line: string, { app, commands, errors, discordMessage }: BatchParts) {
  const started = performance.now()
  let id: unknown = null
  try {
    const value = parseLine(line)
    id = z.object({ id: requestSchema.shape.id }).safeParse(value).data?.id ?? null
    const request = requestSchema.safeParse(value)
    if (!request.success) throw new UserError('bad_request', 'A request needs id, command and options.')
    const command = commands.find(({ name }) => name === request.data.command)
    if (!command)
      throw new UserError('unknown_command', `There is no command ${request.data.command}: help lists them.`)
    const { result, reply } = await command.run(app, parseOptions(command, request.data.options))
    const message = request.data.as === 'discord' ? { message: discordMessage(reply, request.data) } : {}
    return { id, ok: true, ms: Math.round((performance.now() - started) * 10) / 10, result, ...message }
  } catch (cause) {
    return {
      id,
      ok: false,
      error: publicError(cause, (bug, own) => errors.write(`${bug} ${own instanceof Error ? own.stack : own}\n`)),
    }
  }
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch (cause) {
    throw new UserError('bad_request', 'This line is not JSON.', { cause })
  }
}
