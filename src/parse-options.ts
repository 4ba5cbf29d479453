import { z } from 'zod'
import type { Command } from './command.ts'
import { UserError } from './errors.ts'
import { localWords } from './say/commands/index.ts'
import { commandNameIn, optionNameIn } from './say/commands/names.ts'
import { optionFlaw } from './say/en/error-app.ts'
import type { Language } from './say/language.ts'
import { listed } from './say/listed.ts'
import type { Say } from './say/say.ts'

const ZOD_SPEAKS = z.locales satisfies Record<Language, unknown>

/** Checks a command's options. Throws UserError naming the option, what came and what is wanted. */
export function parseOptions(command: Command, options: unknown): Record<string, unknown> {
  const given = withWholeCharacters(options ?? {})
  const parsed = command.options.strict().safeParse(given)
  if (parsed.success) return parsed.data
  throw new UserError('bad_options', (say) => complaint(command, given, say))
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

function complaint(command: Command, given: unknown, say: Say): string {
  const { localeError } = ZOD_SPEAKS[say.language]()
  const issue = command.options.strict().safeParse(given, { error: localeError }).error?.issues[0]
  const its = { command: commandNameIn(say.language, command.name) }
  const nameOf = (option: string) => optionNameIn(say.language, command.name, option)
  if (issue?.code === 'unrecognized_keys') {
    const unknown = { ...its, given: issue.keys.map(shown).join(', ') }
    const options = listed(say, Object.keys(command.options.shape).map(nameOf))
    return options ? say('error.unknownOption', { ...unknown, options }) : say('error.noOptions', unknown)
  }
  const [name] = issue?.path ?? []
  if (name === undefined) return say('error.notAnObject', { ...its, given: shown(given) })
  const option = String(name)
  const came = (given as Record<string, unknown>)[option]
  const about = { ...its, option: nameOf(option), flaw: flawIn(say, issue?.message ?? ''), given: shown(came) }
  const meaning = meaningOf(command, option, say.language)
  if (came === undefined)
    return meaning ? say('error.missingOptionMeaning', { ...about, meaning }) : say('error.missingOption', about)
  return meaning ? say('error.wrongOptionMeaning', { ...about, meaning }) : say('error.wrongOption', about)
}

function meaningOf(command: Command, option: string, language: Language): string | undefined {
  return localWords(language)[command.name]?.options?.[option]?.description ?? schemaOf(command, option)?.description
}

/** What a schema says is wrong; zod says its own words in the reader's language, the schema's come from the catalogue. */
function flawIn(say: Say, words: string): string {
  const known = (Object.keys(optionFlaw) as (keyof typeof optionFlaw)[]).find((name) => optionFlaw[name] === words)
  return known ? say(known) : words
}

/** A value as JSON on one line, its end cut when long. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value)
  const characters = [...text]
  return characters.length > 60 ? `${characters.slice(0, 60).join('')}… (${text.length} characters)` : text
}
