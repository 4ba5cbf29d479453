import { z } from 'zod'
import { answer } from '../src/answer/answer.ts'
import { quoteResult } from '../src/answer/result.ts'
import type { App } from '../src/app.ts'
import { defineCommand } from '../src/command.ts'
import { cardsOfQuotes, counted } from '../src/render/cards.ts'

export const ask = defineCommand({
  name: 'ask',
  description: 'The sentences of the papers that answer a question, or an honest nothing found',
  options: z.object({
    question: z.string().trim().min(1).max(2000).describe('Your question, in your own words'),
    limit: z.number().int().min(1).max(10).default(3).describe('How many sentences at most'),
  }),
  positional: 'question',
  example: 'ask how small is the storage Token Recycling needs?',
  async run(app, { question, limit }) {
    const found = await answer(question, { library: app.library, search: app.search, limit })
    const quotes = found.outcome === 'answered' ? found.quotes : found.nearest
    const shown = quotes.flatMap((quote) => {
      const read = app.library.get(quote.paperId)
      return read ? [quoteResult(read, quote)] : []
    })
    const cards = cardsOfQuotes(quotes, app.library.get)
    if (found.outcome === 'answered') {
      return {
        result: { outcome: found.outcome, quotes: shown },
        reply: { heading: question, cards, footer: source(app) },
      }
    }
    const heading = 'Nothing in these papers answers that.'
    const nearest =
      cards.length > 0 ? 'The nearest sentences are shown; they are not an answer. Try other words, or /search.' : ''
    return {
      result: { outcome: found.outcome, nearest: shown },
      reply: { heading, cards, footer: [nearest, source(app)].filter(Boolean).join(' ') },
    }
  },
})

function source(app: App): string {
  return `Looked through ${counted(app.library.size(), 'paper')}.`
}
