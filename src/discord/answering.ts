import {
  type ButtonInteraction,
  MessageFlags,
  type RepliableInteraction,
  type StringSelectMenuInteraction,
} from 'discord.js'
import { UserError } from '../errors.ts'
import type { PageRequest } from '../render/page-request.ts'
import { askerOf } from './asker.ts'
import { apology, type Desk, isCode, pageOf } from './desk.ts'
import { commandName } from './slash.ts'

export type Press = ButtonInteraction | StringSelectMenuInteraction

const ALREADY_ACKNOWLEDGED = 40060

/**
 * Answers with a message of its own: to the person alone, unless the server or the place has it otherwise. `isOwn`: the
 * answer is nobody else's business in any server.
 */
export async function answer(
  desk: Desk,
  interaction: RepliableInteraction,
  request: () => PageRequest,
  isOwn = isPrivateCommand(desk, interaction),
): Promise<void> {
  const asker = askerOf(interaction)
  const isPrivate = isPrivateHere(desk, interaction.guildId)
  const flags = isPrivate || isOwn ? { flags: MessageFlags.Ephemeral as const } : {}
  if (!(await acknowledged(desk, interaction, () => interaction.deferReply(flags)))) return
  try {
    const wanted = { request: request(), page: 0, canShare: isPrivate && !isOwn }
    await interaction.editReply(await pageOf(desk, wanted, asker))
  } catch (error) {
    await interaction.editReply(apology(desk, error, asker.language))
  }
}

/** What an earlier version offered, and nobody else: Discord shows it until it has heard of the new commands. */
export function gone(): PageRequest {
  throw new UserError('request_gone', (say) => say('error.offerGone'))
}

/** In a private conversation there is nobody an answer could be hidden from. */
function isPrivateHere({ app }: Desk, guildId: string | null): boolean {
  return guildId !== null && app.state.serverSettings(guildId).answers === 'private'
}

function isPrivateCommand({ commands }: Desk, interaction: RepliableInteraction): boolean {
  return interaction.isChatInputCommand() && commands.get(commandName(interaction))?.isPrivate === true
}

/**
 * Tells Discord within its 3 seconds that an answer will come; false when it is too late. "Already acknowledged" is
 * what discord.js gets when it repeats a call whose answer was slow: the first one counted.
 */
export async function acknowledged(
  desk: Desk,
  interaction: { deferred: boolean },
  defer: () => Promise<unknown>,
): Promise<boolean> {
  try {
    await defer()
  } catch (error) {
    if (!isCode(error, ALREADY_ACKNOWLEDGED)) throw error
    interaction.deferred = true
  }
  desk.seen?.acknowledged()
  return interaction.deferred
}
