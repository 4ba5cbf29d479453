import { z } from 'zod'

// The components of a message, as Discord's documentation describes them and with its limits. Keys that are not listed
// are taken for slips: Discord drops them without a word.
const id = z.int().optional()
const customId = z.string().min(1).max(100)
const words = z
  .string()
  .min(1)
  .max(4000)
  .refine((text) => text.trim() !== '', 'blank')
const media = z.strictObject({ url: z.string().regex(/^(https?|attachment):\/\//) })
const emoji = z.looseObject({}).optional()
const alt = z.string().max(1024).nullish()
const spoiler = z.boolean().optional()

const button = z
  .strictObject({
    type: z.literal(2),
    id,
    style: z.int().min(1).max(5),
    label: z.string().min(1).max(80).optional(),
    emoji,
    custom_id: customId.optional(),
    url: z
      .string()
      .max(512)
      .regex(/^(https?|discord):\/\//)
      .optional(),
    disabled: z.boolean().optional(),
  })
  .refine(({ label, emoji }) => label?.trim() || emoji, 'a button that shows nothing')
  .refine(
    ({ style, custom_id, url }) => (style === 5 ? url && !custom_id : custom_id && !url),
    'a link has an address, any other button a custom_id',
  )
const select = z
  .strictObject({
    type: z.literal([3, 5, 6, 7, 8]),
    id,
    custom_id: customId,
    options: z
      .array(
        z.strictObject({
          label: z.string().min(1).max(100),
          value: z.string().min(1).max(100),
          description: z.string().max(100).optional(),
          emoji,
          default: z.boolean().optional(),
        }),
      )
      .min(1)
      .max(25)
      .refine((all) => isDistinct(all.map(({ value }) => value)), 'a value twice')
      .optional(),
    placeholder: z.string().max(150).optional(),
    min_values: z.int().min(0).max(25).optional(),
    max_values: z.int().min(1).max(25).optional(),
    disabled: z.boolean().optional(),
    channel_types: z.array(z.int()).optional(),
    default_values: z.array(z.looseObject({})).max(25).optional(),
  })
  .refine(({ type, options }) => (type === 3) === (options !== undefined), 'options of a select of strings alone')
  .refine(({ options, max_values }) => !options || (max_values ?? 1) <= options.length, 'more values than options')
const row = z.strictObject({
  type: z.literal(1),
  id,
  components: z.union([z.array(button).min(1).max(5), z.array(select).length(1)]),
})
const text = z.strictObject({ type: z.literal(10), id, content: words })
const thumbnail = z.strictObject({ type: z.literal(11), id, media, description: alt, spoiler })
const section = z.strictObject({
  type: z.literal(9),
  id,
  components: z.array(text).min(1).max(3),
  accessory: z.union([button, thumbnail]),
})
const gallery = z.strictObject({
  type: z.literal(12),
  id,
  items: z
    .array(z.strictObject({ media, description: alt, spoiler }))
    .min(1)
    .max(10),
})
const file = z.strictObject({
  type: z.literal(13),
  id,
  file: z.strictObject({ url: z.string().startsWith('attachment://') }),
  spoiler,
})
const separator = z.strictObject({
  type: z.literal(14),
  id,
  divider: z.boolean().optional(),
  spacing: z.literal([1, 2]).optional(),
})
const inContainer = z.discriminatedUnion('type', [row, text, section, gallery, file, separator])
const container = z.strictObject({
  type: z.literal(17),
  id,
  components: z.array(inContainer).min(1),
  accent_color: z.int().min(0).max(0xffffff).nullish(),
  spoiler,
})
const anywhere = z.discriminatedUnion('type', [row, text, section, gallery, file, separator, container])

const bodySchema = z.looseObject({
  flags: z.number().nullish(),
  content: z.string().nullish(),
  embeds: z.array(z.unknown()).nullish(),
  poll: z.unknown().optional(),
  sticker_ids: z.array(z.unknown()).nullish(),
  components: z.array(z.unknown()).nullish(),
})

// The flag that a message is made of components alone.
const IS_COMPONENTS_V2 = 1 << 15
const MOST_COMPONENTS = 40
const MOST_CHARACTERS = 4000
// Discord answers a message of more than about 10,170 bytes with an error of its own (HTTP 500).
const MOST_BYTES = 10_000
const MOST_ROWS = 5

/** Why Discord would refuse the components of a message, or break on them; undefined when it takes them. */
export function limitFault(body: unknown): string | undefined {
  if (hasHalfCharacter(body)) return 'half a character: a surrogate without its other half'
  const parsed = bodySchema.safeParse(body)
  if (!parsed.success) return z.prettifyError(parsed.error)
  const { flags, content, embeds, poll, sticker_ids, components } = parsed.data
  const own = components ?? []
  const isV2 = ((flags ?? 0) & IS_COMPONENTS_V2) !== 0
  const checked = z.array(isV2 ? anywhere : row).safeParse(own)
  if (!checked.success) return z.prettifyError(checked.error)
  const nodes = own.flatMap(nodesIn)
  const ids = nodes.flatMap(({ custom_id }) => custom_id ?? [])
  if (!isDistinct(ids)) return 'custom_id twice'
  if (!isV2) return own.length > MOST_ROWS ? `${own.length} rows` : undefined
  if (content || embeds?.length || poll || sticker_ids?.length) return 'content, embeds, a poll or stickers beside V2'
  if (own.length === 0) return 'an empty message'
  if (nodes.length > MOST_COMPONENTS) return `${nodes.length} components`
  const shown = nodes.flatMap(({ content }) => content ?? [])
  const characters = shown.reduce((sum, each) => sum + each.length, 0)
  if (characters > MOST_CHARACTERS) return `${characters} characters in text displays`
  const bytes = shown.reduce((sum, each) => sum + Buffer.byteLength(each), 0)
  return bytes > MOST_BYTES ? `${bytes} bytes in text displays` : undefined
}

interface Node {
  custom_id?: string
  content?: string
}
const nestedSchema = z.looseObject({ components: z.array(z.unknown()).default([]), accessory: z.unknown().optional() })

/** A component and all inside it. */
function nodesIn(component: unknown): Node[] {
  const { components, accessory } = nestedSchema.parse(component)
  const inside = accessory === undefined ? components : [...components, accessory]
  return [component as Node, ...inside.flatMap(nodesIn)]
}

function hasHalfCharacter(value: unknown): boolean {
  if (typeof value === 'string') return /\p{Surrogate}/u.test(value)
  return typeof value === 'object' && value !== null && Object.values(value).some(hasHalfCharacter)
}

function isDistinct(all: readonly unknown[]): boolean {
  return new Set(all).size === all.length
}
