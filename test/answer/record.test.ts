import { expect, it } from 'vitest'
import { quoteOf } from '../../src/answer/quote.ts'
import { answerRecord, answerRecordSchema } from '../../src/answer/record.ts'
import { paperOf } from '../fakes/paper-of.ts'

const paper = paperOf('p', 'Looms', 'We build a loom.')
const quotes = [quoteOf(paper, 'abstract', { start: 0, end: 16 })]
const parts = {
  command: 'ask',
  question: 'how?',
  isAnswered: true,
  options: { question: 'how?', limit: 3 },
  indexVersion: 'v1',
  model: 'm',
  papers: ['p'],
  quotes,
}

it('names an answer by what was asked and what it was asked of', () => {
  const { id } = answerRecord(parts)
  expect(id).toMatch(/^[0-9a-z]{8}$/)
  expect(answerRecord({ ...parts, options: { limit: 3, question: 'how?' } }).id).toBe(id)
  expect(answerRecord({ ...parts, quotes: [] }).id).toBe(id)
  for (const other of [
    { indexVersion: 'v2' },
    { model: 'n' },
    { command: 'topic' },
    { options: { question: 'why?' } },
  ]) {
    expect(answerRecord({ ...parts, ...other }).id).not.toBe(id)
  }
})

it('holds places and no word of a paper', () => {
  const record = answerRecord(parts)
  expect(answerRecordSchema.parse(JSON.parse(JSON.stringify(record)))).toEqual(record)
  expect(JSON.stringify(record)).not.toContain('loom')
})
