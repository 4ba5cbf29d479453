import { z } from 'zod'
import { V2 } from './loopback-components.ts'
import { type Answer, type Call, isAnswer } from './loopback-http.ts'
import { type Draft, namesOf, pageSchema, parsedMessage, recipientSchema, threadSchema } from './loopback-schemas.ts'
import {
  APPLICATION,
  type Channel,
  channelJson,
  GUILD,
  GUILD_CHANNEL,
  memberJson,
  messageJson,
  type Permissions,
  PRIVATE_CHANNEL,
  READER,
  type Stored,
  storedMessage,
} from './loopback-world.ts'

/** What the parts of the server share. */
export interface Hub {
  now(): number
  newId(at?: number): string
  nonceWindowMs(): number
  /** Answers what Discord would refuse, and records that a bot should have known. */
  fault(code: number, message: string): Answer
  /** Answers what Discord would refuse although a bot may do nothing about it. */
  refuse(code: number, message: string): Answer
  /** Tells the bot, if it is connected. */
  dispatch(type: string, data: object): void
}

// Discord's most for a bot in a server without boosts.
export const LARGEST_FILE = 10 * 1024 * 1024

export function createChannels(hub: Hub) {
  const channels = new Map<string, Channel>()
  const closed = new Set<string>()
  const said: Stored[] = []
  const open = { view: true, send: true }
  const add = (channel: Omit<Channel, 'messages' | 'permissions'>): Channel => {
    const added = { ...channel, permissions: open, messages: [] }
    channels.set(added.id, added)
    return added
  }
  add({ id: PRIVATE_CHANNEL, type: 1, name: '', recipient: READER })
  add({ id: GUILD_CHANNEL, type: 0, name: 'papers' })

  const threadsOf = (id: string) => [...channels.values()].filter(({ parentId }) => parentId === id)

  function find(id: string): Channel {
    const channel = channels.get(id)
    if (!channel) throw new Error(`there is no channel ${id}`)
    return channel
  }

  function privateChannel(userId: string): Channel {
    const known = [...channels.values()].find(({ recipient }) => recipient === userId)
    return known ?? add({ id: hub.newId(), type: 1, name: '', recipient: userId })
  }

  /** A thread has the permissions of the channel it hangs on. */
  const permissionsIn = (channel: Channel) => (channels.get(channel.parentId ?? '') ?? channel).permissions

  /** The channel when the bot may do that in it, else Discord's refusal. */
  function reach(id: string, need: 'view' | 'send' | 'threads'): Channel | Answer {
    const channel = channels.get(id)
    if (!channel) return hub.refuse(10003, 'Unknown Channel')
    const { view, send, threads = send } = permissionsIn(channel)
    if (!view) return hub.refuse(50001, 'Missing Access')
    if ((need === 'send' && !send) || (need === 'threads' && !threads)) return hub.refuse(50013, 'Missing Permissions')
    const shut = channel.recipient !== undefined && closed.has(channel.recipient)
    return shut && need === 'send' ? hub.refuse(50007, 'Cannot send messages to this user') : channel
  }

  /** A message as JSON, with the thread that hangs on it. */
  function shownJson(stored: Stored): object {
    const thread = channels.get(stored.thread?.id ?? '')
    return { ...messageJson(stored, channels.get(stored.channelId)), ...(thread && { thread: channelJson(thread) }) }
  }

  function store(channel: Channel, message: Stored, more?: object): void {
    channel.messages.push(message)
    const guild = channel.type !== 1 && { guild_id: GUILD, member: memberJson() }
    const nonce = message.nonce !== undefined && { nonce: message.nonce }
    hub.dispatch('MESSAGE_CREATE', { ...shownJson(message), ...guild, ...nonce, ...more, channel_type: channel.type })
  }

  function checked({ body, files, largestFile }: Call): Draft | Answer {
    if (largestFile > LARGEST_FILE) return hub.fault(40005, `a file of ${largestFile} bytes`)
    const message = parsedMessage(body, namesOf(files))
    return typeof message === 'string' ? hub.fault(50035, message) : message
  }

  function post(call: Call, id: string): Answer {
    const channel = reach(id, 'send')
    if (isAnswer(channel)) return channel
    const draft = checked(call)
    if (isAnswer(draft)) return draft
    const { nonce, enforceNonce, reference, allowed } = draft
    const answered = (stored: Stored) => ({ status: 200, body: { ...shownJson(stored), ...(nonce && { nonce }) } })
    const since = hub.now() - hub.nonceWindowMs()
    const sameNonce = (one: Stored) => one.author === APPLICATION && one.nonce === nonce && one.at > since
    const earlier = enforceNonce && nonce !== undefined && channel.messages.find(sameNonce)
    if (earlier) return answered(earlier)
    const repliedTo = channel.messages.find((one) => one.id === reference?.id)
    if (reference?.needed && !repliedTo) return hub.refuse(50035, 'Unknown message')
    const at = hub.now()
    const sent = { id: hub.newId(at), channelId: id, at, author: APPLICATION, files: call.files }
    const stored = storedMessage(draft, sent)
    if (repliedTo && allowed.repliedUser && !stored.pings.includes(repliedTo.author))
      stored.pings.push(repliedTo.author)
    store(channel, stored)
    said.push(stored)
    return answered(stored)
  }

  function one(id: string, messageId: string): Stored | Answer {
    const channel = reach(id, 'view')
    if (isAnswer(channel)) return channel
    return channel.messages.find((each) => each.id === messageId) ?? hub.refuse(10008, 'Unknown Message')
  }

  function page({ query }: Call, id: string): Answer {
    const channel = reach(id, 'view')
    if (isAnswer(channel)) return channel
    const parsed = pageSchema.safeParse(Object.fromEntries(query))
    if (!parsed.success) return hub.fault(50035, z.prettifyError(parsed.error))
    return { status: 200, body: slice(channel.messages, parsed.data).reverse().map(shownJson) }
  }

  function edit(call: Call, id: string, messageId: string): Answer {
    const stored = one(id, messageId)
    if (isAnswer(stored)) return stored
    if (stored.author !== APPLICATION) return hub.fault(50005, 'Cannot edit a message authored by another user')
    // What an edit leaves out stays.
    const { content, components, isV2 } = stored
    const before = isV2 ? { components, flags: V2 } : { content, components }
    const draft = checked({ ...call, body: { ...before, ...(call.body as object) } })
    if (isAnswer(draft)) return draft
    const { allowed: _allowed, nonce: _nonce, enforceNonce: _enforce, reference: _reference, ...shown } = draft
    Object.assign(stored, { ...shown, ephemeral: stored.ephemeral })
    return { status: 200, body: shownJson(stored) }
  }

  function startThread({ body }: Call, id: string, messageId: string): Answer {
    const channel = reach(id, 'threads')
    if (isAnswer(channel)) return channel
    const parsed = threadSchema.safeParse(body)
    if (!parsed.success) return hub.fault(50035, z.prettifyError(parsed.error))
    if (channel.type !== 0) return hub.fault(50024, 'Cannot execute action on this channel type')
    const stored = one(id, messageId)
    if (isAnswer(stored)) return stored
    if (stored.thread) return hub.refuse(160004, 'A thread has already been created for this message')
    const { name, auto_archive_duration } = parsed.data
    const archiveMinutes = auto_archive_duration ?? 1440
    stored.thread = { id: messageId, name }
    const thread = channelJson(add({ id: messageId, type: 11, name, parentId: id, archiveMinutes }))
    hub.dispatch('THREAD_CREATE', { ...thread, newly_created: true })
    return { status: 201, body: thread }
  }

  function remove(id: string): void {
    const channel = find(id)
    for (const thread of threadsOf(id)) channels.delete(thread.id)
    channels.delete(id)
    const source = channels.get(channel.parentId ?? '')?.messages.find((each) => each.id === id)
    if (source) delete source.thread
    hub.dispatch(channel.type === 11 ? 'THREAD_DELETE' : 'CHANNEL_DELETE', channelJson(channel))
  }

  return {
    all: channels as ReadonlyMap<string, Channel>,
    said,
    find,
    permissionsIn,
    reach,
    privateChannel,
    store,
    post,
    page,
    edit,
    startThread,
    remove,
    shownJson,
    /** A message as it lies in its channel; undefined for the answer to an interaction, which lies in none. */
    posted: ({ channelId, id }: Stored) => channels.get(channelId)?.messages.find((each) => each.id === id),
    closePrivate: (userId: string) => closed.add(userId),
    get(id: string): Answer {
      const channel = reach(id, 'view')
      return isAnswer(channel) ? channel : { status: 200, body: channelJson(channel) }
    },
    getMessage(_call: Call, id: string, messageId: string): Answer {
      const stored = one(id, messageId)
      return isAnswer(stored) ? stored : { status: 200, body: shownJson(stored) }
    },
    openPrivate(body: unknown): Answer {
      const parsed = recipientSchema.safeParse(body)
      if (!parsed.success) return hub.fault(50035, z.prettifyError(parsed.error))
      return { status: 200, body: channelJson(privateChannel(parsed.data.recipient_id)) }
    },
    addToGuild(name: string): string {
      const channel = add({ id: hub.newId(), type: 0, name })
      hub.dispatch('CHANNEL_CREATE', channelJson(channel))
      return channel.id
    },
    addThread(parentId: string, name: string): string {
      const thread = add({ id: hub.newId(), type: 11, name, parentId, archiveMinutes: 1440 })
      hub.dispatch('THREAD_CREATE', { ...channelJson(thread), newly_created: true })
      return thread.id
    },
    setPermissions(id: string, permissions: Permissions): void {
      const channel = find(id)
      channel.permissions = permissions
      hub.dispatch('CHANNEL_UPDATE', channelJson(channel))
    },
    ofGuild: (type: 0 | 11) => [...channels.values()].filter((each) => each.type === type).map(channelJson),
  }
}

export type Channels = ReturnType<typeof createChannels>

/** A page of messages, oldest first: those right after an id, right before it, around it, or the last ones. */
function slice(messages: Stored[], { after, before, around, limit }: z.infer<typeof pageSchema>): Stored[] {
  const id = BigInt(after ?? before ?? around ?? 0)
  const older = messages.filter((each) => BigInt(each.id) < id)
  const newer = messages.filter((each) => BigInt(each.id) > id)
  if (after) return newer.slice(0, limit)
  if (before) return older.slice(-limit)
  if (!around) return messages.slice(-limit)
  const half = Math.floor(limit / 2)
  const itself = messages.filter((each) => BigInt(each.id) === id)
  return [...older.slice(Math.max(0, older.length - half)), ...itself, ...newer.slice(0, half)].slice(0, limit)
}
