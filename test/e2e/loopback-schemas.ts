import { z } from 'zod'
import { limitFault } from './loopback-limits.ts'

/** A message as the bot sent it, checked against Discord's limits. */
export interface Shown {
  content: string
  embeds: { title?: string; url?: string; description?: string }[]
  buttons: { label: string; custom_id: string; disabled: boolean }[]
  files: { name: string; text: string; description: string | undefined }[]
  ephemeral: boolean
}

const idSchema = z.string().regex(/^\d{1,20}$/)
const embedSchema = z.strictObject({
  title: z.string().min(1).max(256).optional(),
  url: z
    .url({ protocol: /^https?$/ })
    .max(2048)
    .optional(),
  description: z.string().min(1).max(4096).optional(),
})
const buttonSchema = z.object({
  type: z.literal(2),
  style: z.number(),
  label: z.string().min(1).max(80),
  custom_id: z.string().min(1).max(100),
  disabled: z.boolean().default(false),
})
const rowSchema = z.object({ type: z.literal(1), components: z.array(buttonSchema).min(1).max(5) })
const messageSchema = z.object({
  content: z.string().max(2000).nullish(),
  embeds: z.array(embedSchema).max(10).default([]),
  components: z.array(rowSchema).max(5).default([]),
  // Nobody is to be notified but the people named one by one.
  allowed_mentions: z.object({
    parse: z.array(z.string()).max(0),
    users: z
      .array(idSchema)
      .max(100)
      .refine((ids) => new Set(ids).size === ids.length, 'a user twice')
      .default([]),
    roles: z.array(z.string()).max(0).optional(),
    replied_user: z.boolean().default(false),
  }),
  flags: z.number().nullish(),
  nonce: z.union([z.string().max(25), z.int()]).nullish(),
  enforce_nonce: z.boolean().nullish(),
  message_reference: z
    .looseObject({ message_id: idSchema.optional(), fail_if_not_exists: z.boolean().default(true) })
    .nullish(),
})

export type Row = z.infer<typeof rowSchema>
export type Draft = Omit<Shown, 'files'> & {
  rows: Row[]
  allowed: { parse: string[]; users: string[]; repliedUser: boolean }
  nonce: string | undefined
  enforceNonce: boolean
  /** The message it replies to, and whether it is refused when that one is gone. */
  reference: { id: string; needed: boolean } | undefined
}

/** All that a body says, or the reason why Discord would refuse it. */
export function parsedMessage(body: unknown, fileCount: number): Draft | string {
  const limit = limitFault(body)
  if (limit !== undefined) return limit
  const parsed = messageSchema.safeParse(body)
  if (!parsed.success) return z.prettifyError(parsed.error)
  const { content, embeds, components, allowed_mentions, flags, nonce, enforce_nonce, message_reference } = parsed.data
  const buttons = components.flatMap((row) => row.components)
  const total = embeds.reduce((sum, { title = '', description = '' }) => sum + title.length + description.length, 0)
  if (total > 6000) return `embeds of ${total} characters`
  if (embeds.some(({ title, description }) => !title?.trim() && !description?.trim())) return 'an empty embed'
  if (new Set(buttons.map(({ custom_id }) => custom_id)).size < buttons.length) return 'custom_id twice'
  if (!content?.trim() && embeds.length === 0 && fileCount === 0) return 'an empty message'
  if (fileCount > 10) return `${fileCount} files`
  const id = message_reference?.message_id
  return {
    content: content ?? '',
    embeds,
    buttons,
    ephemeral: ((flags ?? 0) & 64) !== 0,
    rows: components,
    allowed: { parse: [], users: allowed_mentions.users, repliedUser: allowed_mentions.replied_user },
    nonce: nonce === undefined || nonce === null ? undefined : String(nonce),
    enforceNonce: enforce_nonce === true,
    reference: id === undefined ? undefined : { id, needed: message_reference?.fail_if_not_exists !== false },
  }
}

/** The message in a body, or the reason why Discord would refuse it. */
export function checkedMessage(body: unknown): Omit<Shown, 'files'> | string {
  const message = parsedMessage(body, 0)
  if (typeof message === 'string') return message
  const { content, embeds, buttons, ephemeral } = message
  return { content, embeds, buttons, ephemeral }
}

export const ackSchema = z.object({
  type: z.literal([4, 5, 6, 7, 8, 9]),
  data: z
    .looseObject({
      flags: z.number().nullish(),
      choices: z
        .array(z.object({ name: z.string().min(1).max(100), value: z.string().max(100) }))
        .max(25)
        .optional(),
    })
    .nullish(),
})

export const formSchema = z.object({
  custom_id: z.string().min(1).max(100),
  title: z.string().min(1).max(45),
  components: z
    .array(
      z.object({
        type: z.literal(18),
        label: z.string().min(1).max(45),
        description: z.string().max(100).optional(),
        component: z.object({ type: z.literal(4), custom_id: z.literal('question'), style: z.number() }),
      }),
    )
    .length(1),
})

export const threadSchema = z.object({
  name: z.string().min(1).max(100),
  auto_archive_duration: z.literal([60, 1440, 4320, 10080]).nullish(),
})

export const recipientSchema = z.object({ recipient_id: idSchema })

export const pageSchema = z
  .object({
    after: idSchema.optional(),
    before: idSchema.optional(),
    around: idSchema.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  })
  .refine(({ after, before, around }) => [after, before, around].filter(Boolean).length <= 1, 'one direction only')
