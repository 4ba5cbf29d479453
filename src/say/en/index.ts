import { card } from './card.ts'
import { daily } from './daily.ts'
import { error } from './error.ts'
import { errorApp } from './error-app.ts'
import { errorDaily } from './error-daily.ts'
import { follow } from './follow.ts'
import { form } from './form.ts'
import { papers } from './papers.ts'
import { privacy } from './privacy.ts'
import { team } from './team.ts'

/** Everything that the bot says in its own voice; the other languages have the same keys. */
export const en = {
  ...card,
  ...daily,
  ...error,
  ...errorApp,
  ...errorDaily,
  ...follow,
  ...form,
  ...papers,
  ...privacy,
  ...team,
}
