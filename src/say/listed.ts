import type { Message, Say } from './say.ts'

type Between = Message extends infer Name ? (Name extends `list.${infer What}` ? What : never) : never

/** Items that are worded in the reader's language, one after another as that language parts them. */
export function listed(say: Say, items: readonly string[], between: Between = 'comma'): string {
  return items.join(say(`list.${between}`))
}
