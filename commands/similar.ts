import { z } from 'zod'
import { paperResult } from '../src/answer/result.ts'
import { contribution } from '../src/answer/summary.ts'
import { defineCommand, voiceFor } from '../src/command.ts'
import { paperCard } from '../src/render/cards.ts'

export const similar = defineCommand({
  name: 'similar',
  description: 'Papers like a paper',
  options: z.object({
    paper: z.string().trim().min(1).max(300).describe('Id, link or part of the title'),
    limit: z.number().int().min(1).max(25).default(5).describe('How many papers at most'),
  }),
  positional: 'paper',
  completes: { paper: 'papers' },
  example: 'similar BrightDreamer',
  async run(app, { paper, limit }, asker) {
    const say = voiceFor(asker)
    const read = app.findPaper(paper)
    const found = app.search.similar(read.paper.id, limit).flatMap(({ id, score }) => {
      const other = app.library.get(id)
      return other ? [{ other, score }] : []
    })
    return {
      result: { papers: found.map(({ other, score }) => ({ paper: paperResult(other.paper), score })) },
      reply: {
        heading: say('paper.similar', { count: found.length, title: read.paper.title }),
        cards: found.map(({ other }) => {
          const key = contribution(other)
          return paperCard(other, key ? [key] : [])
        }),
      },
    }
  },
})
