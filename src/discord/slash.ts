import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  type AutocompleteInteraction,
  ChannelType,
  type ChatInputCommandInteraction,
  type CommandInteractionOption,
  InteractionContextType,
  PermissionFlagsBits,
  type RESTPostAPIApplicationCommandsJSONBody,
} from 'discord.js'
import { z } from 'zod'
import type { Command } from '../command.ts'
import { choiceLocalized, commandLocalized, menuLocalized, optionLocalized } from './localized.ts'

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
  /** What a string is to Discord: the id of a channel, or the address of a file that is sent along. */
  discord: z.enum(['channel', 'attachment']).optional(),
})

type CommandJson = RESTPostAPIApplicationCommandsJSONBody

const INSTALLS = [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall]
const CONTEXTS = [InteractionContextType.Guild, InteractionContextType.BotDM, InteractionContextType.PrivateChannel]
// What belongs to a server's channels works only where the bot is a member.
const IN_SERVERS = {
  integration_types: [ApplicationIntegrationType.GuildInstall],
  contexts: [InteractionContextType.Guild],
}

/**
 * What Discord is told about the commands: usable in servers, in private messages and as a user's own app. Commands of
 * two words are parts of one.
 */
export function slashJson(commands: Command[]): CommandJson[] {
  const shown = commands.filter(({ only }) => only !== 'terminal')
  const onMessages = shown.flatMap((command) =>
    command.onMessage ? [messageJson(command.name, command.onMessage.name)] : [],
  )
  return [...groupedByName(shown).map(([name, own]) => commandJson(name, own)), ...onMessages]
}

function groupedByName(commands: readonly Command[]): [string, Command[]][] {
  const groups = new Map<string, Command[]>()
  for (const command of commands) {
    const name = command.name.split(' ')[0] ?? command.name
    groups.set(name, [...(groups.get(name) ?? []), command])
  }
  return [...groups]
}

function commandJson(name: string, own: readonly Command[]): CommandJson {
  const [first] = own
  if (!first) throw new RangeError(`no command ${name}`)
  const isWhole = first.name === name
  return {
    type: ApplicationCommandType.ChatInput,
    name,
    ...commandLocalized(name),
    description: isWhole ? first.description : own.map((part) => part.name.slice(name.length + 1)).join(', '),
    options: isWhole ? optionsJson(first) : own.map((part) => partJson(part, part.name.slice(name.length + 1))),
    ...(first.needsManage
      ? { ...IN_SERVERS, default_member_permissions: String(PermissionFlagsBits.ManageGuild) }
      : { integration_types: INSTALLS, contexts: CONTEXTS }),
  }
}

function partJson(command: Command, name: string): APIApplicationCommandSubcommandOption {
  const { description } = command
  return {
    type: ApplicationCommandOptionType.Subcommand,
    name,
    description,
    ...commandLocalized(command.name),
    options: optionsJson(command),
  }
}

function messageJson(command: string, name: string): CommandJson {
  return {
    type: ApplicationCommandType.Message,
    name,
    ...menuLocalized(command),
    integration_types: INSTALLS,
    contexts: CONTEXTS,
  }
}

/** The command and its part, as declared: `daily set`. */
export function commandName(
  interaction: Pick<ChatInputCommandInteraction | AutocompleteInteraction, 'commandName' | 'options'>,
): string {
  const part = interaction.options.getSubcommand(false)
  return part === null ? interaction.commandName : `${interaction.commandName} ${part}`
}

/** The options a person filled in, by the names the command declares; its schema checks them. */
export function optionsOf(interaction: ChatInputCommandInteraction): Record<string, unknown> {
  const { data } = interaction.options
  const own = data.flatMap((option) =>
    option.type === ApplicationCommandOptionType.Subcommand ? (option.options ?? []) : [option],
  )
  return Object.fromEntries(own.map((option) => [declaredName(option.name), givenValue(option)]))
}

function givenValue({ attachment, value }: CommandInteractionOption): unknown {
  return attachment ? attachment.url : value
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
  const { type, description, enum: values, minimum, maximum, minLength, maxLength, discord } = parsed.data
  const base = { name: shownName(name), description, ...optionLocalized(command.name, name), required }
  if (type === 'boolean') return { ...base, type: ApplicationCommandOptionType.Boolean }
  if (discord === 'attachment') return { ...base, type: ApplicationCommandOptionType.Attachment }
  if (discord === 'channel') {
    const channel_types: (ChannelType.GuildText | ChannelType.GuildAnnouncement)[] = [
      ChannelType.GuildText,
      ChannelType.GuildAnnouncement,
    ]
    return { ...base, type: ApplicationCommandOptionType.Channel, channel_types }
  }
  if (type === 'string') {
    const string = { ...base, type: ApplicationCommandOptionType.String } as const
    if (values) return { ...string, choices: values.map((value) => choiceJson(command.name, name, String(value))) }
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

function choiceJson(command: string, option: string, value: string) {
  return { name: value, value, ...choiceLocalized(command, option, value) }
}
