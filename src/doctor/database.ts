import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseContents, DatabaseState } from '../store/examine.ts'
import { bad, counted, type Finding, good, warning } from './finding.ts'

const WHAT = 'database'

/** What to say about the database in `home`, of which `state` was found. */
export function databaseFindings(home: string, state: DatabaseState): Finding[] {
  const file = join(home, 'verbatim.db')
  switch (state.state) {
    case 'missing':
      return [good(WHAT, `${file} is made at the first start`)]
    case 'damaged':
      return [bad(WHAT, `${file} is damaged (${state.why})`, restoring(home))]
    case 'unreadable':
      return [
        bad(WHAT, `${file} cannot be read (${state.why})`, 'give the user of the bot the right to read and write it'),
      ]
    case 'newer':
      return [
        bad(
          WHAT,
          `it is of layout ${state.layout}, and this version of the bot knows ${state.known}`,
          'update the bot',
        ),
      ]
    case 'sound':
      return [soundFinding(state), ...pausedFindings(state)]
  }
}

function soundFinding(contents: DatabaseContents): Finding {
  const { papers, answers, schedules, follows, postsWaiting, layout, known } = contents
  const things = [
    `${counted(papers, 'paper')} added`,
    counted(answers, 'answer'),
    counted(schedules.length, 'schedule'),
    counted(follows, 'follow'),
    `${counted(postsWaiting, 'post')} waiting`,
  ]
  const older =
    layout < known ? `; its older layout (${layout} of ${known}) is brought up to date at the next start` : ''
  return good(WHAT, `it is sound: ${things.join(', ')}${older}`)
}

function pausedFindings({ schedules }: DatabaseContents): Finding[] {
  return schedules.flatMap(({ channelId, paused }) => {
    if (paused === undefined) return []
    const says = `the daily posts in channel ${channelId} are paused: ${paused}`
    return [warning('schedules', says, 'mend that, then type /daily resume in the channel')]
  })
}

function restoring(home: string): string {
  const folder = join(home, 'backups')
  const newest = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.db'))
        .sort()
        .at(-1)
    : undefined
  const backup = newest === undefined ? 'a backup' : `the newest backup, ${join(folder, newest)},`
  const rest = 'and delete verbatim.db-wal and verbatim.db-shm beside it (README.md, “Every day”)'
  return `stop the bot, put ${backup} in its place, ${rest}`
}
