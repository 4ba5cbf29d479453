import type { App } from '../app.ts'
import { discordMessages, discordPages } from '../render/discord.ts'
import type { PageRequest } from '../render/page-request.ts'
import type { Reply } from '../render/reply.ts'
import { languageOf } from '../say/language.ts'
import { sayIn } from '../say/say.ts'
import { stageFor } from '../stage.ts'
import { type Message, messageSchema } from './message.ts'

/** What the messages of a reply are made from. */
export interface Replied {
  app: App
  reply: Reply
  /** What was asked, which the buttons carry; a post was asked by nobody. */
  request?: PageRequest
  /** Whether only the person who asked sees it, until they share it. */
  canShare?: boolean
  /** The language of the bot's own words. */
  locale?: string | undefined
}

/** Every page of a reply as the message that Discord would be sent. */
export function messagesOf({ app, reply, request, canShare = false, locale }: Replied): Message[] {
  const stage = stageFor(app, sayIn(languageOf(locale)))
  const messages = request ? discordMessages(reply, stage, { request, canShare }) : discordPages(reply, stage)
  return messages.map((message) => messageSchema.parse(message))
}
