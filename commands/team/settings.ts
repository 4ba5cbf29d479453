import { z } from 'zod'
import { type Asker, askerInServer, defineCommand } from '../../src/command.ts'
import { UserError } from '../../src/errors.ts'
import type { ServerSettings } from '../../src/team/state.ts'

export const settings = defineCommand({
  name: 'settings',
  description: 'What holds in this server: who sees answers, and where reports go',
  options: z.object({
    answers: z.enum(['private', 'public']).optional().describe('Who sees an answer: the one who asked, or everybody'),
    reports: z
      .string()
      .regex(/^\d{1,20}$/, 'is no channel')
      .meta({ discord: 'channel' })
      .optional()
      .describe('The channel that gets reports of wrong quotes'),
    noReports: z.boolean().optional().describe('Take no reports of wrong quotes any more'),
  }),
  example: 'settings',
  only: 'discord',
  needsManage: true,
  isPrivate: true,
  async run(app, { answers, reports, noReports }, asker) {
    const own = askerInServer(asker, 'Settings belong to a server: use /settings there.')
    if (reports !== undefined && noReports)
      throw new UserError('bad_options', 'Choose a channel for reports, or no reports: not both.')
    if (reports !== undefined) demandRights(own, reports)
    const after = app.state.atomically(() => {
      const { reports: before, ...rest } = app.state.serverSettings(own.guildId)
      const chosen = noReports ? undefined : reports === undefined ? before : { channelId: reports, setBy: own.userId }
      const next: ServerSettings = { ...rest, ...(answers && { answers }), ...(chosen && { reports: chosen }) }
      if (answers !== undefined || reports !== undefined || noReports) app.state.putServerSettings(own.guildId, next)
      // A report of which half was sent goes on when the channel takes reports again.
      if (reports !== undefined) app.state.unparkPosts({ kind: 'channel', id: reports })
      return next
    })
    if (reports !== undefined) app.daily.wake()
    return {
      result: after,
      reply: { heading: 'What holds in this server', cards: [{ quotes: [], lines: linesOf(after) }] },
    }
  },
})

function demandRights({ lacks }: Asker, channel: string): void {
  const missing = lacks(channel)
  if (missing.length === 0) return
  throw new UserError(
    'missing_permissions',
    `I cannot post there: give me ${missing.join(', ')} in that channel, and set it again.`,
  )
}

function linesOf({ answers, reports }: ServerSettings): string[] {
  return [
    answers === 'private'
      ? 'Answers: seen by the one who asked alone, until they are shared.'
      : 'Answers: seen by everybody in the channel.',
    reports
      ? `Reports of wrong quotes: in channel ${reports.channelId}.`
      : 'Reports of wrong quotes: not taken; the option reports names a channel for them.',
  ]
}
