import { z } from 'zod'
import { type Asker, askerInServer, defineCommand, voiceFor } from '../../src/command.ts'
import { UserError } from '../../src/errors.ts'
import { rightNames } from '../../src/say/rights.ts'
import type { Say } from '../../src/say/say.ts'
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
    const own = askerInServer(asker, (say) => say('error.settingsInServer'))
    if (reports !== undefined && noReports) throw new UserError('bad_options', (say) => say('error.reportsTwice'))
    if (reports !== undefined) demandRights(own, reports)
    const after = app.state.atomically(() => {
      const { reports: before, ...rest } = app.state.serverSettings(own.guildId)
      const named = reports === undefined ? before : reportsTo(reports, own)
      const chosen = noReports ? undefined : named
      const next: ServerSettings = { ...rest, ...(answers && { answers }), ...(chosen && { reports: chosen }) }
      if (answers !== undefined || reports !== undefined || noReports) app.state.putServerSettings(own.guildId, next)
      // A report of which half was sent goes on when the channel takes reports again.
      if (reports !== undefined) app.state.unparkPosts({ kind: 'channel', id: reports })
      return next
    })
    if (reports !== undefined) app.daily.wake()
    const say = voiceFor(asker)
    return {
      result: after,
      reply: { heading: say('team.settings'), cards: [{ quotes: [], lines: linesOf(after, say) }] },
    }
  },
})

function demandRights({ lacks }: Asker, channel: string): void {
  const missing = lacks(channel)
  if (missing.length === 0) return
  throw new UserError('missing_permissions', (say) => say('error.cannotPost', { rights: rightNames(say, missing) }))
}

function reportsTo(channelId: string, { userId, language }: Asker): ServerSettings['reports'] {
  return { channelId, setBy: userId, ...(language && { language }) }
}

function linesOf({ answers, reports }: ServerSettings, say: Say): string[] {
  return [
    say(answers === 'private' ? 'team.answersPrivate' : 'team.answersPublic'),
    reports ? say('team.reportsIn', { channel: reports.channelId }) : say('team.reportsNowhere'),
  ]
}
