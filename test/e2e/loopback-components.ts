import { z } from 'zod'

// The shapes the bot sends, to be read; what Discord would refuse of them is found in loopback-limits.
const buttonSchema = z.object({
  type: z.literal(2),
  style: z.number(),
  label: z.string(),
  custom_id: z.string(),
  disabled: z.boolean().default(false),
})
const menuSchema = z.object({
  type: z.literal(3),
  custom_id: z.string(),
  placeholder: z.string().optional(),
  options: z.array(z.object({ label: z.string(), value: z.string() })),
})
const rowSchema = z.object({ type: z.literal(1), components: z.array(z.union([buttonSchema, menuSchema])) })
const textSchema = z.object({ type: z.literal(10), content: z.string() })
const containerSchema = z.object({
  type: z.literal(17),
  accent_color: z.number().nullish(),
  components: z.array(z.union([textSchema, rowSchema])),
})
const media = z.object({ url: z.string() })
const gallerySchema = z.object({
  type: z.literal(12),
  // Every picture has words for those who do not see it.
  items: z.array(z.object({ media, description: z.string().min(1) })),
})
const fileSchema = z.object({ type: z.literal(13), file: media })

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

/** Which attachment the components show that does not come with them, if there is one. */
export function missingAttachment(components: readonly Component[], files: readonly string[]): string | undefined {
  return attachmentsOf(components).find((name) => !files.includes(name))
}

function attachmentsOf(components: readonly Component[]): string[] {
  const urls = components.flatMap((one) => {
    if (one.type === 12) return one.items.map(({ media }) => media.url)
    return one.type === 13 ? [one.file.url] : []
  })
  return urls.map((url) => url.slice('attachment://'.length))
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
