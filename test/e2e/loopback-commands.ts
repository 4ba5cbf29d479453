import { z } from 'zod'

// Lower case where the script has cases.
const nameSchema = z
  .string()
  .regex(/^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u)
  .lowercase()
const descriptionSchema = z.string().min(1).max(100)
// What Discord's readers can set, as far as the bot speaks it.
const LOCALES = ['de', 'fr', 'es-ES', 'es-419', 'ja', 'en-US', 'en-GB'] as const
const localized = <S extends z.ZodType>(text: S) => z.partialRecord(z.enum(LOCALES), text).nullish()
const choiceNameSchema = z.string().min(1).max(100)
const menuNameSchema = z.string().trim().min(1).max(32)
const localizedKeys = {
  name_localizations: localized(nameSchema),
  description_localizations: localized(descriptionSchema),
}
const SUBCOMMAND = 1
const CHANNEL = 7
// Words, whole numbers, numbers.
const TYPED_IN = [3, 4, 10]

const optionSchema = z
  .looseObject({
    name: nameSchema,
    description: descriptionSchema,
    ...localizedKeys,
    // From words to a file; 1 and 2 are subcommands and groups of them.
    type: z.int().min(3).max(11),
    required: z.boolean().default(false),
    choices: z
      .array(
        z.object({
          name: choiceNameSchema,
          name_localizations: localized(choiceNameSchema),
          value: z.union([z.string().max(100), z.number()]),
        }),
      )
      .max(25)
      .refine(namedOnce, 'a choice twice')
      .optional(),
    autocomplete: z.boolean().optional(),
    channel_types: z.array(z.int().min(0).max(16)).optional(),
  })
  .refine(({ type, channel_types }) => !channel_types || type === CHANNEL, 'channel_types of another type')
  .refine(({ autocomplete, choices }) => !autocomplete || !choices, 'both autocomplete and choices')
  .refine(({ type, autocomplete, choices }) => (!autocomplete && !choices) || TYPED_IN.includes(type), 'not typed in')
const optionsSchema = z
  .array(optionSchema)
  .max(25)
  .refine(
    (all) => all.every(({ required }, index) => !required || index === 0 || all[index - 1]?.required),
    'required first',
  )
  .refine(namedOnce, 'a name twice')
  .default([])
const subcommandSchema = z.looseObject({
  name: nameSchema,
  description: descriptionSchema,
  ...localizedKeys,
  type: z.literal(SUBCOMMAND),
  options: optionsSchema,
})
const sharedKeys = {
  default_member_permissions: z.string().regex(/^\d+$/).nullish(),
  contexts: z.array(z.literal([0, 1, 2])).optional(),
  integration_types: z.array(z.literal([0, 1])).optional(),
}
const slashSchema = z.looseObject({
  ...sharedKeys,
  type: z.literal(1).default(1),
  name: nameSchema,
  description: descriptionSchema,
  ...localizedKeys,
  options: optionsSchema,
})
const groupedSchema = slashSchema.extend({
  options: z.array(subcommandSchema).min(1).max(25).refine(namedOnce, 'a name twice'),
})
// Of a user (2) or of a message (3): a name as it stands in the menu, and nothing to describe or to fill in.
const menuSchema = z.looseObject({
  ...sharedKeys,
  type: z.literal([2, 3]),
  name: menuNameSchema,
  name_localizations: localized(menuNameSchema),
  description: z.literal('').optional(),
  options: z.array(z.unknown()).max(0).optional(),
})
const kindSchema = z.looseObject({
  type: z.literal([1, 2, 3]).default(1),
  options: z.array(z.looseObject({ type: z.unknown() })).default([]),
})

export type Registered = z.infer<typeof slashSchema> | z.infer<typeof groupedSchema> | z.infer<typeof menuSchema>

const MOST_OF_A_TYPE = { 1: 100, 2: 15, 3: 15 }

/** The commands of a registration, or the reason why Discord would refuse them. */
export function checkedCommands(body: unknown): Registered[] | string {
  if (!Array.isArray(body)) return 'not a list of commands'
  const commands: Registered[] = []
  for (const each of body) {
    const command = checkedCommand(each)
    if (typeof command === 'string') return command
    commands.push(command)
  }
  for (const type of [1, 2, 3] as const) {
    const alike = commands.filter((command) => command.type === type)
    if (alike.length > MOST_OF_A_TYPE[type]) return `${alike.length} commands of type ${type}`
    if (!namedOnce(alike)) return 'a command twice'
  }
  return commands
}

function checkedCommand(body: unknown): Registered | string {
  const kind = kindSchema.safeParse(body)
  if (!kind.success) return z.prettifyError(kind.error)
  const grouped = kind.data.options.some(({ type }) => type === SUBCOMMAND)
  const schema = kind.data.type !== 1 ? menuSchema : grouped ? groupedSchema : slashSchema
  const parsed = schema.safeParse(body)
  if (!parsed.success) return z.prettifyError(parsed.error)
  if (lengthOf(body) > 8000) return `/${parsed.data.name} has ${lengthOf(body)} characters`
  return parsed.data
}

/**
 * The characters Discord counts: names, descriptions and the values of choices, down to the last option; of what is said
 * in several languages, the longest.
 */
export function lengthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  return Object.entries(value).reduce((sum, [key, each]) => {
    if (key.endsWith('_localizations')) return sum
    const counts = typeof each === 'string' && ['name', 'description', 'value'].includes(key)
    if (!counts) return sum + lengthOf(each)
    const inOthers = Object.values((value as Record<string, object | undefined>)[`${key}_localizations`] ?? {})
    return sum + Math.max(each.length, ...inOthers.map((text) => String(text).length))
  }, 0)
}

interface Named {
  name: string
  name_localizations?: Partial<Record<(typeof LOCALES)[number], string>> | null | undefined
}

/** Whether no two are called the same, for a reader of any language. */
function namedOnce(all: readonly Named[]): boolean {
  return [undefined, ...LOCALES].every((locale) => {
    const shown = all.map(({ name, name_localizations: others }) => (locale && others?.[locale]) ?? name)
    return new Set(shown).size === all.length
  })
}

/** The type that a command declared for an option; undefined when it is not registered. */
export function declaredType(
  commands: Registered[],
  name: string,
  subcommand: string | undefined,
  option: string,
): number | undefined {
  const options = (commands.find((command) => command.type === 1 && command.name === name)?.options ?? []) as {
    name: string
    type: number
    options?: { name: string; type: number }[]
  }[]
  const own = subcommand === undefined ? options : options.find((each) => each.name === subcommand)?.options
  return own?.find((each) => each.name === option)?.type
}
