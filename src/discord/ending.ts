import { DiscordAPIError, GatewayCloseCodes } from 'discord.js'
import { UserError } from '../errors.ts'

const NEWER = 'this program is too old for Discord: install its newest version.'

// Why Discord closes a connection for good, and what mends it: https://discord.com/developers/docs/topics/opcodes-and-status-codes
const REASONS: Record<number, [code: string, words: string]> = {
  [GatewayCloseCodes.AuthenticationFailed]: [
    'bad_token',
    'it does not know the token any more: reset it in the developer portal, page Bot, and give the new one in DISCORD_TOKEN.',
  ],
  [GatewayCloseCodes.InvalidShard]: ['invalid_shard', NEWER],
  [GatewayCloseCodes.ShardingRequired]: [
    'too_many_servers',
    'the bot is in so many servers that it needs several connections, and this program makes one: remove it from some.',
  ],
  [GatewayCloseCodes.InvalidAPIVersion]: ['old_version', NEWER],
  [GatewayCloseCodes.InvalidIntents]: ['invalid_intents', NEWER],
  [GatewayCloseCodes.DisallowedIntents]: [
    'disallowed_intents',
    'it does not give this bot the events it asks for: look at the privileged intents in the developer portal, page Bot.',
  ],
}

/** What Discord says when it closes a connection and will not take it again; undefined when it may. */
export function endOf(closeCode: number): UserError | undefined {
  const reason = REASONS[closeCode]
  return reason && new UserError(reason[0], `Discord has closed the connection for good (${closeCode}): ${reason[1]}`)
}

/** A token that was taken at first, and is not any more. */
export function tokenGone(): UserError {
  return new UserError(
    'bad_token',
    'Discord does not know the token any more (401): reset it in the developer portal, page Bot, and give the new one in DISCORD_TOKEN.',
  )
}

/** What a person is told of a start that failed; a bug stays as it is. */
export function startError(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'TokenInvalid' || (error instanceof DiscordAPIError && error.status === 401)) {
    return new UserError('bad_token', 'Discord refused the token: copy it anew from the developer portal, page Bot.')
  }
  if (code !== 'discord_unreachable') return error
  return new UserError(
    'discord_unreachable',
    'Discord cannot be reached: look at the network here and at https://discordstatus.com, and start again; npm run doctor looks closer.',
    { cause: error },
  )
}
