import { ChannelType, type Interaction, type Message, PermissionFlagsBits } from 'discord.js'
import type { Asker } from '../command.ts'
import { languageOf } from '../say/language.ts'
import type { Right } from '../say/rights.ts'
import { missingToPost } from './permissions.ts'

/** Who clicked or typed a command, and where. */
export function askerOf(interaction: Interaction): Asker {
  const { id, user, channelId, channel, guildId, memberPermissions, locale } = interaction
  return {
    userId: user.id,
    channelId: channelId ?? '',
    ...(guildId && { guildId }),
    requestId: id,
    language: languageOf(locale),
    mayManage: memberPermissions?.has(PermissionFlagsBits.ManageGuild) ?? false,
    lacks: (wanted) => lacking(interaction, wanted),
    takesPosts: channel?.type === ChannelType.GuildText || channel?.type === ChannelType.GuildAnnouncement,
    isInThread: channel?.isThread() ?? false,
  }
}

/** Who wrote a message. Discord tells no language of theirs; the server's is the readers'. */
export function askerBy({ id, author, channelId, channel, guildId, guild, member }: Message): Asker {
  return {
    userId: author.id,
    channelId,
    ...(guildId && { guildId }),
    requestId: id,
    language: languageOf(guild?.preferredLocale),
    mayManage: member?.permissions.has(PermissionFlagsBits.ManageGuild) ?? false,
    lacks: () => [],
    takesPosts: false,
    isInThread: channel.isThread(),
  }
}

/** What the bot may not do in a channel, as far as Discord has told. */
function lacking({ channelId, appPermissions, guild }: Interaction, wanted: string): Right[] {
  const channel = guild?.channels.cache.get(wanted)
  const own = wanted === channelId ? appPermissions : channel && guild?.members.me?.permissionsIn(channel)
  return own ? missingToPost(own) : []
}
