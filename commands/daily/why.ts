import { z } from 'zod'
import type { App } from '../../src/app.ts'
import { defineCommand } from '../../src/command.ts'
import { whyLines } from '../../src/daily/post.ts'
import type { Schedule } from '../../src/daily/state.ts'
import type { ReadPaper } from '../../src/papers/library.ts'
import { paperCard } from '../../src/render/cards.ts'
import type { OwnLine } from '../../src/render/reply.ts'
import { channelOption, scheduleOf } from './schedule-of.ts'

export const dailyWhy = defineCommand({
  name: 'daily why',
  description: 'Why a paper was shown in a channel, or why not',
  options: z.object({
    paper: z.string().trim().min(1).max(300).describe('The paper: id, link or part of the title'),
    channel: channelOption,
  }),
  completes: { paper: 'papers' },
  example: 'daily why BrightDreamer',
  only: 'discord',
  needsManage: true,
  isPrivate: true,
  async run(app, { paper, channel }, asker) {
    const schedule = scheduleOf(app, asker, channel)
    const read = app.findPaper(paper)
    const shown = app.state.shown(schedule.channelId, read.paper.id)
    const lines: OwnLine[] = shown
      ? [`Shown in post ${shown.postId}.`, ...whyLines(shown.why, (id) => app.paper(id)?.title)]
      : [await whyNot(app, schedule, read)]
    return {
      result: { paper: read.paper.id, shown: shown ?? null, lines },
      reply: {
        heading: shown ? 'Why it was shown here' : 'It was not shown here',
        cards: [paperCard(read, [], { lines })],
      },
    }
  },
})

async function whyNot(app: App, schedule: Schedule, { paper }: ReadPaper): Promise<string> {
  const [listed] = app.state.listingsOf(paper.id)
  if (!listed) return 'No list of new papers had it: it came with the corpus, an import or /add.'
  const candidates = await app.daily.planner.candidates(schedule, app.now())
  const own = candidates.find(({ paperId }) => paperId === paper.id)
  const on = `It was listed on ${listed.listedOn} by ${listed.source}`
  if (!own) return `${on}; lists older than four days are not looked at any more.`
  if (own.isExcluded) return `${on}, and is on a topic that this channel excludes (${schedule.exclude.join(', ')}).`
  const taste = (own.taste ?? 0) < 0 ? ' It is like what people here want less of.' : ''
  const order = 'by topic, by what people here want more or less of, by day and by upvotes'
  return `${on}, and waits for one of the next posts: others came first, ${order}.${taste}`
}
