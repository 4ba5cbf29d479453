import { z } from 'zod'
import { type Quote, quoteOf } from '../src/answer/quote.ts'
import type { AnswerRecord, Quoted } from '../src/answer/record.ts'
import { type Check, verify } from '../src/answer/verify.ts'
import type { App } from '../src/app.ts'
import { defineCommand, voiceFor } from '../src/command.ts'
import { UserError } from '../src/errors.ts'
import type { ReadPaper } from '../src/papers/library.ts'
import { textHash } from '../src/papers/paper.ts'
import { paperCard } from '../src/render/cards.ts'
import type { Card } from '../src/render/reply.ts'
import { listed } from '../src/say/listed.ts'
import { type Say, sayEnglish } from '../src/say/say.ts'
import { ask } from './ask.ts'
import { topic } from './topic.ts'

const AGAIN = [ask, topic]

export const answer = defineCommand({
  name: 'answer',
  description: 'An earlier answer again, by its id, and what has changed since',
  options: z.object({
    id: z.string().trim().min(1).max(20).describe('The id at the end of the answer'),
  }),
  positional: 'id',
  example: 'answer 4k7wz2m9',
  async run(app, { id }, asker) {
    const before = app.recall(id)
    const command = AGAIN.find(({ name }) => name === before.command)
    const options = command?.options.safeParse(before.options)
    if (!command || !options?.success) {
      throw new UserError('unknown_answer', (say) => say('error.otherVersionAnswer', { id: before.id }))
    }
    const { result, reply } = await command.run(app, options.data, asker)
    const now = app.recall(z.object({ id: z.string() }).parse(result).id)
    const changes = await changesBetween(app, before, now)
    const cards = changes.length === 0 ? [] : changesCards(app, before, changes, voiceFor(asker))
    return {
      result: { ...(result as object), changes: changes.map(({ line }) => line(sayEnglish)) },
      reply: { ...reply, cards: [...cards, ...reply.cards] },
    }
  },
})

/** Something that is no longer as it was, in the bot's own words; the sentence as it was, when its text was replaced. */
interface Change {
  line: (say: Say) => string
  was?: Quote
}

/** Nothing when the answer is the same. */
async function changesBetween(app: App, before: AnswerRecord, now: AnswerRecord): Promise<Change[]> {
  if (before.id === now.id) return []
  const isIn = (quote: Quoted, quotes: readonly Quoted[]) => quotes.some((other) => placeOf(other) === placeOf(quote))
  const gone = before.quotes.filter((quote) => !isIn(quote, now.quotes))
  const lost = await Promise.all(gone.map((quote) => lossOf(app, quote)))
  const added = now.quotes.filter((quote) => !isIn(quote, before.quotes))
  const isReordered = lost.length === 0 && added.length === 0 && orderOf(before) !== orderOf(now)
  const changes = [
    ...lost,
    ...(added.length > 0 ? [{ line: (say: Say) => say('answer.added', { count: added.length }) }] : []),
    ...(isReordered ? [{ line: (say: Say) => say('answer.reordered') }] : []),
  ]
  return changes.length > 0 ? changes : [{ line: (say) => say('answer.same') }]
}

async function lossOf(app: App, quoted: Quoted): Promise<Change> {
  const { paperId, field, textHash: hash, start, end } = quoted
  const read = app.library.get(paperId)
  if (!read) return { line: (say) => say('answer.paperGone', { paper: paperId }) }
  if (textHash(read.paper[field]) === hash) return { line: (say) => say('answer.notBest', { paper: paperId }) }
  const text = app.oldText(quoted)
  if (text === undefined) return { line: (say) => say(CHANGED[field], { paper: paperId }) }
  const was = quoteOf({ ...read.paper, [field]: text }, field, { start, end })
  const checks = await verify(text.slice(start, end), { ...app, paper: read })
  const lines = (say: Say) => checks.map((check) => versionLine(app, read, check, say))
  return { line: (say) => listed(say, lines(say), 'sentence'), was }
}

const CHANGED = { title: 'answer.titleChanged', abstract: 'answer.abstractChanged' } as const

/** What the new version of a paper makes of a sentence of the one before. */
function versionLine(app: App, { paper: { id } }: ReadPaper, { verdict, quote, differences }: Check, say: Say): string {
  const now = quote && app.paper(quote.paperId)
  if (verdict === 'exact' && now?.id === id) return say('answer.sentenceStands', { paper: id })
  if (verdict !== 'numbers_differ' || !quote || now?.id !== id) return say('answer.sentenceGone', { paper: id })
  const numbers = differences.map(({ text, source }) =>
    source
      ? say('answer.numberNow', { before: text, now: now[quote.field].slice(source.start, source.end) })
      : say('answer.numberGone', { before: text }),
  )
  return say('answer.numbersChanged', { paper: id, numbers: listed(say, numbers, 'semicolon') })
}

function placeOf({ paperId, textHash: hash, field, start, end }: Quoted): string {
  return [paperId, hash, field, start, end].join(' ')
}

function orderOf({ quotes }: AnswerRecord): string {
  return quotes.map(placeOf).join('\n')
}

function changesCards(app: App, { id, indexVersion }: AnswerRecord, changes: readonly Change[], say: Say): Card[] {
  const plain = changes.filter(({ was }) => !was).map(({ line }) => line(say))
  const replaced = changes.flatMap(({ line, was }): Card[] => {
    const read = was && app.library.get(was.paperId)
    if (!read) return []
    const lines = [say('answer.asItWas', { change: line(say) })]
    return [paperCard(read, [], { quotes: [{ quote: was, bold: [] }], links: [], lines })]
  })
  return [{ quotes: [], lines: [say('answer.sinceThen', { id, indexVersion }), ...plain] }, ...replaced]
}
