import { z } from 'zod'
import type { App } from '../src/app.ts'
import { askerOnDiscord, defineCommand, voiceFor } from '../src/command.ts'
import { listed } from '../src/say/listed.ts'
import type { Say } from '../src/say/say.ts'

export const privacy = defineCommand({
  name: 'privacy',
  description: 'What this bot keeps, and what of it is about you',
  options: z.object({}),
  example: 'privacy',
  isPrivate: true,
  async run(app, _options, asker) {
    const say = voiceFor(asker)
    const own = asker && app.kept(asker.userId)
    return {
      result: { kept: own ?? null },
      reply: {
        heading: say('privacy.heading'),
        cards: [
          {
            quotes: [],
            lines: [
              say('privacy.papers'),
              say('privacy.answers'),
              say('privacy.dailyPosts'),
              say('privacy.follows'),
              say('privacy.saved'),
              say('privacy.servers'),
              say('privacy.buttons'),
              ...(own ? [say('privacy.aboutYou', { what: inWords(own, say) })] : []),
            ],
          },
        ],
      },
    }
  },
})

export const forget = defineCommand({
  name: 'forget',
  description: 'Delete everything this bot keeps about you',
  options: z.object({}),
  example: 'forget',
  only: 'discord',
  isPrivate: true,
  async run(app, _options, asker) {
    const { userId } = askerOnDiscord(asker)
    const gone = app.forget(userId)
    const say = voiceFor(asker)
    return {
      result: { forgotten: gone },
      reply: {
        heading: say('privacy.deleted', { what: inWords(gone, say) }),
        cards: [{ quotes: [], lines: [say('privacy.whatStays')] }],
      },
    }
  },
})

function inWords({ answers, follows, schedules, saved, votes, reports }: ReturnType<App['kept']>, say: Say): string {
  return listed(say, [
    say('privacy.countAnswers', { count: answers }),
    say('privacy.countFollows', { count: follows }),
    say('privacy.countSchedules', { count: schedules }),
    say('privacy.countSaved', { count: saved }),
    say('privacy.countVotes', { count: votes }),
    say('privacy.countReports', { count: reports }),
  ])
}
