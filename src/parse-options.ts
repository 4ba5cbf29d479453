import type { Command } from './command.ts'
import { UserError } from './errors.ts'

/** Checks a command's options. Throws UserError naming the option that is wrong or unknown. */
export function parseOptions(command: Command, options: unknown): Record<string, unknown> {
  const parsed = command.options.strict().safeParse(options ?? {})
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const where = issue?.path.join('.')
  throw new UserError('bad_options', `${command.name}${where ? `, option ${where}` : ''}: ${issue?.message}.`)
}
