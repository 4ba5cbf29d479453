import { ComponentType, type Message, MessageType } from 'discord.js'
import { goesOn } from '../answer/follow-up.ts'
import type { App } from '../app.ts'
import { parseButtonId } from '../render/buttons.ts'
import type { PageRequest } from '../render/page-request.ts'
import { askerBy } from './asker.ts'
import { apology, type Desk, loggable, pageOf } from './desk.ts'
import { measured } from './measured.ts'

/**
 * Answers a message that mentions the bot, which a reply to one of its messages does by itself: Discord gives the words
 * of such messages alone to a bot without privileged intents. A reply goes on from the answer it replies to.
 */
export async function handleMessage(desk: Desk, message: Message): Promise<void> {
  const { client, author, mentions, type } = message
  // In a private message there is nobody else to talk to.
  if (author.bot || (message.inGuild() && !mentions.users.has(client.user.id))) return
  if (type !== MessageType.Default && type !== MessageType.Reply) return
  await measured(desk, 'message', (seen) => handle(seen, message))
}

async function handle(desk: Desk, message: Message): Promise<void> {
  try {
    // That the bot is at work may go unseen, and nobody waits for it; the answer may not.
    if (message.channel.isSendable()) {
      message.channel.sendTyping().then(
        () => desk.seen?.acknowledged(),
        () => {},
      )
    }
    const answer = await replyTo(desk, message)
    // The nonce makes one message of all tries: an answer of which nothing was heard stays when the apology comes.
    const once = { nonce: message.id, enforceNonce: true }
    await message
      .reply({ ...answer, ...once })
      .catch((error: unknown) => message.reply({ ...apologyTo(desk, error, message), ...once }))
  } catch (error) {
    // Where the bot may read but not write, nobody can be told.
    desk.seen?.failed('bug')
    desk.log.error({ error: loggable(error, desk.token) }, 'no reply sent')
  }
}

const allowedMentions = { parse: [], repliedUser: false }

async function replyTo(desk: Desk, message: Message) {
  try {
    const wanted = { request: await requestOf(desk, message), page: 0, canShare: false }
    const { attachments: _none, ...body } = await pageOf(desk, wanted, askerBy(message))
    return { ...body, allowedMentions }
  } catch (error) {
    return apologyTo(desk, error, message)
  }
}

function apologyTo(desk: Desk, error: unknown, message: Message) {
  const { attachments: _none, ...body } = apology(desk, error, askerBy(message).language)
  return { ...body, allowedMentions }
}

async function requestOf({ app }: Desk, message: Message): Promise<PageRequest> {
  const question = message.content.replace(/<@!?\d+>/g, ' ').trim()
  if (question === '') return { command: 'help', options: {} }
  const after = (await answerRepliedTo(message)) ?? lastInThread(app, message, question)
  return { command: 'ask', options: { question, ...(after && { after }) } }
}

/** In a thread, words that go on ("and how much memory?") mean the answer before, without a reply to it. */
function lastInThread({ state }: App, { channel }: Message, question: string): string | undefined {
  return channel.isThread() && goesOn(question) ? state.lastAnswerIn(channel.id) : undefined
}

/** The id of the answer that a message replies to, as that answer's own buttons carry it. */
async function answerRepliedTo(message: Message): Promise<string | undefined> {
  if (!message.reference?.messageId) return undefined
  // Discord sends the message replied to along; it is asked for only when it was left out.
  const repliedTo = await message.fetchReference().catch(() => undefined)
  if (!repliedTo || repliedTo.author.id !== message.client.user.id) return undefined
  const rows = repliedTo.components.filter((row) => row.type === ComponentType.ActionRow)
  const ids = rows.flatMap(({ components }) => components.flatMap(({ customId }) => customId ?? []))
  return ids.flatMap((id) => {
    const target = parseButtonId(id)
    return target && 'answer' in target ? target.answer : []
  })[0]
}
