import { z } from 'zod'
import { type Quote, quoteOf } from '../src/answer/quote.ts'
import type { AnswerRecord, Quoted } from '../src/answer/record.ts'
import { type Check, verify } from '../src/answer/verify.ts'
import type { App } from '../src/app.ts'
import { defineCommand } from '../src/command.ts'
import { UserError } from '../src/errors.ts'
import type { ReadPaper } from '../src/papers/library.ts'
import { textHash } from '../src/papers/paper.ts'
import { paperCard } from '../src/render/cards.ts'
import type { Card } from '../src/render/reply.ts'
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
      throw new UserError('unknown_answer', `Answer ${before.id} was given by another version of this bot: ask again.`)
    }
    const { result, reply } = await command.run(app, options.data, asker)
    const now = app.recall(z.object({ id: z.string() }).parse(result).id)
    const changes = await changesBetween(app, before, now)
    const cards = changes.length === 0 ? [] : changesCards(app, before, changes)
    return {
      result: { ...(result as object), changes: changes.map(({ line }) => line) },
      reply: { ...reply, cards: [...cards, ...reply.cards] },
    }
  },
})

/** Something that is no longer as it was, in the bot's own words; the sentence as it was, when its text was replaced. */
interface Change {
  line: string
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
    ...(added.length > 0 ? [{ line: `${added.length} of the sentences below were not in it.` }] : []),
    ...(isReordered ? [{ line: 'The same sentences come in another order.' }] : []),
  ]
  return changes.length > 0 ? changes : [{ line: 'The papers here have changed since; this answer has not.' }]
}

async function lossOf(app: App, quoted: Quoted): Promise<Change> {
  const { paperId, field, textHash: hash, start, end } = quoted
  const read = app.library.get(paperId)
  if (!read) return { line: `A sentence of ${paperId} is gone: the paper is no longer here.` }
  if (textHash(read.paper[field]) === hash) return { line: `A sentence of ${paperId} is no longer among the best.` }
  const text = app.oldText(quoted)
  if (text === undefined) return { line: `The ${field} of ${paperId} has changed since, and the sentence with it.` }
  const was = quoteOf({ ...read.paper, [field]: text }, field, { start, end })
  const checks = await verify(text.slice(start, end), { ...app, paper: read })
  return { line: checks.flatMap((check) => versionLines(app, read, check)).join(' '), was }
}

/** What the new version of a paper makes of a sentence of the one before. */
function versionLines(app: App, { paper }: ReadPaper, { verdict, quote, differences }: Check): string[] {
  const now = quote && app.paper(quote.paperId)
  if (verdict === 'exact' && now?.id === paper.id)
    return [`${paper.id} has a new version; this sentence stands as it was.`]
  if (verdict !== 'numbers_differ' || !quote || now?.id !== paper.id)
    return [`${paper.id} has a new version, which no longer has this sentence.`]
  const numbers = differences.map(({ text, source }) =>
    source ? `${text} is now ${now[quote.field].slice(source.start, source.end)}` : `${text} is no longer there`,
  )
  return [`${paper.id} has a new version with other numbers: ${numbers.join('; ')}.`]
}

function placeOf({ paperId, textHash: hash, field, start, end }: Quoted): string {
  return [paperId, hash, field, start, end].join(' ')
}

function orderOf({ quotes }: AnswerRecord): string {
  return quotes.map(placeOf).join('\n')
}

function changesCards(app: App, { id, indexVersion }: AnswerRecord, changes: readonly Change[]): Card[] {
  const plain = changes.filter(({ was }) => !was).map(({ line }) => line)
  const replaced = changes.flatMap(({ line, was }): Card[] => {
    const read = was && app.library.get(was.paperId)
    return read
      ? [paperCard(read, [], { quotes: [{ quote: was, bold: [] }], links: [], lines: [`As it was. ${line}`] })]
      : []
  })
  return [
    { quotes: [], lines: [`Answer ${id} was given from index ${indexVersion}. Since then:`, ...plain] },
    ...replaced,
  ]
}
