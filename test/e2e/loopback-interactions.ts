import { z } from 'zod'
import { declaredType, type Registered } from './loopback-commands.ts'
import { type Answer, type Call, isAnswer } from './loopback-http.ts'
import { type Channels, type Hub, LARGEST_FILE } from './loopback-messages.ts'
import { ackSchema, type Draft, formSchema, namesOf, parsedMessage, type Shown } from './loopback-schemas.ts'
import {
  APPLICATION,
  channelJson,
  GUILD,
  GUILD_CHANNEL,
  memberJson,
  permissionBits,
  plainDraft,
  READER,
  type Stored,
  storedMessage,
  userJson,
} from './loopback-world.ts'

/** Who asks, and where: by default the reader, in private. */
export interface How {
  subcommand?: string
  userId?: string
  /** Asked in the guild: in its first channel when `channelId` names no other. */
  guild?: boolean
  channelId?: string
  /** What the person may do there, as bits; an administrator when not given. */
  memberPermissions?: string
  /** What the bot may do there, as bits; what `setPermissions` says when not given. */
  appPermissions?: string
  locale?: string
  /** Fields of the interaction as it is sent that come in place of its usual ones. */
  raw?: Readonly<Record<string, unknown>>
}

export type OptionValue =
  | string
  | number
  | boolean
  | { channel: string }
  | { attachment: { url: string; filename: string; size: number } }
export type Options = Record<string, OptionValue>

export interface Pending {
  id: string
  token: string
  type: number
  /** When it was sent, acknowledged and first answered, in milliseconds of `performance.now()`. */
  sentAt: number
  acknowledgedAt?: number
  answeredAt?: number
  /** How many messages, changes of messages, choices and forms came for it. */
  answers: number
  /** What Discord would have refused of it. */
  faults: string[]
  channelId: string
  acknowledged: boolean
  /** The first answer was private, and so are the words that come in its place. */
  ephemeral: boolean
  /** The message that was clicked. */
  clicked: Stored | undefined
  /** Whether the answer is to stand in place of the message that was clicked. */
  replaces: boolean
  message?: Stored
  followUps: Shown[]
  choices?: { name: string; value: string }[]
  form?: { custom_id: string; title: string; field: string }
}

const ADMINISTRATOR = '8'
const SECRET = 'secret-'
const AUTOCOMPLETE = 4
// What may answer what: a message or a promise of one, a form, choices, a change of the message that was clicked.
const FITTING_ACKS: Record<number, number[]> = { 2: [4, 5, 9], 3: [4, 5, 6, 7, 9], 4: [8], 5: [4, 5, 6, 7] }

