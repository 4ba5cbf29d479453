import {
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type Interaction,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  type ModalSubmitInteraction,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js'
import { UserError } from '../errors.ts'
import { parseButtonId } from '../render/buttons.ts'
import { type PageRequest, requestIn } from '../render/page-request.ts'
import { type Desk, isCode, loggable, pageOf, sentenceFor, UNKNOWN_INTERACTION } from './desk.ts'
import { declaredName, optionsOf } from './slash.ts'

const ALREADY_ACKNOWLEDGED = 40060
const QUESTION = 'question'

/** The one boundary of what people click and type: nothing thrown while answering gets past it. */
export async function handleInteraction(desk: Desk, interaction: Interaction): Promise<void> {
  try {
    if (interaction.isAutocomplete()) await complete(desk, interaction)
    else if (interaction.isChatInputCommand()) await answer(desk, interaction, () => commandOf(interaction))
    else if (interaction.isButton()) await press(desk, interaction)
    else if (interaction.isModalSubmit()) await answer(desk, interaction, () => askedOn(interaction))
  } catch (error) {
    const gone = isCode(error, UNKNOWN_INTERACTION)
    desk.log[gone ? 'info' : 'error'](
      { error: loggable(error, desk.token) },
      gone ? 'too late to answer' : 'no reply sent',
    )
  }
}

function commandOf(interaction: ChatInputCommandInteraction): PageRequest {
  return { command: interaction.commandName, options: optionsOf(interaction) }
}

function askedOn(interaction: ModalSubmitInteraction): PageRequest {
  const target = parseButtonId(interaction.customId)
  if (target?.action !== 'ask on') throw new UserError('request_gone', 'I no longer know this form: ask with /ask.')
  return { command: 'ask', options: { question: interaction.fields.getTextInputValue(QUESTION), after: target.answer } }
}

/** Answers with a message of its own. */
async function answer(
  desk: Desk,
  interaction: ChatInputCommandInteraction | ButtonInteraction | ModalSubmitInteraction,
  request: () => PageRequest,
): Promise<void> {
  if (!(await acknowledged(interaction, () => interaction.deferReply()))) return
  try {
    await interaction.editReply(await pageOf(desk, request(), 0))
  } catch (error) {
    // Empty lists: a page that Discord refused halfway must not stay beside the sentence.
    await interaction.editReply({ content: sentenceFor(desk, error), embeds: [], components: [] })
  }
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
    await interaction.editReply(await pageOf(desk, request, target.page))
  } catch (error) {
    // The page shown stays; only the person who clicked sees what went wrong.
    await interaction.followUp({ content: sentenceFor(desk, error), flags: MessageFlags.Ephemeral })
  }
}

async function complete({ app, commands }: Desk, interaction: AutocompleteInteraction): Promise<void> {
  const focused = interaction.options.getFocused(true)
  const what = commands.get(interaction.commandName)?.completes?.[declaredName(focused.name)]
  const choices = (what ? app.suggest(what, focused.value, 25) : [])
    .filter(({ value }) => value.length <= 100)
    .map(({ label, value }) => ({ name: choiceName(label) || value, value }))
  await interaction.respond(choices.slice(0, 25))
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
