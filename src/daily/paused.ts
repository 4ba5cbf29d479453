import { type Right, rightNames } from '../say/rights.ts'
import type { Message, Say } from '../say/say.ts'

type Plain = Exclude<Message & `paused.${string}`, 'paused.refused' | 'paused.mayNotSee' | 'paused.mayNotWrite'>

// As they are written down, so that a pause of long ago is said in any language.
const REASONS: Readonly<Record<string, Plain>> = {
  'by hand': 'paused.byHand',
  'the channel is gone': 'paused.channelGone',
  'the server is gone': 'paused.serverGone',
  'the person is gone': 'paused.personGone',
  'the person takes no private messages from me': 'paused.takesNoMessages',
  'Discord does not take the message': 'paused.notTaken',
}
const TO_SEE: Right[] = ['ViewChannel']
const TO_WRITE: Right[] = ['SendMessages', 'EmbedLinks', 'ReadMessageHistory', 'CreatePublicThreads']

/** Why something is paused, in the reader's language; `reason` as it is kept, in English. */
export function pausedWords(reason: string, say: Say): string {
  const message = REASONS[reason]
  if (message) return say(message)
  if (reason.startsWith('I may not see ')) return say('paused.mayNotSee', { rights: rightNames(say, TO_SEE) })
  if (reason.startsWith('I may not write ')) return say('paused.mayNotWrite', { rights: rightNames(say, TO_WRITE) })
  const [, code] = /^Discord refuses it \((.+)\)$/.exec(reason) ?? []
  return code === undefined ? reason : say('paused.refused', { code })
}
