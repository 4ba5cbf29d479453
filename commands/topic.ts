import { z } from 'zod'
import { chartOf, shortName, sideBySide } from '../src/answer/comparable.ts'
import type { NumberFound } from '../src/answer/numbers.ts'
import { type Quote, quoteOf } from '../src/answer/quote.ts'
import { claimResult, paperResult, quoteResult } from '../src/answer/result.ts'
import { summary } from '../src/answer/summary.ts'
import { type Theme, themes } from '../src/answer/themes.ts'
import { papersOn } from '../src/answer/topic.ts'
import { defineCommand, voiceFor } from '../src/command.ts'
import type { ReadPaper } from '../src/papers/library.ts'
import { origin, paperCard } from '../src/render/cards.ts'
import type { Card } from '../src/render/reply.ts'
import { listed } from '../src/say/listed.ts'
import type { Say } from '../src/say/say.ts'

export const topic = defineCommand({
  name: 'topic',
  description: 'The papers on a topic by theme, each with its key sentence, and their numbers side by side',
  options: z.object({
    topic: z.string().trim().min(1).max(300).describe('The topic'),
    limit: z.number().int().min(1).max(25).default(8).describe('How many papers at most'),
  }),
  positional: 'topic',
  example: 'topic KV cache compression',
  async run(app, options, asker) {
    const say = voiceFor(asker)
    const { library, search } = app
    const { isAbout, found } = await papersOn(options.topic, { library, search, limit: options.limit })
    const reads = found.map(({ read }) => read)
    const keys = new Map(found.flatMap(({ read, key }) => (key ? [[read, quoteOf(read.paper, 'abstract', key)]] : [])))
    const count = (words: string) => search.holding(words).length
    const groups = isAbout
      ? themes(reads, options.topic, { size: library.size(), count })
      : [{ label: undefined, papers: reads }]
    const quotes = groups.flatMap(({ papers }) => papers.flatMap((read) => keys.get(read) ?? []))
    const record = app.remember({
      command: 'topic',
      question: options.topic,
      options,
      isAnswered: isAbout,
      quotes,
      askedBy: asker?.userId,
    })
    const common = { id: record.id, indexVersion: record.indexVersion }
    const cards = groups.flatMap((group) => themeCards(group, groups.length, keys, say))
    const footer = origin(library.size(), record, say)
    if (!isAbout) {
      return {
        result: { papers: [], nearest: reads.map((read) => paperOn(read, keys)), claims: [], themes: [], ...common },
        reply: {
          heading: say('topic.none', { topic: options.topic }),
          cards,
          footer: listed(say, [...(cards.length > 0 ? [say('topic.nearest')] : []), footer], 'sentence'),
          isNearest: true,
        },
      }
    }
    const numbers = reads.flatMap(numbersOf)
    const chart = sideBySide(numbers, say).length > 0 ? chartOf(numbers, say) : undefined
    return {
      result: {
        papers: reads.map((read) => paperOn(read, keys)),
        claims: reads.flatMap((read) => read.claims.map((claim) => claimResult(read, claim))),
        themes: groups.map(({ label, papers }) => ({
          label: label ?? null,
          papers: papers.map(({ paper }) => paper.id),
        })),
        ...common,
      },
      reply: {
        heading: say('topic.found', { count: reads.length, topic: options.topic }),
        cards: [...cards, ...tableCards(numbers, say)],
        footer,
        answer: { id: record.id, hasMore: false },
        ...(chart && { chart }),
      },
    }
  },
})

function paperOn(read: ReadPaper, keys: ReadonlyMap<ReadPaper, Quote>) {
  const key = keys.get(read)
  return {
    paper: paperResult(read.paper),
    ...(key && { key: quoteResult(read, key) }),
    summary: summary(read).map((span) => quoteResult(read, quoteOf(read.paper, 'abstract', span))),
    claims: read.claims.map((claim) => claimResult(read, claim)),
  }
}

function numbersOf(read: ReadPaper): NumberFound[] {
  return read.claims.flatMap((claim) => {
    const [first] = claim.values
    return first ? [{ read, claim, value: first.value, high: first.high ?? first.value }] : []
  })
}

function themeCards({ label, papers }: Theme, themes: number, keys: ReadonlyMap<ReadPaper, Quote>, say: Say): Card[] {
  const count = papers.length
  const name = label ? say('topic.theme', { phrase: label, count }) : say('topic.otherTheme', { count })
  const head = themes > 1 ? [{ quotes: [], lines: [name] }] : []
  return [
    ...head,
    ...papers.map((read) => {
      const key = keys.get(read)
      return paperCard(read, key ? [key] : [], read.paper.year ? { lines: [String(read.paper.year)] } : {})
    }),
  ]
}

const TABLES = 4

/** What several of the papers measure, with each number as printed and whose it is. */
function tableCards(numbers: readonly NumberFound[], say: Say): Card[] {
  return sideBySide(numbers, say)
    .slice(0, TABLES)
    .map(({ axis, numbers: own }) => ({
      quotes: [],
      lines: [say('topic.sideBySide', { axis })],
      table: {
        columns: [say('topic.number'), say('topic.paper'), ''],
        rows: own.map(({ read: { paper }, claim }) => [
          paper.abstract.slice(claim.start, claim.end),
          shortName(paper.title),
          claim.whose === 'baseline' ? say('topic.baseline') : '',
        ]),
      },
    }))
}
