import type { Say } from '../say/say.ts'
import type { DiscordButton, DiscordRow } from './components.ts'
import type { Reply } from './reply.ts'

// Discord's documented limit, for a button's custom_id as for a choice's value.
const CUSTOM_ID = 100

/** What a button is made for: the request that shows the message again, and the index it was made from. */
export interface Origin {
  key: string
  /** The first characters of the index version: a page turned later tells when it is another. */
  version: string
}

/** Previous and next, or nothing for a single page. `page` counts from 0. */
export function pageButtons(page: number, count: number, { key, version }: Origin, say: Say): DiscordRow[] {
  if (count < 2) return []
  const turn = (label: string, target: number) =>
    button(label, `p:${target}:${version}:${key}`, target < 0 || target >= count)
  return [row([turn(say('card.previous'), page - 1), turn(say('card.next'), page + 1)])]
}

/** Goes on from a reply: shows it to everybody, more of its first paper, and a question of one's own. */
export function replyButtons(
  { answer }: Pick<Reply, 'answer'>,
  { key, version }: Origin,
  canShare: boolean,
  say: Say,
): DiscordRow[] {
  const buttons = [
    ...(canShare ? [button(say('card.share'), `s:${version}:${key}`)] : []),
    ...(answer?.hasMore ? [button(say('card.more'), `m:${answer.id}`)] : []),
    ...(answer ? [button(say('card.askOn'), `f:${answer.id}`)] : []),
  ]
  return buttons.length > 0 ? [row(buttons)] : []
}

/** Votes on a paper; `place` tells apart the buttons of two cards in one message. */
export function voteButtons(place: number, keys: { more: string; less: string }, say: Say): DiscordRow {
  return row([
    button(say('card.moreLikeThis'), commandId(place, keys.more)),
    button(say('card.lessLikeThis'), commandId(place, keys.less)),
  ])
}

/** Runs the command that a key carries, for the person who presses alone. */
export function commandId(place: number, key: string): string {
  return checked(`c:${place}:${key}`)
}

/** Asks for a remark, then sends the report that a key carries. */
export function reportId(place: number, key: string): string {
  return checked(`w:${place}:${key}`)
}

function row(components: DiscordButton[]): DiscordRow {
  return { type: 1, components }
}

function button(label: string, id: string, disabled = false): DiscordButton {
  return { type: 2, style: 2, label, custom_id: checked(id), disabled }
}

function checked(id: string): string {
  if (id.length > CUSTOM_ID) throw new RangeError(`an id of ${id.length} characters does not fit a button`)
  return id
}

/** What a button or a choice does. */
export type ButtonTarget =
  | { action: 'page'; page: number; version: string; key: string }
  | { action: 'share'; version: string; key: string }
  | { action: 'command' | 'report'; key: string }
  | { action: 'more' | 'ask on'; answer: string }

/** What a button or a choice made here does; undefined for any other. */
export function parseButtonId(customId: string): ButtonTarget | undefined {
  const [, page, pageVersion = '', pageKey] = /^p:(\d{1,4}):([0-9a-f]*):([\s\S]+)$/.exec(customId) ?? []
  if (page !== undefined && pageKey !== undefined) {
    return { action: 'page', page: Number(page), version: pageVersion, key: pageKey }
  }
  const [, shareVersion, shareKey] = /^s:([0-9a-f]*):([\s\S]+)$/.exec(customId) ?? []
  if (shareVersion !== undefined && shareKey !== undefined) {
    return { action: 'share', version: shareVersion, key: shareKey }
  }
  const [, does, key] = /^([cw]):\d{1,2}:([\s\S]+)$/.exec(customId) ?? []
  if (key !== undefined) return { action: does === 'c' ? 'command' : 'report', key }
  const [, letter, answer] = /^([mf]):([a-z0-9]{1,20})$/.exec(customId) ?? []
  return answer === undefined ? undefined : { action: letter === 'm' ? 'more' : 'ask on', answer }
}
