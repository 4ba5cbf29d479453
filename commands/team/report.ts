import { z } from 'zod'
import type { Quote } from '../../src/answer/quote.ts'
import type { App } from '../../src/app.ts'
import { askerInServer, defineCommand, voiceFor } from '../../src/command.ts'
import { utcDay } from '../../src/daily/news.ts'
import { postId } from '../../src/daily/post.ts'
import { UserError } from '../../src/errors.ts'
import type { ReadPaper } from '../../src/papers/library.ts'
import { paperCard } from '../../src/render/cards.ts'
import type { Card, Reply } from '../../src/render/reply.ts'
import { type Say, sayIn } from '../../src/say/say.ts'
import { placeOf, quotesAt } from './report-quotes.ts'

// Only Discord's own links to a message of a server: whoever reads the report opens it.
const MESSAGE_LINK = /^https:\/\/(?:\w+\.)?discord(?:app)?\.com\/channels\/\d+\/\d+\/\d+$/

export const report = defineCommand({
  name: 'report',
  description: 'Tell those who look after this server that a quote is wrong',
  options: z.object({
    paper: z.string().trim().min(1).max(300).describe('The paper: id, link or part of the title'),
    quotes: z
      .string()
      .trim()
      .max(1000)
      .default('')
      .describe('Places of the quotes, such as abstract:120-240,title:0-31'),
    remark: z.string().trim().max(500).optional().describe('What is wrong, in your words'),
    where: z.string().trim().regex(MESSAGE_LINK, 'is no link of a message').optional().describe('Link of the message'),
  }),
  completes: { paper: 'papers' },
  example: 'report BrightDreamer',
  only: 'discord',
  isPrivate: true,
  async run(app, { paper, quotes: places, remark, where }, asker) {
    const { guildId, userId } = askerInServer(asker, (say) => say('error.reportInServer'))
    const { reports } = app.state.serverSettings(guildId)
    if (!reports) throw new UserError('no_reports_channel', (say) => say('error.noReports'))
    const read = app.findPaper(paper)
    const quotes = quotesAt(read.paper, places)
    const now = app.now()
    // One report a day is enough of the same quotes by the same person.
    const id = postId(['report', guildId, userId, read.paper.id, ...quotes.map(placeOf), utcDay(now)].join(' '))
    // For those who read the channel, whoever reports.
    const theirs = sayIn(reports.language ?? 'en')
    const reply: Reply = {
      heading: theirs('team.reportHeading', { id }),
      by: { words: theirs('team.reportedBy'), userId },
      cards: [reportCard(app, read, { quotes, remark, where, say: theirs })],
      language: theirs.language,
    }
    const target = { kind: 'channel' as const, id: reports.channelId }
    const post = { id, target, purpose: 'report' as const, reply: JSON.stringify(reply), mentions: [], dueAt: now }
    const isNew = app.state.putPost(post)
    app.daily.wake()
    const heading = voiceFor(asker)(isNew ? 'team.thanks' : 'team.thanksAlready', { id })
    return { result: { id, isNew }, reply: { heading, cards: [] } }
  },
})

interface Reported {
  quotes: readonly Quote[]
  remark: string | undefined
  where: string | undefined
  say: Say
}

function reportCard(app: App, read: ReadPaper, { quotes, remark, where, say }: Reported): Card {
  const { links = [], ...card } = paperCard(read, [])
  return {
    ...card,
    quotes: quotes.map((quote) => ({ quote, bold: [] })),
    ...(remark && { pasted: { text: remark, bold: [], by: 'reporter' } }),
    lines: [
      say('team.reportedPaper', { id: read.paper.id }),
      ...quotes.map((quote) => checkLine(app, read, { quote, say })),
      ...(quotes.length === 0 ? [say('team.noQuoteNamed')] : []),
    ],
    links: [
      { label: say('team.linkSource'), url: read.paper.url },
      ...links,
      ...(where === undefined ? [] : [{ label: say('team.linkMessage'), url: where }]),
    ],
  }
}

/** Whether the bot shows what is stored: whatever else is wrong stands so in the source. */
function checkLine(app: App, { paper }: ReadPaper, { quote, say }: { quote: Quote; say: Say }): string {
  const isEqual = app.quoteText(quote) === paper[quote.field].slice(quote.start, quote.end)
  const filling = { place: placeOf(quote), hash: quote.textHash }
  return say(isEqual ? 'team.quoteEquals' : 'team.quoteDiffers', filling)
}
