import { z } from 'zod'
import type { Command } from '../command.ts'
import { UserError } from '../errors.ts'
import { parseOptions, typedOptions } from '../parse-options.ts'

const shownSchema = z.object({
  theme: z.enum(['dark', 'light']).catch('dark'),
  /** A language such as `de`; the bot's usual one when undefined. */
  locale: z.string().min(2).max(10).optional().catch(undefined),
  /** The one page of the reply to show, counted from 1; all when undefined. */
  page: z.coerce.number().int().min(1).optional().catch(undefined),
})
/** How a reply is to be shown. */
export type Shown = z.infer<typeof shownSchema>

/** A reply asked for by an address: `/?command=ask&question=how+fast&theme=light`. */
export interface PreviewRequest extends Shown {
  command: Command
  /** As typed, by option name. */
  given: Record<string, string>
}

/** The fields of the address that are no options of a command. */
const SHOWN_FIELDS = ['command', ...Object.keys(shownSchema.shape)]

export function parseShown(query: URLSearchParams): Shown {
  return shownSchema.parse(filled(query))
}

/** Reads an address. The first command is meant where none is named. Throws UserError when there is none of that name. */
export function parseRequest(query: URLSearchParams, commands: readonly Command[]): PreviewRequest {
  const { command: name, ...fields } = filled(query)
  const command = name === undefined ? commands[0] : commands.find((each) => each.name === name)
  if (!command) throw new UserError('unknown_command', `There is no command ${name}: choose one above.`)
  const given = Object.entries(fields).filter(([field]) => !SHOWN_FIELDS.includes(field))
  return { ...parseShown(query), command, given: Object.fromEntries(given) }
}

/** The options as the command wants them. Throws UserError naming the one that is wrong. */
export function optionsOf({ command, given }: PreviewRequest): Record<string, unknown> {
  return parseOptions(command, typedOptions(command, given))
}

/** What a person types in Discord: `/claims query: speedups above 3x`, the free words without their name. */
export function commandLine({ command, given }: PreviewRequest): string {
  const words = Object.entries(given).map(([name, value]) =>
    name === command.positional ? value : `${name}: ${value}`,
  )
  return [`/${command.name}`, ...words].join(' ')
}

/** A form sends every field; one that was left empty says nothing. */
function filled(query: URLSearchParams): Record<string, string> {
  return Object.fromEntries([...query].filter(([, value]) => value.trim() !== ''))
}
