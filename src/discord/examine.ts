import { DiscordAPIError, HTTPError, PermissionsBitField, RateLimitError, REST, Routes } from 'discord.js'
import { z } from 'zod'
import type { Right } from '../say/rights.ts'
import { inviteLink, missingToPost } from './permissions.ts'

/** What came of asking Discord. No part of it holds the token. */
export type DiscordAnswer<T> =
  | { state: 'answered'; value: T }
  /** An answer of Discord's that the same call would get again: 401 is about the token, 403 and 404 about the thing. */
  | { state: 'refused'; status: number }
  | { state: 'rate limited'; retryAfterMs: number }
  | { state: 'unreachable'; why: string }

/** A server the bot is in, with the permissions to post that it was not given there. */
export interface ServerFacts {
  name: string
  lacks: Right[]
}

export interface DiscordLook {
  /** Whose token it is. */
  self(): Promise<DiscordAnswer<{ name: string }>>
  /** The first 200 servers that the bot is in. */
  servers(): Promise<DiscordAnswer<ServerFacts[]>>
  /** Where whoever manages a server invites the bot. */
  invitation(): Promise<DiscordAnswer<string>>
  /** The name of a channel that the bot sees. */
  channel(id: string): Promise<DiscordAnswer<string>>
}

const selfSchema = z.object({ username: z.string() })
const applicationSchema = z.object({ id: z.string() })
const channelSchema = z.object({ name: z.string() })
const serversSchema = z.array(
  z.object({ name: z.string(), permissions: z.string().regex(/^\d+$/) }).transform(({ name, permissions }) => ({
    name,
    lacks: missingToPost(new PermissionsBitField(BigInt(permissions))),
  })),
)

/** Asks Discord's REST as the bot, once each. `apiBase` ends in `/api`; Discord's own when undefined. */
export function createDiscordLook(options: {
  token: string
  apiBase?: string | undefined
  timeoutMs: number
}): DiscordLook {
  const { apiBase, timeoutMs } = options
  const rest = new REST({
    retries: 0,
    timeout: timeoutMs,
    // Waiting for a limit to pass takes longer than anybody looks at a terminal.
    rejectOnRateLimit: () => true,
    // Its sweepers' timers would keep the program from ending.
    hashSweepInterval: 0,
    handlerSweepInterval: 0,
    ...(apiBase && { api: apiBase }),
    // As the library's client takes it: with the word before it or without.
  }).setToken(options.token.replace(/^Bot\s*/i, ''))

  async function ask<T>(route: `/${string}`, schema: z.ZodType<T>): Promise<DiscordAnswer<T>> {
    try {
      return { state: 'answered', value: schema.parse(await rest.get(route)) }
    } catch (cause) {
      if (cause instanceof RateLimitError) return { state: 'rate limited', retryAfterMs: cause.retryAfter }
      if (cause instanceof DiscordAPIError) return { state: 'refused', status: cause.status }
      return { state: 'unreachable', why: whyNot(cause, timeoutMs) }
    }
  }

  return {
    self: () =>
      ask(
        Routes.user(),
        selfSchema.transform(({ username }) => ({ name: username })),
      ),
    servers: () => ask(Routes.userGuilds(), serversSchema),
    invitation: () =>
      ask(
        Routes.currentApplication(),
        applicationSchema.transform(({ id }) => inviteLink(id)),
      ),
    channel: (id) =>
      ask(
        Routes.channel(id),
        channelSchema.transform(({ name }) => name),
      ),
  }
}

/** In words of its own: an error's message may quote a header. */
function whyNot(cause: unknown, timeoutMs: number): string {
  if (cause instanceof HTTPError) return `HTTP ${cause.status}`
  if (cause instanceof Error && cause.name === 'AbortError') return `no answer within ${timeoutMs / 1000} s`
  if (cause instanceof z.ZodError || cause instanceof SyntaxError) return 'what answers there does not speak as Discord'
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'the connection fails'
}
