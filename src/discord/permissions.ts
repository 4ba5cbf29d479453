import { PermissionFlagsBits, PermissionsBitField } from 'discord.js'
import type { Right } from '../say/rights.ts'

/** To post in a channel, to look whether a post is there, and to open its thread. */
const TO_POST = [
  'ViewChannel',
  'SendMessages',
  'EmbedLinks',
  'ReadMessageHistory',
  'CreatePublicThreads',
] as const satisfies Right[]

// Beside those, to answer where it is mentioned, also in threads, and to attach exports and charts.
const TO_INVITE = new PermissionsBitField([
  ...TO_POST,
  PermissionFlagsBits.SendMessagesInThreads,
  PermissionFlagsBits.AttachFiles,
])

/** The permissions to post that are not among `own`. */
export function missingToPost(own: Readonly<PermissionsBitField>): Right[] {
  return TO_POST.filter((right) => !own.has(PermissionFlagsBits[right]))
}

/** Address at which whoever manages a server invites the bot to it. */
export function inviteLink(applicationId: string): string {
  const query = `client_id=${applicationId}&scope=bot+applications.commands&permissions=${TO_INVITE.bitfield}`
  return `https://discord.com/oauth2/authorize?${query}`
}
