import { z } from 'zod'

const buttonSchema = z.object({
  type: z.literal(2),
  style: z.number(),
  label: z.string().min(1).max(80),
  custom_id: z.string().min(1).max(100),
  disabled: z.boolean().default(false),
})
const choiceSchema = z.object({ label: z.string().min(1).max(100), value: z.string().min(1).max(100) })
const menuSchema = z.object({
  type: z.literal(3),
  custom_id: z.string().min(1).max(100),
  placeholder: z.string().max(150).optional(),
  options: z
    .array(choiceSchema)
    .min(1)
    .max(25)
    .refine((options) => new Set(options.map(({ value }) => value)).size === options.length, 'a value twice'),
})
const rowSchema = z.object({
  type: z.literal(1),
  components: z.union([z.array(buttonSchema).min(1).max(5), z.array(menuSchema).length(1)]),
})
const textSchema = z.object({
  type: z.literal(10),
  content: z.string().refine((text) => text.trim() !== '', 'no text'),
})
const containerSchema = z.object({
  type: z.literal(17),
  accent_color: z.int().min(0).max(0xffffff).nullish(),
  components: z.array(z.union([textSchema, rowSchema])).min(1),
})
const attachmentUrl = z.string().regex(/^attachment:\/\/[\w.-]+$/)
const gallerySchema = z.object({
  type: z.literal(12),
  items: z
    .array(z.object({ media: z.object({ url: attachmentUrl }), description: z.string().min(1).max(1024) }))
    .min(1)
    .max(10),
})
const fileSchema = z.object({ type: z.literal(13), file: z.object({ url: attachmentUrl }) })

// Messages come back with numbers on their components, so unknown keys are let pass here; Discord's own description,
// where it lies beside the project, holds the bot's messages against their keys.
export const componentSchema = z.union([rowSchema, textSchema, containerSchema, gallerySchema, fileSchema])
export type Component = z.infer<typeof componentSchema>
type Row = z.infer<typeof rowSchema>
type Button = z.infer<typeof buttonSchema>

/** Discord's mark of a message made of components alone. */
export const V2 = 32_768

/** What a message of components says and offers. */
export interface Read {
  /** The texts outside of cards. */
  content: string
  /** The containers: a linked heading's words and address, and what stands below it. */
  cards: { title?: string; url?: string; text: string }[]
  buttons: { label: string; custom_id: string; disabled: boolean }[]
  choices: { label: string; value: string }[]
}

export function readComponents(components: readonly Component[]): Read {
  const rows = rowsIn(components)
  return {
    content: components.flatMap((one) => (one.type === 10 ? one.content : [])).join('\n'),
    cards: components.flatMap((one) => (one.type === 17 ? cardOf(one) : [])),
    buttons: rows.flatMap((row) => row.components.filter((one): one is Button => one.type === 2)),
    choices: rows.flatMap((row) => row.components.flatMap((one) => (one.type === 3 ? one.options : []))),
  }
}

function rowsIn(components: readonly Component[]): Row[] {
  return components.flatMap((one) => {
    if (one.type === 17) return one.components.filter((inner) => inner.type === 1)
    return one.type === 1 ? [one] : []
  })
}

function cardOf({ components }: z.infer<typeof containerSchema>) {
  const text = components.flatMap((one) => (one.type === 10 ? one.content : [])).join('\n')
  const [, title, url] = /^### \[(.*)\]\((\S+)\)(?=\n|$)/.exec(text) ?? []
  const [, plain] = /^### (.*)(?=\n|$)/.exec(text) ?? []
  const shown = title ?? plain
  return {
    ...(shown !== undefined && { title: shown }),
    ...(url !== undefined && { url }),
    text: shown === undefined ? text : text.slice(text.indexOf('\n') + 1 || text.length),
  }
}

/** Why Discord would refuse these components in one message, if it would. */
export function componentFault(components: readonly Component[], isV2: boolean, files: readonly string[]) {
  if (!isV2) {
    if (components.some(({ type }) => type !== 1)) return 'components of the second version without their flag'
    return components.length > 5 ? `${components.length} rows` : undefined
  }
  const count = counted(components)
  if (count > 40) return `${count} components`
  const { buttons } = readComponents(components)
  const menus = rowsIn(components).flatMap((row) => row.components.filter(({ type }) => type === 3))
  const ids = [...buttons, ...menus].map(({ custom_id }) => custom_id)
  if (new Set(ids).size < ids.length) return 'custom_id twice'
  const texts = components.flatMap((one) => (one.type === 17 ? one.components : [one]))
  const length = texts.reduce((sum, one) => sum + (one.type === 10 ? one.content.length : 0), 0)
  if (length > 4000) return `${length} characters`
  const bytes = Buffer.byteLength(JSON.stringify(components))
  if (bytes > 10_000) return `${bytes} bytes`
  const unknown = attachmentsOf(components).find((name) => !files.includes(name))
  return unknown === undefined ? undefined : `no attachment ${unknown}`
}

function attachmentsOf(components: readonly Component[]): string[] {
  const urls = components.flatMap((one) => {
    if (one.type === 12) return one.items.map(({ media }) => media.url)
    return one.type === 13 ? [one.file.url] : []
  })
  return urls.map((url) => url.slice('attachment://'.length))
}

function counted(components: readonly object[]): number {
  return components.reduce((sum: number, one) => {
    const inner = 'components' in one && Array.isArray(one.components) ? counted(one.components) : 0
    return sum + 1 + inner
  }, 0)
}

// What Discord adds to a component that leaves it out.
const FILLED_IN: Record<number, object> = {
  3: { min_values: 1, max_values: 1 },
  17: { accent_color: null, spoiler: false },
}

/** Components as Discord gives them back: numbered, and nothing left out. */
export function numbered(components: readonly object[], next = { id: 1 }): object[] {
  return components.map((one) => {
    const id = next.id++
    const inner = 'components' in one && Array.isArray(one.components) ? numbered(one.components, next) : undefined
    const filledIn = 'type' in one ? FILLED_IN[Number(one.type)] : undefined
    return { ...filledIn, ...one, id, ...(inner && { components: inner }) }
  })
}
