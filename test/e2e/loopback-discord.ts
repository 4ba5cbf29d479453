import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createActions, type UserActions } from './loopback-actions.ts'
import type { Registered } from './loopback-commands.ts'
import { type Cut, startGateway } from './loopback-gateway.ts'
import { callOf, refusal, send, until } from './loopback-http.ts'
import { createInteractions } from './loopback-interactions.ts'
import { createChannels } from './loopback-messages.ts'
import { routesOf } from './loopback-routes.ts'
import type { Shown } from './loopback-schemas.ts'
import { createTroubles, type Troubles } from './loopback-trouble.ts'
import {
  APPLICATION,
  type Channel,
  createSnowflakes,
  EVERYTHING,
  GUILD,
  guildJson,
  memberJson,
  type Permissions,
  type Server,
  type Stored,
  userJson,
} from './loopback-world.ts'

export type { How, Options, OptionValue, Pending } from './loopback-interactions.ts'
export { checkedMessage, type Shown } from './loopback-schemas.ts'
export type { TroubledCall, TroubleOptions } from './loopback-trouble.ts'
export { type Channel, GUILD, GUILD_CHANNEL, type Permissions, READER, type Stored } from './loopback-world.ts'

export interface LoopbackDiscord extends UserActions, Troubles {
  /** What `rest.api` is to be: ends in `/api`. */
  apiBase: string
  registrations: unknown[][]
  /** Everything the bot did that Discord would refuse or punish. */
  faults: string[]
  /** What was refused although the bot could not know: a channel that is gone or shut, a message that has a thread. */
  refusals: { code: number; message: string }[]
  /** Every call that came, as `POST /channels/1/messages`, the secrets of interactions included. */
  calls: string[]
  identifies: number
  resumes: number
  /** When true, the next acknowledgement counts but its answer is the one a repeated call gets (40060). */
  repeatNextAck: boolean
  /** When true, the next interaction is already forgotten when the bot acknowledges it (10062). */
  forgetNext: boolean
  /** The server's clock in milliseconds, which ids and times of messages come from. May be replaced. */
  now: () => number
  /** For how long a nonce is remembered, by the server's clock. */
  nonceWindowMs: number
  /** The servers that the bot is told it is in. May be replaced. */
  servers: Server[]
  channels: ReadonlyMap<string, Channel>
  /** A new channel of the guild: its id. */
  addChannel(name: string): string
  /** A new thread of a channel, of no message: its id. */
  addThread(parentId: string, name: string): string
  /** Deletes a channel with its threads, or a thread. */
  removeChannel(id: string): void
  /** What the bot may do in a channel of the guild and its threads. */
  setPermissions(id: string, permissions: Permissions): void
  /** From now on the bot's private messages to this person are refused. */
  closeDm(userId: string): void
  /** What lies in a channel, from whomever, oldest first; to take one out is to delete it. */
  messages(channelId: string): Stored[]
  /** The id of the private channel with a person, opened if it is not yet. */
  privateChannel(userId: string): string
  /** What lies in the private channel with a person, oldest first. */
  privateMessages(userId: string): Stored[]
  /** What the bot posted, in channels of every kind, oldest first. */
  said: Stored[]
  /** Whom the bot's posts notified, oldest first. */
  readonly pings: { userId: string; channelId: string; messageId: string }[]
  /** What the bot said after its answers to interactions, oldest first. */
  followUps: Shown[]
  /** Returns once the bot is connected. */
  connected(): Promise<void>
  drop(): Promise<void>
  /** Ends the bot's connection. What people do until it is back reaches it if it resumes its session. */
  cut(how: Cut): void
  /** The connection stays open, and no heartbeat is acknowledged. */
  goDeaf(): void
  /** From now on whoever identifies is sent away with this code. */
  refuseConnections(code: number): void
  close(): Promise<void>
}

/**
 * Discord's REST and gateway on this machine, as far as a bot of commands and channel posts needs them. Discord itself
 * wants a heartbeat every 41 seconds, and takes a connection for dead that misses one.
 */
