import { listed } from './listed.ts'
import type { Message, Say } from './say.ts'

/** A right of a bot in a channel, by Discord's own key for it: `ViewChannel`. */
export type Right = Message extends infer Name ? (Name extends `right.${infer Key}` ? Key : never) : never

/** The names of rights, one after another, as Discord shows them to the reader. */
export function rightNames(say: Say, rights: readonly Right[]): string {
  return listed(
    say,
    rights.map((right) => say(`right.${right}`)),
  )
}
