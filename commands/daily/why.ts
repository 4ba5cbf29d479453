import { z } from 'zod'
import type { App } from '../../src/app.ts'
import { defineCommand, voiceFor } from '../../src/command.ts'
import { whyLines } from '../../src/daily/post.ts'
import type { Schedule } from '../../src/daily/state.ts'
import type { ReadPaper } from '../../src/papers/library.ts'
import { paperCard } from '../../src/render/cards.ts'
import type { OwnLine } from '../../src/render/reply.ts'
import { type Say, sayEnglish } from '../../src/say/say.ts'
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
    const reason = shown ? undefined : await whyNot(app, schedule, read)
    const lines = (say: Say): OwnLine[] => [
      ...(reason ? [reason(say)] : []),
      ...(shown ? [say('daily.shownIn', { id: shown.postId })] : []),
      ...(shown ? whyLines(shown.why, say, (id) => app.paper(id)?.title) : []),
    ]
    const say = voiceFor(asker)
    return {
      result: { paper: read.paper.id, shown: shown ?? null, lines: lines(sayEnglish) },
      reply: {
        heading: say(shown ? 'daily.whyShown' : 'daily.whyNotShown'),
        cards: [paperCard(read, [], { lines: lines(say) })],
      },
    }
  },
})

async function whyNot(app: App, schedule: Schedule, { paper }: ReadPaper): Promise<(say: Say) => string> {
  const [listed] = app.state.listingsOf(paper.id)
  if (!listed) return (say) => say('daily.notListed')
  const { listedOn: date, source } = listed
  const candidates = await app.daily.planner.candidates(schedule, app.now())
  const own = candidates.find(({ paperId }) => paperId === paper.id)
  if (!own) return (say) => say('daily.listTooOld', { date, source })
  const topics = schedule.exclude.join(', ')
  if (own.isExcluded) return (say) => say('daily.onExcluded', { date, source, topics })
  const isDisliked = (own.taste ?? 0) < 0
  return (say) => say(isDisliked ? 'daily.waitsItsTurnDisliked' : 'daily.waitsItsTurn', { date, source })
}
