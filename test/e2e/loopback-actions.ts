import { until } from './loopback-http.ts'
import type { How, Interactions, Options, Pending } from './loopback-interactions.ts'
import type { Channels, Hub } from './loopback-messages.ts'
import type { Shown } from './loopback-schemas.ts'
import {
  APPLICATION,
  GUILD_CHANNEL,
  messageJson,
  plainDraft,
  READER,
  type Stored,
  storedMessage,
} from './loopback-world.ts'

type Choices = { name: string; value: string }[]

/** What people do. */
export interface UserActions {
  command(name: string, options?: Options, how?: How): Promise<Shown>
  /** Each is done and returns at once: what came of it is in there as it comes. */
  begin: {
    command(name: string, options?: Options): Pending
    completion(command: string, option: string, words: string): Pending
    click(customId: string): Pending
    form(customId: string, words: string): Pending
  }
  /** Sends a command and returns at once with what becomes of it. */
  sendCommand(name: string, options?: Options, how?: How): Pending
  /** Sends an interaction of Discord's type with its data as they are, clicked on a message where it is a button. */
  interact(type: number, data: object, how?: How, clicked?: Stored): Pending
  /** An empty message of the bot, for a click on what lies in no channel. */
  emptyMessage(how: How): Stored
  /** Lets go of an interaction that nobody looks at any more. */
  forget(interaction: Pending): void
  /** A command of a message's menu. Its words reach the bot whole, whoever wrote them. */
  messageCommand(name: string, target: { content: string; authorId?: string } | Stored, how?: How): Promise<Shown>
  /** Types into an option, the others as far as `how` has them filled in. */
  autocomplete(command: string, option: string, words: string, how?: How & { filled?: Options }): Promise<Choices>
  /** Clicks a button of a shown message, where it lies: the message afterwards, or the private words that answered. */
  click(message: Shown, label: string, how?: How): Promise<Shown>
  clickId(customId: string, how?: How): Promise<Shown>
  /** Clicks a button that opens a form, fills in its one field and sends it: the message that answers. */
  fillIn(message: Shown, label: string, words: string, how?: How): Promise<Shown>
  /** Chooses from the menu of a message, by value: the words that answer. */
  choose(message: Shown, value: string, how?: How): Promise<Shown>
  /** Chooses what opens a form, fills it in and sends it: the message that answers. */
  fillInFor(message: Shown, value: string, words: string, how?: How): Promise<Shown>
  /** Says something in a channel, to the bot or to nobody, or as a reply to a message of the bot: the message's id. */
  say(
    words: string,
    how: { mentions: boolean; repliesTo?: Shown | undefined; channelId?: string; userId?: string },
  ): string
}

export function createActions(
  hub: Hub & { connected(): boolean },
  channels: Channels,
  interactions: Interactions,
): UserActions {
  const { interact, forget, commandData, emptyMessage } = interactions

  function slash(name: string, options: Options = {}, how: How = {}): Pending {
    return interact(2, commandData(name, options, how), how)
  }

  function press(customId: string, message: Shown | undefined, how: How, values?: string[]): Pending {
    const known = message && isStored(message) ? message : undefined
    const where = known ? { channelId: known.channelId, ...how } : how
    const clicked = known ? (channels.posted(known) ?? known) : emptyMessage(where)
    const data = values
      ? { component_type: 3, custom_id: customId, values }
      : { component_type: 2, custom_id: customId }
    return interact(3, data, where, clicked)
  }

  function buttonOf(message: Shown, label: string) {
    const button = message.buttons.find((each) => each.label === label)
    if (!button || button.disabled) throw new Error(`no button ${label} to click`)
    return button
  }

  function fill(customId: string, words: string, how: How, name = 'question'): Pending {
    const field = { type: 18, id: 1, component: { type: 4, id: 2, custom_id: name, value: words } }
    return interact(5, { custom_id: customId, components: [field] }, how)
  }

  async function fillInOf(click: Pending, words: string, how: How): Promise<Shown> {
    const form = await until(() => click.form, 'a form')
    const sent = fill(form.custom_id, words, { channelId: click.channelId, ...how }, form.field)
    return until(() => sent.message, 'an answer to the form')
  }

  function complete(command: string, option: string, words: string, how: How, filled: Options): Pending {
    return interact(4, commandData(command, { ...filled, [option]: words }, how, option), how)
  }

  const answerTo = (click: Pending) => until(() => click.message ?? click.followUps[0], 'an answer to the click')

  return {
    begin: {
      command: (name, options) => slash(name, options),
      completion: (command, option, words) => complete(command, option, words, {}, {}),
      click: (customId) => press(customId, undefined, {}),
      form: (customId, words) => fill(customId, words, {}),
    },
    async command(name, options, how) {
      const interaction = slash(name, options, how)
      return until(() => interaction.message, `a reply to /${name}`)
    },
    sendCommand: slash,
    interact,
    emptyMessage,
    forget,
    async messageCommand(name, target, how = {}) {
      const message = isStored(target) ? target : { ...emptyMessage(how), content: target.content }
      if (!isStored(target)) message.author = target.authorId ?? READER
      // The words come whole whoever wrote them: a message command needs no intent.
      const json = { ...messageJson(message), content: message.content }
      const resolved = { messages: { [message.id]: json } }
      const data = { id: hub.newId(), name, type: 3, target_id: message.id, resolved }
      const interaction = interact(2, data, { ...(isStored(target) && { channelId: target.channelId }), ...how })
      return until(() => interaction.message, `a reply to ${name}`)
    },
    async autocomplete(command, option, words, { filled = {}, ...how } = {}) {
      const interaction = complete(command, option, words, how, filled)
      return until(() => interaction.choices, 'choices')
    },
    click: async (message, label, how = {}) => answerTo(press(buttonOf(message, label).custom_id, message, how)),
    clickId: async (customId, how = {}) => answerTo(press(customId, undefined, how)),
    fillIn: async (message, label, words, how = {}) =>
      fillInOf(press(buttonOf(message, label).custom_id, message, how), words, how),
    choose: async (message, value, how = {}) => answerTo(press('do', message, how, [value])),
    fillInFor: async (message, value, words, how = {}) => fillInOf(press('do', message, how, [value]), words, how),
    say(words, { mentions, repliesTo, channelId = GUILD_CHANNEL, userId = READER }) {
      if (!hub.connected()) throw new Error('the bot is not connected')
      const channel = channels.find(channelId)
      const earlier = repliesTo && earlierMessage(repliesTo, channelId)
      const sent = { id: hub.newId(), channelId, at: hub.now(), author: userId, files: [] }
      const reference = earlier && { id: earlier.id, needed: true }
      const message = storedMessage({ ...plainDraft(words), reference }, sent)
      if (mentions && !message.mentions.includes(APPLICATION)) message.mentions.push(APPLICATION)
      message.pings = [...message.mentions]
      channels.store(channel, message, earlier && { referenced_message: channels.shownJson(earlier) })
      return message.id
    },
  }

  /** The message a reply is to: itself where it lies in the channel, else as it would lie there. */
  function earlierMessage(shown: Shown, channelId: string): Stored {
    if (isStored(shown) && shown.channelId === channelId) return shown
    return { ...emptyMessage({ channelId }), ...shown, channelId }
  }
}

function isStored(message: object): message is Stored {
  return 'channelId' in message
}
