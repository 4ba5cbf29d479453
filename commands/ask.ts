import { z } from 'zod'
import { answer } from '../src/answer/answer.ts'
import { sentenceBefore } from '../src/answer/context.ts'
import type { Fact } from '../src/answer/fact.ts'
import { type FollowUp, followUp } from '../src/answer/follow-up.ts'
import type { Answer } from '../src/answer/outcome.ts'
import { type Quote, quoteOf } from '../src/answer/quote.ts'
import type { AnswerRecord } from '../src/answer/record.ts'
import { factResult, quoteResult } from '../src/answer/result.ts'
import type { App } from '../src/app.ts'
import { defineCommand, voiceFor } from '../src/command.ts'
import type { Library } from '../src/papers/library.ts'
import { namesInTitle } from '../src/papers/names.ts'
import { cardsOfQuotes, origin } from '../src/render/cards.ts'
import { factCards, lackingLine, titleCards } from '../src/render/fact-cards.ts'
import type { Card } from '../src/render/reply.ts'
import { listed } from '../src/say/listed.ts'
import type { Say } from '../src/say/say.ts'

export const ask = defineCommand({
  name: 'ask',
  description: 'The sentences of the papers that answer a question, or an honest nothing found',
  options: z.object({
    question: z.string().trim().min(1).max(2000).describe('Your question, in your own words'),
    limit: z
      .number()
      .int()
      .min(1)
      .max(10)
      .optional()
      .describe('How many sentences at most; else as the question needs'),
    paper: z.string().trim().max(300).optional().describe('Only this paper: id, link or part of the title'),
    after: z.string().trim().max(20).optional().describe('The id of an earlier answer, to ask on from it'),
  }),
  positional: 'question',
  completes: { paper: 'papers' },
  example: 'ask how small is the storage Token Recycling needs?',
  async run(app, options, asker) {
    const say = voiceFor(asker)
    const { library, search } = app
    const { question, papers, before } = understood(app, options)
    const found = await answer(question, { library, search, papers, before, limit: options.limit })
    const isAnswered = found.outcome === 'answered'
    const quotes = isAnswered ? found.quotes : found.nearest
    const record = app.remember({ command: 'ask', question, options, isAnswered, quotes, askedBy: asker?.userId })
    const shown = quotes.flatMap((quote) => shownQuote(app, quote))
    const read = question !== options.question ? [say('answer.readAs', { question })] : []
    const footer = [...read, origin(papers?.length ?? library.size(), record, say)]
    const { id, indexVersion } = record
    const cards = cardsOf(found, quotes, library, say)
    if (isAnswered) {
      const facts = found.facts && { facts: found.facts.flatMap((fact) => factShown(app, fact)) }
      return {
        result: { outcome: 'answered', quotes: shown, ...facts, id, indexVersion },
        reply: {
          heading: options.question,
          cards,
          footer: listed(say, footer, 'sentence'),
          answer: { id, hasMore: record.papers.length > 0 && !found.facts },
        },
      }
    }
    const { lacking } = found
    const nearest = cards.length > 0 && !lacking ? [say('answer.nearest')] : []
    return {
      result: { outcome: 'nothing_found', nearest: shown, ...(lacking && { lacking: lacking.what }), id, indexVersion },
      reply: {
        heading: options.question,
        cards: [
          {
            quotes: [],
            lines: lacking ? [lackingLine(lacking, say)] : [nothingIn(app, papers, say), ...inEnglish(say)],
          },
          ...cards,
        ],
        footer: listed(say, [...nearest, ...footer], 'sentence'),
        isNearest: true,
        answer: { id, hasMore: false },
      },
    }
  },
})

/** The question to answer and the only papers to look in, as the options and an earlier answer say. */
function understood(
  app: App,
  options: { question: string; paper?: string | undefined; after?: string | undefined },
): FollowUp {
  const { question, paper, after } = options
  const read = after ? askedOn(app, question, app.recall(after)) : { question, papers: undefined }
  return paper ? { ...read, papers: [app.findPaper(paper).paper.id] } : read
}

function askedOn({ library }: App, words: string, { question, papers }: AnswerRecord): FollowUp {
  const named = library.namedIn(words)
  const names = named.flatMap((id) => namesInTitle(library.get(id)?.paper.title ?? ''))
  const about = library.namedIn(question).filter((id) => papers.includes(id))
  return followUp(words, { question, papers, named: about }, named, names)
}

function nothingIn(app: App, papers: readonly string[] | undefined, say: Say): string {
  if (!papers) return say('answer.nothing')
  const [only, ...others] = papers
  const title = only && others.length === 0 ? app.library.get(only)?.paper.title : undefined
  return title ? say('answer.nothingInPaper', { title }) : say('answer.nothingInShown', { count: papers.length })
}

/** Facts are shown below their papers' titles as the bot's own lines. */
function cardsOf(found: Answer, quotes: readonly Quote[], { get }: Library, say: Say): Card[] {
  if (found.outcome === 'answered' && found.facts) return factCards(found.facts, get, say)
  if (found.outcome === 'nothing_found' && found.lacking) return titleCards(found.lacking.paperIds, get)
  return cardsOfQuotes(quotes, get)
}

function factShown({ library }: App, fact: Fact) {
  const read = library.get(fact.paperId)
  return read ? [factResult(read, fact)] : []
}

/** A quote with the sentence before it where it begins with a word that points back. */
function shownQuote(app: App, quote: Quote) {
  const read = app.library.get(quote.paperId)
  if (!read) return []
  const before = sentenceBefore(read, quote)
  return [
    {
      ...quoteResult(read, quote),
      ...(before && { before: quoteResult(read, quoteOf(read.paper, 'abstract', before)) }),
    },
  ]
}

/** The papers are in English: somebody who reads the bot in another language may well ask in it. */
function inEnglish(say: Say): string[] {
  return say.language === 'en' ? [] : [say('answer.askInEnglish')]
}
