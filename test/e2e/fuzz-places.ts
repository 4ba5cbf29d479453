import fc from 'fast-check'
import type { How } from './loopback-discord.ts'

export const anyUser = fc.constantFrom(...[1, 2, 3, 4, 5, 6].map((n) => String(7_000_000 + n)))
const USER_INSTALLED = { 1: '7000001' }

/** Where it happens: a server, its threads, a private message, or where the bot is only a person's own app. */
export function anyPlace(threads: readonly string[]): fc.Arbitrary<How> {
  return fc
    .record({
      where: fc.constantFrom('server', 'thread', 'private', 'other server', 'group', 'odd channel'),
      thread: fc.constantFrom(...threads),
      userId: anyUser,
      memberPermissions: fc.constantFrom('0', '8', '32', '2248473465835073'),
      appPermissions: fc.constantFrom(undefined, '0', '309237763072'),
      locale: fc.constantFrom('en-US', 'en-GB', 'de', 'fr', 'es-ES', 'es-419', 'ja', 'pt-BR', 'ar', 'xx'),
      channelType: fc.constantFrom(0, 1, 2, 3, 5, 10, 11, 12, 13, 15, 16, 99),
    })
    .map(({ where, thread, userId, channelType, ...how }): How => {
      const own = { userId, ...how }
      const channel = { id: '88', type: channelType, flags: 0, name: 'elsewhere', permissions: '0' }
      const locale = { locale: 'en-US', guild_locale: 'en-US' }
      const guild = {
        guild_id: '99',
        guild: { id: '99', features: [], ...locale },
        authorizing_integration_owners: USER_INSTALLED,
      }
      if (where === 'server') return { ...own, guild: true }
      if (where === 'thread') return { ...own, guild: true, channelId: thread }
      if (where === 'private') return own
      if (where === 'odd channel') return { ...own, guild: true, raw: { channel, channel_id: channel.id } }
      if (where === 'other server') return { ...own, guild: true, raw: { ...guild, channel, channel_id: channel.id } }
      const group = { id: '77', type: 3, recipients: [] }
      const owners = { authorizing_integration_owners: USER_INSTALLED }
      return { ...own, raw: { context: 2, channel: group, channel_id: group.id, ...owners } }
    })
}

/** The server that it happens in; undefined in private. */
export function serverOf({ guild, raw }: How, own: string): string | undefined {
  if (!guild) return undefined
  return typeof raw?.guild_id === 'string' ? raw.guild_id : own
}
