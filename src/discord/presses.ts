import { ComponentType, type Message, MessageFlags } from 'discord.js'
import { type ButtonTarget, parseButtonId } from '../render/buttons.ts'
import type { PageRequest } from '../render/page-request.ts'
import type { Reply } from '../render/reply.ts'
import { type Say, sayIn } from '../say/say.ts'
import { acknowledged, answer, gone, type Press } from './answering.ts'
import { askerOf } from './asker.ts'
import { apology, type Desk, keptRequest, pageOf, requestOf } from './desk.ts'
import { questionForm, remarkForm } from './forms.ts'

/** Does what a button, or a choice of a menu, was made for: nothing of it is kept in this process. */
export async function press(desk: Desk, interaction: Press): Promise<void> {
  const id = interaction.isButton() ? interaction.customId : (interaction.values[0] ?? '')
  const target = parseButtonId(id)
  const say = sayIn(askerOf(interaction).language ?? 'en')
  if (target?.action === 'ask on') return void (await interaction.showModal(questionForm(id, say)))
  if (target?.action === 'report') return void (await interaction.showModal(remarkForm(id, say)))
  if (target?.action === 'more') return answer(desk, interaction, () => moreOf(desk, target.answer))
  if (target?.action === 'command') return answer(desk, interaction, () => requestOf(desk, target.key), true)
  if (target?.action === 'share') return share(desk, interaction, target)
  if (target?.action === 'page') return turnPage(desk, interaction, target)
  await answer(desk, interaction, gone, true)
}

// More than the three sentences of an answer, and still one screen.
const MORE = 6

/** The question of an answer again, asked of its first paper alone. */
function moreOf({ app }: Desk, id: string): PageRequest {
  const { options, papers } = app.recall(id)
  return { command: 'ask', options: { ...options, paper: papers[0], limit: MORE } }
}

/** Shows everybody what one person saw. */
async function share(desk: Desk, interaction: Press, target: ButtonTarget & { action: 'share' }): Promise<void> {
  const asker = askerOf(interaction)
  const request = keptRequest(desk, target.key)
  // That nothing can be shown is nobody else's business.
  if (!request) return answer(desk, interaction, () => requestOf(desk, target.key), true)
  if (!(await acknowledged(desk, interaction, () => interaction.deferReply()))) return
  try {
    const by = sharer(asker.userId, sayIn(asker.language ?? 'en'))
    const wanted = { request, page: 0, canShare: false, since: target.version, by }
    await interaction.editReply(await pageOf(desk, wanted, asker))
  } catch (error) {
    await interaction.editReply(apology(desk, error, asker.language))
  }
}

async function turnPage(desk: Desk, interaction: Press, target: ButtonTarget & { action: 'page' }): Promise<void> {
  const asker = askerOf(interaction)
  if (!(await acknowledged(desk, interaction, () => interaction.deferUpdate()))) return
  try {
    const canShare = interaction.message.flags.has(MessageFlags.Ephemeral)
    const request = requestOf(desk, target.key)
    const by = sharedBy(interaction.message, sayIn(asker.language ?? 'en'))
    const wanted = { request, page: target.page, canShare, since: target.version, by }
    await interaction.editReply(await pageOf(desk, wanted, asker))
  } catch (error) {
    // The page shown stays; only the person who clicked sees what went wrong.
    const { flags, ...sentence } = apology(desk, error, asker.language)
    await interaction.followUp({ ...sentence, flags: flags | MessageFlags.Ephemeral })
  }
}

function sharer(userId: string, say: Say): Reply['by'] {
  return { words: say('card.sharedBy'), userId }
}

/** Who showed a message to everybody: its first line alone holds a mention, since whatever else it says is escaped. */
function sharedBy({ components: [first] }: Message, say: Say): Reply['by'] {
  const line = first?.type === ComponentType.TextDisplay ? first.content : ''
  const [, userId] = /^-# .*<@(\d{1,20})>\n/.exec(line) ?? []
  return userId === undefined ? undefined : sharer(userId, say)
}
