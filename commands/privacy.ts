import { z } from 'zod'
import type { App } from '../src/app.ts'
import { askerOnDiscord, defineCommand } from '../src/command.ts'
import { counted } from '../src/render/cards.ts'

export const privacy = defineCommand({
  name: 'privacy',
  description: 'What this bot keeps, and what of it is about you',
  options: z.object({}),
  example: 'privacy',
  isPrivate: true,
  async run(app, _options, asker) {
    const own = asker && app.kept(asker.userId)
    return {
      result: { kept: own ?? null },
      reply: {
        heading: 'What is kept, on the computer this bot runs on and nowhere else',
        cards: [
          {
            quotes: [],
            lines: [
              'Papers: their titles, abstracts, authors and links.',
              'Answers: the question put to the bot, the places of the sentences shown, and the id of who asked; the newest 10,000 and those that somebody saved, so that /answer gives one again. No other message is read or kept.',
              'Daily posts: ids of the channel, the server and who set them up, the settings, and which papers were shown.',
              'Follows: your id, the topic, when and where you are told, and of which papers you were.',
              'Saved: your id, the ids of the papers and answers you keep, and since when. Votes: your id, the server, the paper, and more or less; others see the counts alone.',
              'Servers: whether answers are private, the channel for reports and the id of who named it. A report of a wrong quote goes to that channel with your name and your remark; here its id alone stays, once it is sent.',
              'Buttons and threads: what the newest 20,000 long requests asked for, and the last answer of a thread, without who asked.',
              ...(own ? [`About you: ${inWords(own)}. /forget deletes it.`] : []),
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
    return {
      result: { forgotten: gone },
      reply: {
        heading: `Deleted: ${inWords(gone)}`,
        cards: [
          {
            quotes: [],
            lines: [
              'Backups that whoever runs this bot has made keep what they hold. Answers that others were given as well stay theirs. Daily posts and channels for reports that you set up stay, without your name: nobody is told when they stop.',
            ],
          },
        ],
      },
    }
  },
})

function inWords({ answers, follows, schedules, saved, votes, reports }: ReturnType<App['kept']>): string {
  return [
    counted(answers, 'answer'),
    counted(follows, 'followed topic'),
    counted(schedules, 'daily schedule'),
    counted(saved, 'saved item'),
    counted(votes, 'vote'),
    counted(reports, 'channel for reports', 'channels for reports'),
  ].join(', ')
}
