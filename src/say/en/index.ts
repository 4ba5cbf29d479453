import { card } from './card.ts'
import { error } from './error.ts'
import { errorApp } from './error-app.ts'
import { form } from './form.ts'

/** Everything that the bot says in its own voice; the other languages have the same keys. */
export const en = { ...card, ...error, ...errorApp, ...form }
