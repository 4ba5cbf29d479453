import fc from 'fast-check'
import { expect, it } from 'vitest'
import { quoteOf, quoteText } from '../../src/answer/quote.ts'
import type { Paper } from '../../src/papers/paper.ts'

const paperOf = (abstract: string): Paper => ({ id: 'p', title: 'T', abstract, url: '', links: {}, source: 'test' })

it('cuts exactly its range for any text', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'binary' }), fc.nat(), fc.nat(), (text, a, b) => {
      const start = a % text.length
      const end = start + 1 + (b % (text.length - start))
      const paper = paperOf(text)
      expect(quoteText(quoteOf(paper, 'abstract', { start, end }), paper)).toBe(text.slice(start, end))
    }),
  )
})

it('refuses ranges outside the text', () => {
  for (const span of [
    { start: -1, end: 2 },
    { start: 0, end: 9 },
    { start: 1, end: 1 },
  ]) {
    expect(() => quoteOf(paperOf('abc'), 'abstract', span)).toThrow(RangeError)
  }
})

it('refuses to cut from a text that has changed', () => {
  const quote = quoteOf(paperOf('first words'), 'abstract', { start: 0, end: 5 })
  expect(() => quoteText(quote, paperOf('other words'))).toThrow(/does not belong/)
})
