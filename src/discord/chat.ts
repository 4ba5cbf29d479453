import { DiscordAPIError, type REST, Routes, SnowflakeUtil } from 'discord.js'
import { z } from 'zod'
import { type Chat, ChatRefused, type Outgoing, type Sent } from '../daily/chat.ts'
import type { Target } from '../daily/state.ts'
import { textDisplay } from '../render/components.ts'
import type { DiscordMessage } from '../render/discord.ts'
import type { PageRequest } from '../render/page-request.ts'
import type { Reply } from '../render/reply.ts'

const messageSchema = z.object({
  id: z.string(),
  author: z.object({ id: z.string() }),
  components: z.array(z.looseObject({})).default([]),
})
const channelSchema = z.object({ id: z.string() })

// What Discord refuses for good, in words for the person who is told; the numbers are from its list of error codes.
const REFUSALS: Record<number, string> = {
  10003: 'the channel is gone',
  10004: 'the server is gone',
  10013: 'the person is gone',
  50001: 'I may not see the channel (View Channel)',
  50013: 'I may not write there (Send Messages, Embed Links, Read Message History, Create Public Threads)',
  50007: 'the person takes no private messages from me',
  50278: 'the person takes no private messages from me',
  50035: 'Discord does not take the message',
}
// Discord gives at most so many messages at once; a channel busier than that between two looks is looked through on.
const MOST_MESSAGES = 100
const MOST_LOOKS = 20
const A_WEEK_MINUTES = 10_080

interface ChatParts {
  rest: REST
  /** The bot's own user. */
  selfId: string
  /** A reply as the messages it makes. */
  pages(reply: Reply): DiscordMessage[]
  /** Keeps what a button stands for. */
  keep(request: PageRequest): void
}

/** Posts over Discord's REST. */
export function createDiscordChat({ rest, selfId, pages, keep }: ChatParts): Chat {
  const privateChannels = new Map<string, string>()

  async function channelOf({ kind, id }: Target): Promise<string> {
    if (kind === 'channel') return id
    const known = privateChannels.get(id)
    if (known !== undefined) return known
    const channel = channelSchema.parse(await rest.post(Routes.userChannels(), { body: { recipient_id: id } }))
    privateChannels.set(id, channel.id)
    return channel.id
  }

  function bodyOf({ reply, page, mentions }: Outgoing) {
    const shown = pages(reply)[page]
    if (!shown) throw new RangeError(`a reply without page ${page}`)
    const { flags, components, kept } = shown
    const people = mentions.length > 0 ? [textDisplay(mentions.map((id) => `<@${id}>`).join(' '))] : []
    for (const request of kept) keep(request)
    return {
      flags,
      components: [...people, ...components],
      allowed_mentions: { parse: [] as [], users: [...mentions] },
    }
  }

  return {
    pages: (reply) => pages(reply).length,
    send: (outgoing, nonce) =>
      refusing(async (): Promise<Sent> => {
        const channelId = await channelOf(outgoing.target)
        const body = { ...bodyOf(outgoing), nonce, enforce_nonce: true }
        const message = messageSchema.parse(await rest.post(Routes.channelMessages(channelId), { body }))
        return { channelId, messageId: message.id }
      }),
    find: (outgoing, since) =>
      refusing(async () => {
        const channelId = await channelOf(outgoing.target)
        const own = wordsOf(bodyOf(outgoing).components)
        let after = SnowflakeUtil.generate({ timestamp: since, increment: 0n }).toString()
        for (let look = 0; look < MOST_LOOKS; look++) {
          const query = new URLSearchParams({ after, limit: String(MOST_MESSAGES) })
          const found = z.array(messageSchema).parse(await rest.get(Routes.channelMessages(channelId), { query }))
          const same = found.find(({ author, components }) => author.id === selfId && wordsOf(components) === own)
          if (same) return { channelId, messageId: same.id }
          if (found.length < MOST_MESSAGES) return undefined
          after = found.map(({ id }) => id).reduce((a, b) => (BigInt(a) > BigInt(b) ? a : b))
        }
        return undefined
      }),
    openThread: ({ channelId, messageId }, name) =>
      refusing(async () => {
        const body = { name: name.slice(0, 100), auto_archive_duration: A_WEEK_MINUTES }
        try {
          await rest.post(Routes.threads(channelId, messageId), { body })
        } catch (error) {
          // A post is one without its thread, too: none in this kind of channel, too many of them, the message gone.
          if (!isFinal(error) || isKnown(error)) throw error
        }
      }),
  }
}

/** What stands above the cards, which names the post and the page. Discord trims what it stores. */
function wordsOf(components: readonly object[]): string {
  const texts = components.flatMap((one) => ('content' in one ? String(one.content).trim() : []))
  return texts.join('\n')
}

/** Whether trying again would change nothing. A 401 is about the token, and a 429 about the time. */
function isFinal(error: unknown): error is DiscordAPIError {
  return error instanceof DiscordAPIError && [400, 403, 404].includes(error.status)
}

function isKnown({ code }: DiscordAPIError): boolean {
  return REFUSALS[Number(code)] !== undefined
}

async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    if (!isFinal(cause)) throw cause
    throw new ChatRefused(REFUSALS[Number(cause.code)] ?? `Discord refuses it (${cause.code})`, { cause })
  }
}
