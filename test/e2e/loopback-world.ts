import { numbered } from './loopback-components.ts'
import type { Draft, Shown } from './loopback-schemas.ts'

export const APPLICATION = '1000000000000000001'
export const PRIVATE_CHANNEL = '1000000000000000002'
/** The person who types when a test names nobody else. */
export const READER = '1000000000000000003'
export const GUILD = '1000000000000000004'
export const GUILD_CHANNEL = '1000000000000000005'

/** A message of a channel. */
export interface Stored extends Shown {
  id: string
  channelId: string
  /** When, by the server's clock, in milliseconds. */
  at: number
  author: string
  nonce: string | undefined
  /** The people its words name. */
  mentions: string[]
  /** Those of them who were notified. */
  pings: string[]
  allowedMentions: { parse: string[]; users: string[] }
  repliesTo: string | undefined
  thread?: { id: string; name: string }
}

export interface Permissions {
  view: boolean
  send: boolean
  /** May open threads; as `send` when not given. */
  threads?: boolean
}

export interface Channel {
  id: string
  /** Of a guild, with one person, a thread. */
  type: 0 | 1 | 11
  name: string
  permissions: Permissions
  messages: Stored[]
  /** Of a thread: the channel it hangs on. */
  parentId?: string
  archiveMinutes?: number
  /** Of a private channel: the other person. */
  recipient?: string
}

const FIRST_ID_AT = 1_420_070_400_000n

/** Ids that tell the time of the server and always rise, as Discord's do; each worker has ids of its own. */
export function createSnowflakes(now: () => number, worker: 0 | 1): (at?: number) => string {
  let last = 0n
  return (at = now()) => {
    const since = BigInt(Math.floor(at)) - FIRST_ID_AT
    if (since < 0n) throw new Error('Discord has no ids from before 2015')
    const fresh = (since << 22n) | (BigInt(worker) << 17n)
    last = fresh > last ? fresh : last + 1n
    return String(last)
  }
}

export function userJson(id: string) {
  const bot = id === APPLICATION
  const username = bot ? 'bot' : id === READER ? 'reader' : `reader-${id}`
  const empty = { avatar: null, global_name: null, primary_guild: null, public_flags: 0, flags: 0 }
  return { id, username, discriminator: '0', ...empty, ...(bot && { bot: true }) }
}

const JOINED_AT = '2024-01-01T00:00:00.000+00:00'

export function memberJson(): object {
  const empty = { nick: null, avatar: null, banner: null, premium_since: null, communication_disabled_until: null }
  return { roles: [], joined_at: JOINED_AT, deaf: false, mute: false, pending: false, flags: 0, ...empty }
}

const VIEW = 1n << 10n
const SEND = (1n << 11n) | (1n << 38n)
const THREADS = 1n << 35n
// Embeds, files, history.
const ALWAYS = (1n << 14n) | (1n << 15n) | (1n << 16n)

/** What the bot may do in a channel, as Discord's bits. */
export function permissionBits({ view, send, threads = send }: Permissions): string {
  return String(view ? VIEW | ALWAYS | (send ? SEND : 0n) | (threads ? THREADS : 0n) : 0n)
}

/** A server as a list of the bot's own shows it. */
export interface Server {
  id: string
  name: string
  /** What the bot may do there, as Discord's bits. */
  permissions: string
}

export const EVERYTHING = permissionBits({ view: true, send: true })

export function guildJson(): object {
  const role = { id: GUILD, name: '@everyone', permissions: EVERYTHING, position: 0, color: 0, flags: 0 }
  const plain = { hoist: false, managed: false, mentionable: false, icon: null, unicode_emoji: null }
  const colors = { primary_color: 0, secondary_color: null, tertiary_color: null }
  return {
    id: GUILD,
    name: 'Team',
    icon: null,
    owner_id: READER,
    roles: [{ ...role, ...plain, colors }],
    emojis: [],
    stickers: [],
    features: [],
    preferred_locale: 'en-US',
  }
}

export function channelJson(channel: Channel): object {
  const { id, type, name, permissions, messages, parentId, recipient, archiveMinutes } = channel
  const base = { id, type, flags: 0, last_message_id: messages.at(-1)?.id ?? null }
  if (recipient !== undefined) return { ...base, recipients: [userJson(recipient)] }
  const guild = { ...base, guild_id: GUILD, name, parent_id: parentId ?? null, rate_limit_per_user: 0 }
  if (type === 0) {
    const deny = String(BigInt(EVERYTHING) & ~BigInt(permissionBits(permissions)))
    const overwrites = [{ id: GUILD, type: 0, allow: '0', deny }]
    return { ...guild, position: 0, permission_overwrites: overwrites, topic: null, nsfw: false }
  }
  const counts = { message_count: messages.length, total_message_sent: messages.length, member_count: 1 }
  const opened = { archived: false, archive_timestamp: JOINED_AT, locked: false }
  return {
    ...guild,
    ...counts,
    owner_id: APPLICATION,
    thread_metadata: { ...opened, auto_archive_duration: archiveMinutes ?? 1440 },
    member: { id, user_id: APPLICATION, join_timestamp: JOINED_AT, flags: 0 },
  }
}

/** A message as it is stored when `author` sends it. */
export function storedMessage(
  draft: Draft,
  sent: { id: string; channelId: string; at: number; author: string; files: Shown['files'] },
): Stored {
  const { allowed, nonce, reference, enforceNonce: _enforce, ...shown } = draft
  const mentions = [...new Set([...shown.content.matchAll(/<@!?(\d+)>/g)].map(([, id = '']) => id))]
  const pings = mentions.filter((id) => allowed.users.includes(id))
  const allowedMentions = { parse: allowed.parse, users: allowed.users }
  return { ...shown, ...sent, nonce, mentions, pings, allowedMentions, repliesTo: reference?.id }
}

export function plainDraft(content: string): Draft {
  const allowed = { parse: [], users: [], repliedUser: false }
  const empty = { cards: [], buttons: [], choices: [], components: [], isV2: false, ephemeral: false }
  return { content, ...empty, allowed, nonce: undefined, enforceNonce: false, reference: undefined }
}

/** A message as Discord gives it to a bot that may read the words of nobody who does not speak to it. */
export function messageJson(stored: Stored, channel?: Channel): object {
  const { id, channelId, at, author, content, files, components, isV2, pings, mentions, ephemeral, repliesTo } = stored
  const readable = author === APPLICATION || mentions.includes(APPLICATION) || channel?.type === 1
  const { thread } = stored
  return {
    id,
    channel_id: channelId,
    author: userJson(author),
    type: repliesTo === undefined ? 0 : 19,
    timestamp: new Date(at).toISOString(),
    edited_timestamp: null,
    content: readable && !isV2 ? content : '',
    embeds: [],
    components: numbered(components),
    attachments: files.map(({ name, text, description }, index) => {
      const url = `https://cdn.discordapp.com/attachments/${channelId}/${id}/${name}`
      const file = { id: String(BigInt(id) + BigInt(index)), filename: name, size: text.length }
      return { ...file, url, proxy_url: url, ...(description !== undefined && { description }) }
    }),
    mentions: pings.map(userJson),
    mention_roles: [],
    mention_everyone: false,
    tts: false,
    pinned: false,
    flags: (ephemeral ? 64 : 0) + (thread ? 32 : 0),
    ...(repliesTo !== undefined && {
      message_reference: { type: 0, message_id: repliesTo, channel_id: channelId },
    }),
  }
}
