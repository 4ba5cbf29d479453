import { card } from './card.ts'

/** Everything that the bot says in its own voice; the other languages have the same keys. */
export const en = { ...card }
