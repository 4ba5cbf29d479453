import type { Reply } from './reply.ts'

export interface DiscordButton {
  type: 2
  style: 2
  label: string
  custom_id: string
  disabled: boolean
}

export interface DiscordRow {
  type: 1
  components: DiscordButton[]
}

// Discord's documented limit.
const CUSTOM_ID = 100

/** Previous and next, or nothing for a single page. `page` counts from 0; `key` says which request to run again. */
export function pageButtons(page: number, count: number, key: string): DiscordRow[] {
  if (count < 2) return []
  const button = (label: string, target: number): DiscordButton => ({
    type: 2,
    style: 2,
    label,
    custom_id: pageId(target, key),
    disabled: target < 0 || target >= count,
  })
  return [{ type: 1, components: [button('Previous', page - 1), button('Next', page + 1)] }]
}

/** Goes on from an answer: more of its first paper, and a question of one's own. */
export function answerButtons(answer: Reply['answer']): DiscordRow[] {
  if (!answer) return []
  const button = (label: string, custom_id: string): DiscordButton => ({
    type: 2,
    style: 2,
    label,
    custom_id,
    disabled: false,
  })
  const more = answer.hasMore ? [button('More from the first paper', `m:${answer.id}`)] : []
  return [{ type: 1, components: [...more, button('Ask on', `f:${answer.id}`)] }]
}

function pageId(page: number, key: string): string {
  const id = `p:${page}:${key}`
  if (id.length > CUSTOM_ID) throw new RangeError(`a key of ${key.length} characters does not fit a button`)
  return id
}

/** What a button does: it turns to a page of a request, or goes on from an answer. */
export type ButtonTarget = { action: 'page'; page: number; key: string } | { action: 'more' | 'ask on'; answer: string }

/** What a button made here does; undefined for any other. */
export function parseButtonId(customId: string): ButtonTarget | undefined {
  const [, page, key] = /^p:(\d{1,4}):([\s\S]*)$/.exec(customId) ?? []
  if (page !== undefined && key !== undefined) return { action: 'page', page: Number(page), key }
  const [, letter, answer] = /^([mf]):([a-z0-9]{1,20})$/.exec(customId) ?? []
  return answer === undefined ? undefined : { action: letter === 'm' ? 'more' : 'ask on', answer }
}
