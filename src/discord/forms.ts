import {
  ComponentType,
  LabelBuilder,
  ModalBuilder,
  type ModalSubmitInteraction,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js'
import { UserError } from '../errors.ts'
import { parseButtonId } from '../render/buttons.ts'
import type { PageRequest } from '../render/page-request.ts'
import type { Say } from '../say/say.ts'
import { type Desk, requestOf } from './desk.ts'

const QUESTION = 'question'
const REMARK = 'remark'

/** Asks for a question about the papers of an answer; the form's id is that of the button. */
export function questionForm(id: string, say: Say): ModalBuilder {
  const input = new TextInputBuilder().setCustomId(QUESTION).setStyle(TextInputStyle.Short).setMaxLength(300)
  return form(id, say('form.askOn'), say('form.question'), say('form.questionHelp'), input)
}

/** Asks what is wrong with a quote, before it is reported. */
export function remarkForm(id: string, say: Say): ModalBuilder {
  const input = new TextInputBuilder()
    .setCustomId(REMARK)
    .setStyle(TextInputStyle.Paragraph)
    .setMaxLength(500)
    .setRequired(false)
  return form(id, say('form.report'), say('form.remark'), say('form.remarkHelp'), input)
}

function form(id: string, title: string, label: string, help: string, input: TextInputBuilder): ModalBuilder {
  const field = new LabelBuilder().setLabel(label).setDescription(help).setTextInputComponent(input)
  return new ModalBuilder().setTitle(title).setCustomId(id).addLabelComponents(field)
}

/** What a form that was filled in asks for. Throws UserError when nobody knows any more what it was for. */
export function filledIn(desk: Desk, interaction: ModalSubmitInteraction): PageRequest {
  const target = parseButtonId(interaction.customId)
  const question = words(interaction, QUESTION)
  if (target?.action === 'ask on' && question !== undefined) {
    return { command: 'ask', options: { question, after: target.answer } }
  }
  if (target?.action !== 'report') throw new UserError('request_gone', (say) => say('error.formGone'))
  const { command, options } = requestOf(desk, target.key)
  const remark = words(interaction, REMARK)?.trim()
  const { message } = interaction
  // A link to a message that one person sees leads nobody else anywhere.
  const where = message && interaction.guildId && !message.flags.has('Ephemeral') ? message.url : undefined
  return { command, options: { ...options, ...(remark && { remark }), ...(where && { where }) } }
}

/** What was written into a field; undefined when the form has none of that name. */
function words({ fields }: ModalSubmitInteraction, name: string): string | undefined {
  const field = fields.fields.get(name)
  return field?.type === ComponentType.TextInput ? field.value : undefined
}
