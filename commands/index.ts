import type { Command } from '../src/command.ts'
import { add } from './add.ts'
import { answer } from './answer.ts'
import { ask } from './ask.ts'
import { backup } from './backup.ts'
import { claims } from './claims.ts'
import { dailyNow } from './daily/now.ts'
import { dailyPause, dailyResume } from './daily/pause.ts'
import { dailyRemove } from './daily/remove.ts'
import { dailySet } from './daily/set.ts'
import { dailyStatus } from './daily/status.ts'
import { dailyWhy } from './daily/why.ts'
import { exportEvidence } from './export.ts'
import { follow, following, unfollow } from './follow.ts'
import { helpFor } from './help.ts'
import { importPapers } from './import.ts'
import { news } from './news.ts'
import { paper } from './paper.ts'
import { forget, privacy } from './privacy.ts'
import { search } from './search.ts'
import { similar } from './similar.ts'
import { stats } from './stats.ts'
import { report } from './team/report.ts'
import { save, unsave } from './team/save.ts'
import { saved } from './team/saved.ts'
import { settings } from './team/settings.ts'
import { vote } from './team/vote.ts'
import { topic } from './topic.ts'
import { verify } from './verify.ts'

const subjects: Command[] = [
  ask,
  search,
  claims,
  paper,
  similar,
  topic,
  verify,
  answer,
  exportEvidence,
  add,
  follow,
  unfollow,
  following,
  save,
  unsave,
  saved,
  vote,
  report,
  settings,
  dailySet,
  dailyNow,
  dailyPause,
  dailyResume,
  dailyStatus,
  dailyWhy,
  dailyRemove,
  importPapers,
  news,
  backup,
  stats,
  privacy,
  forget,
]

/** Every command, in the order help lists them. */
export const commands: Command[] = [...subjects, helpFor(subjects)]
