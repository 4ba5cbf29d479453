import { z } from 'zod'
import type { AnswerRecord, Quoted } from '../src/answer/record.ts'
import type { App } from '../src/app.ts'
import { defineCommand } from '../src/command.ts'
import { UserError } from '../src/errors.ts'
import { textHash } from '../src/papers/paper.ts'
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
  async run(app, { id }) {
    const before = app.recall(id)
    const command = AGAIN.find(({ name }) => name === before.command)
    const options = command?.options.safeParse(before.options)
    if (!command || !options?.success) {
      throw new UserError('unknown_answer', `Answer ${before.id} was given by another version of this bot: ask again.`)
    }
    const { result, reply } = await command.run(app, options.data)
    const now = app.recall(z.object({ id: z.string() }).parse(result).id)
    const changes = changesBetween(app, before, now)
    return {
      result: { ...(result as object), changes },
      reply: changes.length === 0 ? reply : { ...reply, cards: [changesCard(before, changes), ...reply.cards] },
    }
  },
})

/** What is no longer as it was, in the bot's own words; nothing when the answer is the same. */
function changesBetween(app: App, before: AnswerRecord, now: AnswerRecord): string[] {
  if (before.id === now.id) return []
  const isIn = (quote: Quoted, quotes: readonly Quoted[]) => quotes.some((other) => placeOf(other) === placeOf(quote))
  const lost = before.quotes.filter((quote) => !isIn(quote, now.quotes)).map((quote) => lossOf(app, quote))
  const added = now.quotes.filter((quote) => !isIn(quote, before.quotes))
  const isReordered = lost.length === 0 && added.length === 0 && orderOf(before) !== orderOf(now)
  const changes = [
    ...lost,
    ...(added.length > 0 ? [`${added.length} of the sentences below were not in it.`] : []),
    ...(isReordered ? ['The same sentences come in another order.'] : []),
  ]
  return changes.length > 0 ? changes : ['The papers here have changed since; this answer has not.']
}

function lossOf(app: App, { paperId, field, textHash: hash }: Quoted): string {
  const paper = app.paper(paperId)
  if (!paper) return `A sentence of ${paperId} is gone: the paper is no longer here.`
  return textHash(paper[field]) === hash
    ? `A sentence of ${paperId} is no longer among the best.`
    : `The ${field} of ${paperId} has changed since, and the sentence with it.`
}

function placeOf({ paperId, textHash: hash, field, start, end }: Quoted): string {
  return [paperId, hash, field, start, end].join(' ')
}

function orderOf({ quotes }: AnswerRecord): string {
  return quotes.map(placeOf).join('\n')
}

function changesCard({ id, indexVersion }: AnswerRecord, changes: readonly string[]): Card {
  return { quotes: [], lines: [`Answer ${id} was given from index ${indexVersion}. Since then:`, ...changes] }
}
