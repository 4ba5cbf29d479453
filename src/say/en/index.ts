import { answer } from './answer.ts'
import { card } from './card.ts'
import { chart } from './chart.ts'
import { claims } from './claims.ts'
import { daily } from './daily.ts'
import { error } from './error.ts'
import { errorAnswers } from './error-answers.ts'
import { errorApp } from './error-app.ts'
import { errorDaily } from './error-daily.ts'
import { fact } from './fact.ts'
import { follow } from './follow.ts'
import { form } from './form.ts'
import { help } from './help.ts'
import { list } from './list.ts'
import { paper } from './paper.ts'
import { papers } from './papers.ts'
import { privacy } from './privacy.ts'
import { right } from './right.ts'
import { search } from './search.ts'
import { team } from './team.ts'
import { topic } from './topic.ts'
import { verify } from './verify.ts'

/** Everything that the bot says in its own voice; the other languages have the same keys. */
export const en = {
  ...answer,
  ...card,
  ...chart,
  ...claims,
  ...daily,
  ...error,
  ...errorAnswers,
  ...errorApp,
  ...errorDaily,
  ...fact,
  ...follow,
  ...form,
  ...help,
  ...list,
  ...paper,
  ...papers,
  ...privacy,
  ...right,
  ...search,
  ...team,
  ...topic,
  ...verify,
}
