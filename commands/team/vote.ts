import { z } from 'zod'
import { askerInServer, defineCommand } from '../../src/command.ts'

const VALUES = { 'more like this': 1, 'less like this': -1, 'no vote': 0 } as const
const NAMES = ['more like this', 'less like this', 'no vote'] as const

export const vote = defineCommand({
  name: 'vote',
  description: 'Whether your server’s daily posts should have more or less like a paper',
  options: z.object({
    paper: z.string().trim().min(1).max(300).describe('The paper: id, link or part of the title'),
    vote: z.enum(NAMES).describe('More of it, less of it, or no vote any more'),
  }),
  completes: { paper: 'papers' },
  example: 'vote BrightDreamer, more like this',
  only: 'discord',
  isPrivate: true,
  async run(app, { paper, vote: chosen }, asker) {
    const { guildId, userId } = askerInServer(asker, 'Votes are for the daily posts of a server: use /vote there.')
    const { id, title } = app.findPaper(paper).paper
    app.state.putVote(guildId, userId, id, VALUES[chosen])
    const counts = app.state.votesOn(guildId, id)
    const heading = `${counts.up} for more, ${counts.down} for less like “${title}”; yours: ${chosen}`
    return { result: { ...counts, own: chosen }, reply: { heading, cards: [] } }
  },
})
