import { z } from 'zod'
import {
  type Component,
  componentSchema,
  missingAttachment,
  type Read,
  readComponents,
  V2,
} from './loopback-components.ts'
import { limitFault } from './loopback-limits.ts'

/** A message as the bot sent it, checked against Discord's limits. */
export interface Shown extends Read {
  files: { name: string; text: string; description: string | undefined }[]
  ephemeral: boolean
  /** As Discord got them. */
  components: Component[]
  isV2: boolean
}

const idSchema = z.string().regex(/^\d{1,20}$/)
const messageSchema = z.object({
  content: z.string().max(2000).nullish(),
  embeds: z.array(z.unknown()).max(0, 'this bot sends no embeds').optional(),
  components: z.array(componentSchema).default([]),
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

export type Draft = Omit<Shown, 'files'> & {
  allowed: { parse: string[]; users: string[]; repliedUser: boolean }
  nonce: string | undefined
  enforceNonce: boolean
  /** The message it replies to, and whether it is refused when that one is gone. */
  reference: { id: string; needed: boolean } | undefined
}

/** All that a body says, or the reason why Discord would refuse it; `files`: the names of what comes with it. */
export function parsedMessage(body: unknown, files: readonly string[]): Draft | string {
  const limit = limitFault(body)
  if (limit !== undefined) return limit
  const parsed = messageSchema.safeParse(body)
  if (!parsed.success) return z.prettifyError(parsed.error)
  const { content, components, allowed_mentions, nonce, enforce_nonce, message_reference } = parsed.data
  const flags = parsed.data.flags ?? 0
  const isV2 = (flags & V2) !== 0
  const missing = missingAttachment(components, files)
  if (missing !== undefined) return `no attachment ${missing}`
  if (!content?.trim() && components.length === 0 && files.length === 0) return 'an empty message'
  if (files.length > 10) return `${files.length} files`
  const read = readComponents(components)
  const id = message_reference?.message_id
  return {
    ...read,
    content: isV2 ? read.content : (content ?? ''),
    isV2,
    components,
    ephemeral: (flags & 64) !== 0,
    allowed: { parse: [], users: allowed_mentions.users, repliedUser: allowed_mentions.replied_user },
    nonce: nonce === undefined || nonce === null ? undefined : String(nonce),
    enforceNonce: enforce_nonce === true,
    reference: id === undefined ? undefined : { id, needed: message_reference?.fail_if_not_exists !== false },
  }
}

export function namesOf(files: readonly { name: string }[]): string[] {
  return files.map(({ name }) => name)
}

/** The message in a body, or the reason why Discord would refuse it. */
export function checkedMessage(body: unknown, files: readonly string[] = []): Omit<Shown, 'files'> | string {
  const message = parsedMessage(body, files)
  if (typeof message === 'string') return message
  const { allowed: _allowed, nonce: _nonce, enforceNonce: _enforce, reference: _reference, ...shown } = message
  return shown
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
        component: z.object({ type: z.literal(4), custom_id: z.string().min(1).max(100), style: z.number() }),
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
