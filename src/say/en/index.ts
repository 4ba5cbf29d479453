import { answer } from './answer.ts'
import { card } from './card.ts'
import { chart } from './chart.ts'
import { claims } from './claims.ts'
import { error } from './error.ts'
import { errorAnswers } from './error-answers.ts'
import { form } from './form.ts'
import { help } from './help.ts'
import { paper } from './paper.ts'
import { search } from './search.ts'
import { topic } from './topic.ts'
import { verify } from './verify.ts'

/** Everything that the bot says in its own voice; the other languages have the same keys. */
export const en = {
  ...answer,
  ...card,
  ...chart,
  ...claims,
  ...error,
  ...errorAnswers,
  ...form,
  ...help,
  ...paper,
  ...search,
  ...topic,
  ...verify,
}
