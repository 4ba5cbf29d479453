import { z } from 'zod'
import type { BarChart } from '../answer/comparable.ts'

const emoji = z.object({ name: z.string() }).optional()

const buttonSchema = z.object({
  type: z.literal(2),
  style: z.number().int().min(1).max(6),
  label: z.string().default(''),
  emoji,
  custom_id: z.string().optional(),
  url: z.string().optional(),
  disabled: z.boolean().default(false),
})
const selectSchema = z.object({
  type: z.literal(3),
  placeholder: z.string().default('Make a selection'),
  disabled: z.boolean().default(false),
  options: z.array(z.object({ label: z.string(), description: z.string().optional(), emoji })),
})
const rowSchema = z.object({
  type: z.literal(1),
  components: z.array(z.discriminatedUnion('type', [buttonSchema, selectSchema])),
})
const textSchema = z.object({ type: z.literal(10), content: z.string() })
const mediaSchema = z.object({ url: z.string() })
const thumbnailSchema = z.object({ type: z.literal(11), media: mediaSchema, description: z.string().optional() })
const sectionSchema = z.object({
  type: z.literal(9),
  components: z.array(textSchema),
  accessory: z.discriminatedUnion('type', [buttonSchema, thumbnailSchema]),
})
const gallerySchema = z.object({
  type: z.literal(12),
  items: z.array(z.object({ media: mediaSchema, description: z.string().optional() })),
})
const fileSchema = z.object({ type: z.literal(13), file: mediaSchema })
const separatorSchema = z.object({
  type: z.literal(14),
  divider: z.boolean().default(true),
  spacing: z.number().int().min(1).max(2).default(1),
})
const inContainer = [rowSchema, sectionSchema, textSchema, gallerySchema, fileSchema, separatorSchema] as const
const containerSchema = z.object({
  type: z.literal(17),
  accent_color: z.number().int().min(0).max(0xffffff).nullish(),
  components: z.array(z.discriminatedUnion('type', inContainer)),
})
const componentSchema = z.discriminatedUnion('type', [...inContainer, containerSchema])

/** A message of Discord's Components V2, as its API takes it, with the files that go beside the JSON. */
export const messageSchema = z.object({
  flags: z.number().int(),
  components: z.array(componentSchema),
  files: z
    .array(
      z.union([
        z.object({ name: z.string(), text: z.string() }),
        z.object({ name: z.string(), description: z.string(), chart: z.custom<BarChart>() }),
      ]),
    )
    .default([]),
})
export type Message = z.infer<typeof messageSchema>
export type Component = z.infer<typeof componentSchema>
export type Button = z.infer<typeof buttonSchema>
export type Select = z.infer<typeof selectSchema>
export type Section = z.infer<typeof sectionSchema>
export type Container = z.infer<typeof containerSchema>

/** What an `attachment://` address names: a picture as a `data:` address, or a text by its bytes. */
type Attachment = { picture: string } | { bytes: number }
/** The attachments of a message by the names of their files. */
export type Attachments = ReadonlyMap<string, Attachment>
