import type { Command } from '../src/command.ts'
import { answer } from './answer.ts'
import { ask } from './ask.ts'
import { claims } from './claims.ts'
import { exportEvidence } from './export.ts'
import { helpFor } from './help.ts'
import { importPapers } from './import.ts'
import { paper } from './paper.ts'
import { search } from './search.ts'
import { similar } from './similar.ts'
import { stats } from './stats.ts'
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
  importPapers,
  stats,
]

/** Every command, in the order help lists them. */
export const commands: Command[] = [...subjects, helpFor(subjects)]
