import { PermissionFlagsBits, PermissionsBitField } from 'discord.js'

/** To post in a channel, to look whether a post is there, and to open its thread. */
const TO_POST = new PermissionsBitField([
  PermissionFlagsBits.ViewChannel,
  PermissionFlagsBits.SendMessages,
  PermissionFlagsBits.EmbedLinks,
  PermissionFlagsBits.ReadMessageHistory,
  PermissionFlagsBits.CreatePublicThreads,
])

// Beside those, to answer where it is mentioned, also in threads, and to attach exports and charts.
const TO_INVITE = new PermissionsBitField([
  ...TO_POST.toArray(),
  PermissionFlagsBits.SendMessagesInThreads,
  PermissionFlagsBits.AttachFiles,
])

/** Names, as Discord's own pages show them, of the permissions to post that are not among `own`. */
export function missingToPost(own: Readonly<PermissionsBitField>): string[] {
  return own.missing(TO_POST).map((name) => name.replace(/(?<=[a-z])(?=[A-Z])/g, ' '))
}

/** Address at which whoever manages a server invites the bot to it. */
export function inviteLink(applicationId: string): string {
  const query = `client_id=${applicationId}&scope=bot+applications.commands&permissions=${TO_INVITE.bitfield}`
  return `https://discord.com/oauth2/authorize?${query}`
}
