import {
  type AutocompleteInteraction,
  type ButtonInteraction,
  ChannelType,
  type ChatInputCommandInteraction,
  ComponentType,
  type Interaction,
  LabelBuilder,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  ModalBuilder,
  type ModalSubmitInteraction,
  PermissionFlagsBits,
  PermissionsBitField,
  type RepliableInteraction,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js'
import type { Asker } from '../command.ts'
import { UserError } from '../errors.ts'
import { parseButtonId } from '../render/buttons.ts'
import { type PageRequest, requestIn } from '../render/page-request.ts'
import { type Desk, isCode, loggable, pageOf, sentenceFor, UNKNOWN_INTERACTION } from './desk.ts'
import { commandName, declaredName, optionsOf } from './slash.ts'

const ALREADY_ACKNOWLEDGED = 40060
const QUESTION = 'question'

/** The one boundary of what people click and type: nothing thrown while answering gets past it. */
export async function handleInteraction(desk: Desk, interaction: Interaction): Promise<void> {
  try {
    if (interaction.isAutocomplete()) await complete(desk, interaction)
    else if (interaction.isChatInputCommand()) await answer(desk, interaction, () => commandOf(interaction))
    else if (interaction.isMessageContextMenuCommand())
      await answer(desk, interaction, () => onMessage(desk, interaction))
    else if (interaction.isButton()) await press(desk, interaction)
    else if (interaction.isModalSubmit()) await answer(desk, interaction, () => askedOn(interaction))
    else await answer(desk, interaction, gone)
  } catch (error) {
    const gone = isCode(error, UNKNOWN_INTERACTION)
    desk.log[gone ? 'info' : 'error'](
      { error: loggable(error, desk.token) },
      gone ? 'too late to answer' : 'no reply sent',
    )
  }
}

/** What an earlier version offered, and nobody else: Discord shows it until it has heard of the new commands. */
function gone(): PageRequest {
  throw new UserError('request_gone', 'I no longer know what this is: ask with /ask.')
}

function commandOf(interaction: ChatInputCommandInteraction): PageRequest {
  return { command: commandName(interaction), options: optionsOf(interaction) }
}

/** A command on a message is asked of the message's words. */
function onMessage({ commands }: Desk, interaction: MessageContextMenuCommandInteraction): PageRequest {
  const command = [...commands.values()].find(({ onMessage }) => onMessage?.name === interaction.commandName)
  if (!command?.onMessage) throw new UserError('unknown_command', `“${interaction.commandName}” is not here any more.`)
  const { content, embeds } = interaction.targetMessage
  const words = [content, ...embeds.flatMap(({ url, title, description }) => [url, title, description])]
  return { command: command.name, options: { [command.onMessage.option]: words.filter(Boolean).join('\n') } }
}

function askerOf(interaction: Interaction): Asker {
  const { id, user, channelId, guildId, memberPermissions } = interaction
  return {
    userId: user.id,
    channelId: channelId ?? '',
    ...(guildId && { guildId }),
    requestId: id,
    mayManage: memberPermissions?.has(PermissionFlagsBits.ManageGuild) ?? false,
    lacks: (wanted) => lacking(interaction, wanted),
    takesPosts: [ChannelType.GuildText, ChannelType.GuildAnnouncement].some(
      (type) => type === interaction.channel?.type,
    ),
  }
}

// To post in a channel, to look whether a post is there, and to open its thread.
const TO_POST = new PermissionsBitField([
  PermissionFlagsBits.ViewChannel,
  PermissionFlagsBits.SendMessages,
  PermissionFlagsBits.EmbedLinks,
  PermissionFlagsBits.ReadMessageHistory,
  PermissionFlagsBits.CreatePublicThreads,
])

/** What the bot may not do in a channel, as far as Discord has told. */
function lacking({ channelId, appPermissions, guild }: Interaction, wanted: string): string[] {
  const channel = guild?.channels.cache.get(wanted)
  const own = wanted === channelId ? appPermissions : channel && guild?.members.me?.permissionsIn(channel)
  return own?.missing(TO_POST).map((name) => name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ')) ?? []
}

function askedOn(interaction: ModalSubmitInteraction): PageRequest {
  const target = parseButtonId(interaction.customId)
  const field = interaction.fields.fields.get(QUESTION)
  if (target?.action !== 'ask on' || field?.type !== ComponentType.TextInput)
    throw new UserError('request_gone', 'I no longer know this form: ask with /ask.')
  return { command: 'ask', options: { question: field.value, after: target.answer } }
}

/** Answers with a message of its own. */
async function answer(desk: Desk, interaction: RepliableInteraction, request: () => PageRequest): Promise<void> {
  const flags = isPrivate(desk, interaction) ? { flags: MessageFlags.Ephemeral as const } : {}
  if (!(await acknowledged(interaction, () => interaction.deferReply(flags)))) return
  try {
    await interaction.editReply(await pageOf(desk, request(), 0, askerOf(interaction)))
  } catch (error) {
    // Empty lists: a page that Discord refused halfway must not stay beside the sentence.
    await interaction.editReply({ content: sentenceFor(desk, error), embeds: [], components: [] })
  }
}

function isPrivate({ commands }: Desk, interaction: Interaction): boolean {
  return interaction.isChatInputCommand() && commands.get(commandName(interaction))?.isPrivate === true
}

async function press(desk: Desk, interaction: ButtonInteraction): Promise<void> {
  const target = parseButtonId(interaction.customId)
  if (target?.action === 'ask on') return showForm(interaction)
  if (target?.action === 'more') return answer(desk, interaction, () => moreOf(desk, target.answer))
  await turnPage(desk, interaction)
}

// More than the three sentences of an answer, and still one screen.
const MORE = 6

/** The question of an answer again, asked of its first paper alone. */
function moreOf({ app }: Desk, id: string): PageRequest {
  const { options, papers } = app.recall(id)
  return { command: 'ask', options: { ...options, paper: papers[0], limit: MORE } }
}

async function showForm(interaction: ButtonInteraction): Promise<void> {
  const question = new TextInputBuilder().setCustomId(QUESTION).setStyle(TextInputStyle.Short).setMaxLength(300)
  const label = new LabelBuilder()
    .setLabel('Your question')
    .setDescription('Of the papers above: “and how much memory?”, “what about the second one?”')
    .setTextInputComponent(question)
  const form = new ModalBuilder().setTitle('Ask on').setCustomId(interaction.customId).addLabelComponents(label)
  await interaction.showModal(form)
}

async function turnPage(desk: Desk, interaction: ButtonInteraction): Promise<void> {
  if (!(await acknowledged(interaction, () => interaction.deferUpdate()))) return
  try {
    const target = parseButtonId(interaction.customId)
    const request = target?.action === 'page' && (requestIn(target.key) ?? desk.tickets.find(target.key))
    if (!request) throw new UserError('request_gone', 'I no longer know this question: please ask it again.')
    await interaction.editReply(await pageOf(desk, request, target.page, askerOf(interaction)))
  } catch (error) {
    // The page shown stays; only the person who clicked sees what went wrong.
    await interaction.followUp({ content: sentenceFor(desk, error), flags: MessageFlags.Ephemeral })
  }
}

async function complete(desk: Desk, interaction: AutocompleteInteraction): Promise<void> {
  let choices: Choice[] = []
  try {
    choices = choicesFor(desk, interaction)
  } catch (error) {
    // Discord waits for choices, also for none.
    desk.log.warn({ error: loggable(error, desk.token) }, 'nothing suggested')
  }
  await interaction.respond(choices)
}

interface Choice {
  name: string
  value: string
}

function choicesFor({ app, commands }: Desk, interaction: AutocompleteInteraction): Choice[] {
  const focused = interaction.options.getFocused(true)
  const what = commands.get(commandName(interaction))?.completes?.[declaredName(focused.name)]
  return (what ? app.suggest(what, focused.value, 25) : [])
    .filter(({ value }) => value.length <= 100)
    .map(({ label, value }) => ({ name: choiceName(label) || value, value }))
    .slice(0, 25)
}

function choiceName(title: string): string {
  const line = title.replace(/\s+/g, ' ').trim()
  return line.length <= 100 ? line : `${line.slice(0, 99).replace(/[\uD800-\uDBFF]$/, '')}…`
}

/**
 * Tells Discord within its 3 seconds that an answer will come; false when it is too late. "Already acknowledged" is
 * what discord.js gets when it repeats a call whose answer was slow: the first one counted.
 */
async function acknowledged(interaction: { deferred: boolean }, defer: () => Promise<unknown>): Promise<boolean> {
  try {
    await defer()
  } catch (error) {
    if (!isCode(error, ALREADY_ACKNOWLEDGED)) throw error
    interaction.deferred = true
  }
  return interaction.deferred
}