export async function startLoopbackDiscord(token: string, { heartbeatMs = 1000 } = {}): Promise<LoopbackDiscord> {
  const http = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      loopback.faults.push(String(error))
      send(response, { status: 500, body: { message: 'loopback failed', code: 0 } })
    })
  })
  // As long as Discord keeps them at least: a call on a connection that is being closed is lost.
  http.keepAliveTimeout = 75_000
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const { port } = http.address() as AddressInfo
  const gateway = startGateway(http, {
    token,
    heartbeatMs,
    url: `ws://127.0.0.1:${port}/gateway`,
    guild: guildNow,
    identified: () => loopback.identifies++,
    resumed: () => loopback.resumes++,
    fault: (words) => loopback.faults.push(words),
  })
  let commands: Registered[] = []
  const now = () => loopback.now()
  const hub = {
    now,
    newId: createSnowflakes(now, 0),
    nonceWindowMs: () => loopback.nonceWindowMs,
    dispatch: gateway.dispatch,
    connected: () => gateway.connected() || gateway.isAwaited(),
    fault(code: number, message: string) {
      loopback.faults.push(`${code} ${message}`)
      return refusal(code, message)
    },
    refuse(code: number, message: string) {
      loopback.refusals.push({ code, message })
      return refusal(code, message)
    },
  }
  const channels = createChannels(hub)
  // Interactions have ids of their own, so that those of a channel's messages stay as close as they were sent.
  const asking = { ...hub, newId: createSnowflakes(now, 1), commands: () => commands, once }
  const interactions = createInteractions(asking, channels)
  const troubles = createTroubles()
  const routes = routesOf({
    hub: asking,
    channels,
    interactions,
    gatewayUrl: gateway.url,
    servers: () => loopback.servers,
    commands: {
      get: () => commands,
      set(checked, body) {
        commands = checked
        loopback.registrations.push(body)
      },
    },
  })

  function guildNow(): object {
    const bot = { ...memberJson(), user: userJson(APPLICATION) }
    const lists = { channels: channels.ofGuild(0), threads: channels.ofGuild(11), members: [bot] }
    return { ...guildJson(), ...lists, presences: [], voice_states: [], member_count: 2 }
  }

  function once(flag: 'repeatNextAck' | 'forgetNext'): boolean {
    const was = loopback[flag]
    loopback[flag] = false
    return was
  }

  async function serve(request: IncomingMessage, response: ServerResponse) {
    const call = await callOf(request)
    loopback.calls.push(call.route)
    const route = routes.find(({ pattern }) => pattern.test(call.route))
    if (!route?.secret && call.authorization !== `Bot ${token}`)
      return send(response, { status: 401, body: { message: '401: Unauthorized', code: 0 } })
    if (!route) {
      loopback.faults.push(`unknown route ${call.route}`)
      return send(response, { status: 404, body: { message: 'Not Found', code: 0 } })
    }
    const [, first = '', second = ''] = route.pattern.exec(call.route) ?? []
    const answer = await troubles.through(route.trouble, request.socket, () => route.answer(call, first, second))
    if (answer) send(response, answer)
  }

  const { through: _through, ...inject } = troubles
  const loopback: LoopbackDiscord = {
    ...createActions(asking, channels, interactions),
    ...inject,
    apiBase: `http://127.0.0.1:${port}/api`,
    registrations: [],
    faults: [],
    refusals: [],
    calls: [],
    identifies: 0,
    resumes: 0,
    repeatNextAck: false,
    forgetNext: false,
    now: Date.now,
    nonceWindowMs: 3 * 60_000,
    servers: [{ id: GUILD, name: 'Team', permissions: EVERYTHING }],
    channels: channels.all,
    addChannel: channels.addToGuild,
    addThread: channels.addThread,
    removeChannel: channels.remove,
    setPermissions: channels.setPermissions,
    closeDm: channels.closePrivate,
    messages: (id) => channels.find(id).messages,
    privateChannel: (userId) => channels.privateChannel(userId).id,
    privateMessages: (userId) => channels.privateChannel(userId).messages,
    said: channels.said,
    get pings() {
      return channels.said.flatMap(({ id: messageId, channelId, pings }) =>
        pings.map((userId) => ({ userId, channelId, messageId })),
      )
    },
    followUps: interactions.followUps,
    async connected() {
      await until(() => gateway.connected() || undefined, 'the bot')
    },
    async drop() {
      const before = loopback.resumes + loopback.identifies
      gateway.drop()
      await until(() => loopback.resumes + loopback.identifies > before || undefined, 'a reconnect')
    },
    cut: gateway.cut,
    goDeaf: gateway.goDeaf,
    refuseConnections: gateway.refuse,
    async close() {
      gateway.close()
      http.closeAllConnections()
      await new Promise((resolve) => http.close(resolve))
    },
  }
  return loopback
}
