import type { z } from 'zod'
import type { Command } from './command.ts'
import { UserError } from './errors.ts'

/** Checks a command's options. Throws UserError naming the option, what came and what is wanted. */
export function parseOptions(command: Command, options: unknown): Record<string, unknown> {
  const given = withWholeCharacters(options ?? {})
  const parsed = command.options.strict().safeParse(given)
  if (parsed.success) return parsed.data
  throw new UserError('bad_options', complaint(command, given, parsed.error.issues[0]))
}

function withWholeCharacters(options: unknown): unknown {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) return options
  const whole = (value: unknown) => (typeof value === 'string' ? wholeCharacters(value) : value)
  return Object.fromEntries(Object.entries(options).map(([name, value]) => [name, whole(value)]))
}

/** The words with U+FFFD for each half of a surrogate pair that lacks the other: they cannot be sent on as they are. */
export function wholeCharacters(words: string): string {
  return words.replace(/\p{Surrogate}/gu, '\ufffd')
}

/** Whether an option is a yes or no: on a command line it needs no value. */
export function isFlag(command: Command, name: string): boolean {
  const schema = schemaOf(command, name)
  return Boolean(schema?.safeParse(true).success) && !schema?.safeParse('true').success
}

/** The option's own name for one typed with dashes: `has-code` is `has_code`. */
export function optionName(command: Command, typed: string): string {
  return Object.keys(command.options.shape).find((name) => name.replaceAll('_', '-') === typed) ?? typed
}

/** Numbers and booleans out of typed strings, where the option's schema takes no string. */
export function typedOptions(command: Command, given: Record<string, string>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, typedValue(command, name, value)]))
}

function typedValue(command: Command, name: string, value: string): unknown {
  if (schemaOf(command, name)?.safeParse(value).success) return value
  if (isFlag(command, name) && (value === 'true' || value === 'false')) return value === 'true'
  return value.trim() !== '' && Number.isFinite(Number(value)) && takesNumber(command, name) ? Number(value) : value
}

/** A number outside an option's range still counts as taken: the complaint is then about the range. */
function takesNumber(command: Command, name: string): boolean {
  const schema = schemaOf(command, name)
  const issue = schema?.safeParse(0).error?.issues[0]
  return schema !== undefined && issue?.code !== 'invalid_type' && issue?.code !== 'invalid_value'
}

function schemaOf(command: Command, name: string): z.ZodType | undefined {
  return Object.hasOwn(command.options.shape, name) ? (command.options.shape[name] as z.ZodType) : undefined
}

function complaint(command: Command, given: unknown, issue: z.core.$ZodIssue | undefined): string {
  if (issue?.code === 'unrecognized_keys') {
    const known = Object.keys(command.options.shape).join(', ') || 'none'
    return `${command.name} has no option ${issue.keys.map(shown).join(', ')}: its options are ${known}.`
  }
  const [name] = issue?.path ?? []
  if (name === undefined) return `${command.name} takes an object of options, and got ${shown(given)}.`
  const came = (given as Record<string, unknown>)[String(name)]
  const meant = schemaOf(command, String(name))?.description
  const about = meant ? ` (${meant})` : ''
  if (came === undefined) return `${command.name} needs the option ${String(name)}${about}.`
  return `${command.name}, option ${String(name)}${about}: ${issue?.message}; got ${shown(came)}.`
}

/** A value as JSON on one line, its end cut when long. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value)
  const characters = [...text]
  return characters.length > 60 ? `${characters.slice(0, 60).join('')}… (${text.length} characters)` : text
}
