import type {
  AutocompleteInteraction,
  ChatInputCommandInteraction,
  Interaction,
  MessageContextMenuCommandInteraction,
  ModalSubmitInteraction,
} from 'discord.js'
import { UserError } from '../errors.ts'
import { parseButtonId } from '../render/buttons.ts'
import type { PageRequest } from '../render/page-request.ts'
import { answer, gone } from './answering.ts'
import { type Desk, isCode, loggable, UNKNOWN_INTERACTION } from './desk.ts'
import { filledIn } from './forms.ts'
import { measured } from './measured.ts'
import { press } from './presses.ts'
import { commandName, declaredName, optionsOf } from './slash.ts'

/** The one boundary of what people click and type: nothing thrown while answering gets past it. */
export function handleInteraction(desk: Desk, interaction: Interaction): Promise<void> {
  return measured(desk, interaction, (seen) => handle(seen, interaction))
}

async function handle(desk: Desk, interaction: Interaction): Promise<void> {
  try {
    if (interaction.isAutocomplete()) await complete(desk, interaction)
    else if (interaction.isChatInputCommand()) await answer(desk, interaction, () => commandOf(interaction))
    else if (interaction.isMessageContextMenuCommand())
      await answer(desk, interaction, () => onMessage(desk, interaction))
    else if (interaction.isButton() || interaction.isStringSelectMenu()) await press(desk, interaction)
    else if (interaction.isModalSubmit()) await submit(desk, interaction)
    else await answer(desk, interaction, gone)
  } catch (error) {
    const gone = isCode(error, UNKNOWN_INTERACTION)
    desk.seen?.failed(gone ? 'too_late' : 'bug')
    desk.log[gone ? 'info' : 'error'](
      { error: loggable(error, desk.token) },
      gone ? 'too late to answer' : 'no reply sent',
    )
  }
}

function commandOf(interaction: ChatInputCommandInteraction): PageRequest {
  return { command: commandName(interaction), options: optionsOf(interaction) }
}

/** A command on a message is asked of the message's words. */
function onMessage({ commands }: Desk, interaction: MessageContextMenuCommandInteraction): PageRequest {
  const command = [...commands.values()].find(({ onMessage }) => onMessage?.name === interaction.commandName)
  if (!command?.onMessage) {
    throw new UserError('unknown_command', (say) => say('error.commandGone', { name: interaction.commandName }))
  }
  const { content, embeds } = interaction.targetMessage
  const words = [content, ...embeds.flatMap(({ url, title, description }) => [url, title, description])]
  return { command: command.name, options: { [command.onMessage.option]: words.filter(Boolean).join('\n') } }
}

/** A report is between a person and those who look after the server; a question is asked as any other is. */
function submit(desk: Desk, interaction: ModalSubmitInteraction): Promise<void> {
  const isReport = parseButtonId(interaction.customId)?.action === 'report'
  return answer(desk, interaction, () => filledIn(desk, interaction), isReport)
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
