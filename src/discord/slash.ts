import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  type ChatInputCommandInteraction,
  InteractionContextType,
  type RESTPostAPIApplicationCommandsJSONBody,
} from 'discord.js'
import { z } from 'zod'
import type { Command } from '../command.ts'

/** The part of JSON Schema that an option can be; anything else is a mistake in the declaration. */
const optionSchema = z.object({
  type: z.enum(['string', 'number', 'integer', 'boolean']),
  description: z.string().min(1).max(100),
  enum: z
    .array(z.union([z.string(), z.number()]))
    .max(25)
    .optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
})

/** What Discord is told about the commands: usable in servers, in private messages and as a user's own app. */
export function slashJson(commands: Command[]): RESTPostAPIApplicationCommandsJSONBody[] {
  return commands
    .filter(({ discord }) => discord !== false)
    .map((command) => ({
      type: ApplicationCommandType.ChatInput,
      name: command.name,
      description: command.description,
      options: optionsJson(command),
      integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
      contexts: [InteractionContextType.Guild, InteractionContextType.BotDM, InteractionContextType.PrivateChannel],
    }))
}

/** The options a person filled in, by the names the command declares; its schema checks them. */
export function optionsOf(interaction: Pick<ChatInputCommandInteraction, 'options'>): Record<string, unknown> {
  return Object.fromEntries(interaction.options.data.map(({ name, value }) => [declaredName(name), value]))
}

/** Discord wants lower case: `minYear` is shown as `min-year`. */
function shownName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

/** The name a command declares for an option that Discord shows. */
export function declaredName(name: string): string {
  return name.replace(/-([a-z])/g, (_all, letter: string) => letter.toUpperCase())
}

function optionsJson(command: Command): APIApplicationCommandBasicOption[] {
  const schema = z.toJSONSchema(command.options, { io: 'input' })
  const required = new Set(schema.required)
  return Object.entries(schema.properties ?? {})
    .map(([name, property]) => optionJson(command, name, property, required.has(name)))
    .sort((a, b) => Number(b.required) - Number(a.required))
}

function optionJson(
  command: Command,
  name: string,
  json: unknown,
  required: boolean,
): APIApplicationCommandBasicOption {
  const parsed = optionSchema.safeParse(json)
  if (!parsed.success) {
    throw new TypeError(`option ${name} of /${command.name} cannot be shown: ${z.prettifyError(parsed.error)}`)
  }
  const { type, description, enum: values, minimum, maximum, minLength, maxLength } = parsed.data
  const base = { name: shownName(name), description, required }
  if (type === 'boolean') return { ...base, type: ApplicationCommandOptionType.Boolean }
  if (type === 'string') {
    const string = { ...base, type: ApplicationCommandOptionType.String } as const
    if (values) return { ...string, choices: values.map((value) => ({ name: String(value), value: String(value) })) }
    return {
      ...string,
      ...(minLength !== undefined && { min_length: Math.min(minLength, 6000) }),
      ...(maxLength !== undefined && { max_length: Math.min(Math.max(maxLength, 1), 6000) }),
      ...(command.completes?.[name] && { autocomplete: true }),
    }
  }
  // zod bounds every integer by what a double holds exactly, which is Discord's bound as well.
  const range = {
    ...(minimum !== undefined && { min_value: minimum }),
    ...(maximum !== undefined && { max_value: maximum }),
  }
  return type === 'integer'
    ? { ...base, ...range, type: ApplicationCommandOptionType.Integer }
    : { ...base, ...range, type: ApplicationCommandOptionType.Number }
}
