import { z } from 'zod'
import { askerInServer, defineCommand, voiceFor } from '../../src/command.ts'

const VALUES = { 'more like this': 1, 'less like this': -1, 'no vote': 0 } as const
const HEADINGS = {
  'more like this': 'team.votesMore',
  'less like this': 'team.votesLess',
  'no vote': 'team.votesNone',
} as const
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
    const { guildId, userId } = askerInServer(asker, (say) => say('error.voteInServer'))
    const { id, title } = app.findPaper(paper).paper
    app.state.putVote(guildId, userId, id, VALUES[chosen])
    const counts = app.state.votesOn(guildId, id)
    const say = voiceFor(asker)
    const { up, down } = counts
    const heading = say(HEADINGS[chosen], { up, down, title })
    return { result: { ...counts, own: chosen }, reply: { heading, cards: [] } }
  },
})
