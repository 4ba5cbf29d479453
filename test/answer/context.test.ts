import { expect, it } from 'vitest'
import { sentenceBefore } from '../../src/answer/context.ts'
import { quoteOf, quoteText } from '../../src/answer/quote.ts'
import { createLibrary } from '../../src/papers/library.ts'
import { cardsOfQuotes } from '../../src/render/cards.ts'
import { paperOf } from '../fakes/paper-of.ts'

const paper = paperOf('p', 'Looms', 'We build a loom. It weaves 3 rugs a day. These rugs last. This paper ends.')
const library = createLibrary()
library.add([paper])
const read = library.get('p')
if (!read) throw new Error('no paper')
const text = (span: { start: number; end: number } | undefined) => span && paper.abstract.slice(span.start, span.end)

it('finds the sentence that a first word points back to', () => {
  expect(read.sentences.map((span) => text(sentenceBefore(read, span)))).toEqual([
    undefined,
    'We build a loom.',
    'It weaves 3 rugs a day.',
    undefined,
  ])
})

const shown = (...places: number[]) => {
  const quotes = places.flatMap((place) => {
    const span = read.sentences[place]
    return span ? [quoteOf(paper, 'abstract', span)] : []
  })
  return cardsOfQuotes(quotes, library.get).flatMap((card) => card.quotes.map(({ quote }) => quoteText(quote, paper)))
}

it('shows an answer that points back from the sentence before on, as printed', () => {
  expect(shown(1)).toEqual(['We build a loom. It weaves 3 rugs a day.'])
})

it('shows no sentence twice', () => {
  expect(shown(1, 0)).toEqual(['It weaves 3 rugs a day.', 'We build a loom.'])
})
