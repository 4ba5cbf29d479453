import type { App } from '../app.ts'
import { discordMessage, discordPages } from '../render/discord.ts'
import { type PageRequest, requestKey } from '../render/page-request.ts'
import type { Reply } from '../render/reply.ts'
import { embedsAsComponents } from './embeds-as-components.ts'
import { type Message, messageSchema } from './message.ts'

/** What the messages of a reply are made from. */
export interface Replied {
  app: Pick<App, 'quoteText'>
  reply: Reply
  /** What was asked, which the buttons carry. */
  request: PageRequest
  /** The language of the bot's own words. */
  locale?: string | undefined
}

/** Every page of a reply as the message that Discord would be sent. */
export function messagesOf({ app, reply, request }: Replied): Message[] {
  const count = discordPages(reply, app.quoteText).length
  return Array.from({ length: count }, (_, page) =>
    messageSchema.parse(embedsAsComponents(discordMessage(reply, app.quoteText, requestKey(request), page))),
  )
}