export function createInteractions(
  hub: Hub & { commands(): Registered[]; connected(): boolean; once(flag: 'repeatNextAck' | 'forgetNext'): boolean },
  channels: Channels,
) {
  const pending = new Map<string, Pending>()
  const followUps: Shown[] = []
  const byToken = (token: string) => pending.get(token.replace(SECRET, ''))

  function placeOf({ guild, channelId, memberPermissions, appPermissions, ...how }: How) {
    const fallback = guild ? GUILD_CHANNEL : channels.privateChannel(how.userId ?? READER).id
    const channel = channels.find(channelId ?? fallback)
    const place = { channel_id: channel.id, channel: channelJson(channel) }
    const user = userJson(how.userId ?? channel.recipient ?? READER)
    if (channel.type === 1) return { ...place, user, context: 1, app_permissions: appPermissions ?? '0' }
    const member = { ...memberJson(), user, permissions: memberPermissions ?? ADMINISTRATOR }
    const bits = appPermissions ?? permissionBits(channels.permissionsIn(channel))
    return { ...place, guild_id: GUILD, guild_locale: 'en-US', member, context: 0, app_permissions: bits }
  }

  function interact(type: number, data: object, how: How = {}, clicked?: Stored): Pending {
    if (!hub.connected()) throw new Error('the bot is not connected')
    const id = hub.newId()
    const place = placeOf(how)
    const counts = { answers: 0, faults: [], followUps: [] }
    const state = { acknowledged: false, ephemeral: false, replaces: false, clicked, ...counts }
    const channelId = place.channel_id
    const interaction: Pending = { id, token: `${SECRET}${id}`, type, sentAt: performance.now(), channelId, ...state }
    pending.set(id, interaction)
    hub.dispatch('INTERACTION_CREATE', {
      id,
      application_id: APPLICATION,
      type,
      data,
      token: interaction.token,
      version: 1,
      ...place,
      locale: how.locale ?? 'en-US',
      entitlements: [],
      authorizing_integration_owners: { 0: 'guild_id' in place ? GUILD : '0' },
      attachment_size_limit: 10_485_760,
      ...(clicked && { message: channels.shownJson(clicked) }),
      ...how.raw,
    })
    return interaction
  }

  /** The data of a slash command, its options nested in the subcommand. */
  function commandData(name: string, options: Options, how: How, focused?: string): object {
    const attachments: Record<string, object> = {}
    const named: Record<string, object> = {}
    const values = Object.entries(options).map(([option, value]) => {
      const declared = declaredType(hub.commands(), name, how.subcommand, option)
      const base = { name: option, ...(option === focused && { focused: true }) }
      if (typeof value !== 'object') return { ...base, value, type: typeOf(value, declared) }
      if ('channel' in value) {
        const channel = channels.find(value.channel)
        named[channel.id] = { ...channelJson(channel), permissions: how.memberPermissions ?? ADMINISTRATOR }
        return { ...base, value: channel.id, type: 7 }
      }
      const id = hub.newId()
      attachments[id] = { id, ...value.attachment, proxy_url: value.attachment.url }
      return { ...base, value: id, type: 11 }
    })
    const { subcommand } = how
    const nested = subcommand === undefined ? values : [{ name: subcommand, type: 1, options: values }]
    const resolved = {
      ...(Object.keys(named).length > 0 && { channels: named }),
      ...(Object.keys(attachments).length > 0 && { attachments }),
    }
    const found = Object.keys(resolved).length > 0 && { resolved }
    return { id: hub.newId(), name, type: 1, options: nested, ...found }
  }

  /** An empty message of the bot, for a click on what lies in no channel. */
  function emptyMessage(how: How): Stored {
    const sent = { id: hub.newId(), channelId: placeOf(how).channel_id, at: hub.now(), author: APPLICATION, files: [] }
    return storedMessage(plainDraft(''), sent)
  }

  /** Answers what Discord would refuse, and remembers of which interaction. */
  function fault(interaction: Pending, code: number, message: string): Answer {
    interaction.faults.push(`${code} ${message}`)
    return hub.fault(code, message)
  }

  function answered(interaction: Pending): void {
    interaction.answeredAt ??= performance.now()
    interaction.answers++
  }

  function acknowledge(call: Call, id: string): Answer {
    const interaction = pending.get(id)
    if (hub.once('forgetNext') || !interaction) return hub.refuse(10062, 'Unknown interaction')
    const now = performance.now()
    if (now - interaction.sentAt > 3000) return fault(interaction, 10062, 'answered after 3 seconds')
    if (interaction.acknowledged) return fault(interaction, 40060, 'acknowledged twice')
    const parsed = ackSchema.safeParse(call.body)
    if (!parsed.success) return fault(interaction, 50035, z.prettifyError(parsed.error))
    const { type, data } = parsed.data
    if (!FITTING_ACKS[interaction.type]?.includes(type))
      return fault(interaction, 50035, `${type} answers no interaction of type ${interaction.type}`)
    interaction.replaces = type === 6 || type === 7
    const withMessage = type === 4 || type === 7
    const refused = withMessage && show(interaction, { ...call, body: data })
    if (refused) return refused
    interaction.acknowledged = true
    interaction.acknowledgedAt = now
    interaction.ephemeral = ((data?.flags ?? 0) & 64) !== 0
    if (interaction.type === AUTOCOMPLETE) interaction.choices = data?.choices ?? []
    if (type === 9) {
      const { custom_id, title, components } = formSchema.parse(data)
      interaction.form = { custom_id, title, field: components[0]?.component.custom_id ?? '' }
    }
    if (type === 8 || type === 9) answered(interaction)
    if (hub.once('repeatNextAck')) return hub.refuse(40060, 'Interaction has already been acknowledged.')
    if (call.query.get('with_response') !== 'true') return { status: 204 }
    const resource = {
      type,
      message: channels.shownJson(interaction.message ?? answerOf(interaction, plainDraft(''), [])),
    }
    return { status: 200, body: { interaction: { id, type: interaction.type }, resource } }
  }

  function answerOf({ channelId, ephemeral }: Pending, draft: Draft, files: Shown['files']): Stored {
    const sent = { id: hub.newId(), channelId, at: hub.now(), author: APPLICATION, files }
    return storedMessage({ ...draft, ephemeral: draft.ephemeral || ephemeral }, sent)
  }

  function checked(interaction: Pending, { body, files, largestFile }: Call): Draft | Answer {
    if (largestFile > LARGEST_FILE) return fault(interaction, 40005, `a file of ${largestFile} bytes`)
    const draft = parsedMessage(body, namesOf(files))
    if (typeof draft === 'string') return fault(interaction, 50035, draft)
    answered(interaction)
    return draft
  }

  /** Shows a message in answer to an interaction, in place of the one that it is to change. */
  function show(interaction: Pending, call: Call): Answer | undefined {
    const draft = checked(interaction, call)
    if (isAnswer(draft)) return draft
    const message = answerOf(interaction, draft, call.files)
    const before = interaction.message ?? (interaction.replaces ? interaction.clicked : undefined)
    if (before?.isV2 && !draft.isV2) return hub.fault(50035, 'a message of components cannot become another')
    // Where it lies, and who sees it, stays.
    const { id, channelId, at, ephemeral } = before ?? message
    interaction.message = { ...message, id, channelId, at, ephemeral }
    const { content, cards, buttons, choices, components, isV2, files } = message
    const posted = interaction.replaces && interaction.clicked && channels.posted(interaction.clicked)
    if (posted) Object.assign(posted, { content, cards, buttons, choices, components, isV2, files })
    return undefined
  }

  function edit(call: Call, token: string): Answer {
    const interaction = byToken(token)
    if (!interaction?.acknowledged) return hub.fault(10015, 'edited before it was acknowledged')
    const refused = show(interaction, call)
    return refused ?? original(call, token)
  }

  function original(_call: Call, token: string): Answer {
    const message = byToken(token)?.message
    return message ? { status: 200, body: channels.shownJson(message) } : hub.refuse(10008, 'Unknown Message')
  }

  function followUp(call: Call, token: string): Answer {
    const interaction = byToken(token)
    if (!interaction?.acknowledged) return hub.fault(10015, 'followed up before it was acknowledged')
    const draft = checked(interaction, call)
    if (isAnswer(draft)) return draft
    const message = answerOf({ ...interaction, ephemeral: false }, draft, call.files)
    interaction.followUps.push(message)
    followUps.push(message)
    return { status: 200, body: channels.shownJson(message) }
  }

  /** An interaction that nobody looks at any more: what comes for it is answered as by a Discord that forgot it. */
  const forget = ({ id }: Pending) => pending.delete(id)

  return { interact, forget, commandData, emptyMessage, acknowledge, edit, original, followUp, followUps }
}

export type Interactions = ReturnType<typeof createInteractions>

function typeOf(value: string | number | boolean, declared: number | undefined): number {
  if (typeof value === 'boolean') return 5
  // What was not registered is sent as a number with decimals.
  return typeof value === 'number' ? (declared === 4 ? 4 : 10) : 3
}
