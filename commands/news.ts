import { z } from 'zod'
import { defineCommand, voiceFor } from '../src/command.ts'
import { utcDay } from '../src/daily/news.ts'

export const news = defineCommand({
  name: 'news',
  description: 'Ask the sources for the newest papers, unless they were asked just before',
  options: z.object({}),
  example: 'news',
  only: 'terminal',
  async run(app, _options, asker) {
    const say = voiceFor(asker)
    const before = app.library.size()
    await app.daily.news.poll(app.now())
    const added = app.library.size() - before
    const sources = app.daily.news.status()
    const today = utcDay(app.now())
    return {
      result: { added, sources },
      reply: {
        heading: say('papers.newsAdded', { added }),
        cards: [
          {
            quotes: [],
            lines: sources.map(({ name, status }) =>
              status.failingSince === undefined
                ? say('papers.newsListed', {
                    source: name,
                    number: status.lists[today]?.count ?? 0,
                    date: today,
                  })
                : say('papers.newsFails', { source: name, reason: status.reason ?? '' }),
            ),
          },
        ],
      },
    }
  },
})
