import type { Message, Say } from '../say/say.ts'

// As they are written down, so that a pause of long ago is said in any language.
const REASONS: Readonly<Record<string, Exclude<Message & `paused.${string}`, 'paused.refused'>>> = {
  'by hand': 'paused.byHand',
  'the channel is gone': 'paused.channelGone',
  'the server is gone': 'paused.serverGone',
  'the person is gone': 'paused.personGone',
  'I may not see the channel (View Channel)': 'paused.mayNotSee',
  'I may not write there (Send Messages, Embed Links, Read Message History, Create Public Threads)':
    'paused.mayNotWrite',
  'the person takes no private messages from me': 'paused.takesNoMessages',
  'Discord does not take the message': 'paused.notTaken',
}

/** Why something is paused, in the reader's language; `reason` as it is kept, in English. */
export function pausedWords(reason: string, say: Say): string {
  const message = REASONS[reason]
  if (message) return say(message)
  const [, code] = /^Discord refuses it \((.+)\)$/.exec(reason) ?? []
  return code === undefined ? reason : say('paused.refused', { code })
}
