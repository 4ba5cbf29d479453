import { describe, expect, it } from 'vitest'
import { askedDefinition, DEFINITION_ROWS } from '../../src/answer/asked-definition.ts'
import { askedFact } from '../../src/answer/asked-facts.ts'
import { askedLink, LINK_ROWS } from '../../src/answer/asked-link.ts'
import { askedTopic, PAPER_ROWS } from '../../src/answer/asked-papers.ts'
import { FACT_ROWS } from '../../src/answer/fact-rows.ts'
import { askedGist, GIST_ROWS } from '../../src/answer/gist.ts'
import { askedExtreme, MEASURES, SAME_EXTREMES } from '../../src/answer/superlative.ts'
import { wholeQuestion } from '../../src/answer/whole-question.ts'

const TABLES = { FACT_ROWS, PAPER_ROWS, GIST_ROWS, DEFINITION_ROWS, LINK_ROWS }

describe.each(Object.entries(TABLES))('%s', (_, rows) => {
  it.each(rows.map((row) => [row.example, row.counterExample, row] as const))(
    'reads %j by a row that leaves %j alone',
    (example, counterExample, { asked }) => {
      expect(asked.test(wholeQuestion(example))).toBe(true)
      expect(asked.test(wholeQuestion(counterExample))).toBe(false)
    },
  )
})

it.each(FACT_ROWS.map(({ example, what }) => [example, what] as const))('reads %j as %s', (example, what) => {
  expect(askedFact(example)).toMatchObject({ what })
})

it.each([
  ['can you tell me who wrote XNect?', { what: 'authors', of: 'XNect', isStrict: true }],
  ['who made the images?', { what: 'authors', of: 'the images', isStrict: false }],
  ['who are the authors?', { what: 'authors', of: '' }],
  ['papers since 2024', { what: 'from', since: 2024, until: Number.POSITIVE_INFINITY }],
  ['papers before 2018', { what: 'from', since: 0, until: 2017 }],
  ['what is the oldest paper here?', { what: 'end', isNewest: false }],
])('reads %j as what is kept beside the texts', (question, wanted) => {
  expect(askedFact(question)).toMatchObject(wanted)
})

it.each([
  'how fast is XNect?',
  'when does the model fail?',
  'who has code for token pruning?',
  'papers on ImageNet 2012',
  `who wrote ${'x '.repeat(200)}`,
])('finds no question for metadata in %j', (question) => {
  expect(askedFact(question)).toBeUndefined()
})

it.each([
  ['which paper is about tokenizing images with 32 tokens?', 'tokenizing images with 32 tokens'],
  ['do you know if there is one? list papers about mazes', undefined],
  ['which papers quantize?', undefined],
  ['which papers use ImageNet?', undefined],
])('reads the papers of %j to be about %j', (question, topic) => {
  expect(askedTopic(question)).toBe(topic)
})

it.each([
  ['what is NeuMap about?', { part: 'all', of: 'NeuMap' }],
  ['why was Qtok made?', { part: 'problem', of: 'Qtok' }],
  ['how fast is NeuMap?', undefined],
])('reads the gist asked for by %j', (question, wanted) => {
  expect(askedGist(question)).toEqual(wanted)
})

it.each([
  ['is there a project page for the maze paper?', { thing: 'page', of: 'maze', needsName: false }],
  ['where can I listen to SongGen samples?', { thing: 'demo', of: 'SongGen samples', needsName: true }],
  ['is the code of XNect available yet?', { thing: 'code', of: 'XNect', needsName: false }],
  ['could you please send me the repo of XNect?', { thing: 'code', of: 'XNect', needsName: false }],
  ['are the model weights public?', { thing: 'weights', of: '', needsName: false }],
  ['which model writes the best code?', undefined],
  ['papers with code', undefined],
  ['code generation benchmarks', undefined],
  ['implementation of speculative decoding', undefined],
  ['official implementation of XNect', { thing: 'code', of: 'XNect', needsName: false }],
  ['weights of the loss terms', undefined],
  ['code in the training data', undefined],
])('reads what %j wants to open', (question, wanted) => {
  expect(askedLink(question)).toEqual(wanted)
})

it.each([
  ['what is a Sticker in SIFT?', { term: 'Sticker', expansion: false }],
  ['what does the abbreviation LCM stand for?', { term: 'LCM', expansion: true }],
  ["what's “token recycling”?", { term: 'token recycling', expansion: false }],
  ['what is ALS?', { term: 'ALS', expansion: false }],
  ['define speculative decoding.', { term: 'speculative decoding', expansion: false }],
  ['what is the largest speedup?', undefined],
  ['what is the idea behind sparse attention?', undefined],
  ['what is the accuracy of SIFT?', undefined],
])('reads what %j wants explained', (question, wanted) => {
  expect(askedDefinition(question)).toEqual(wanted)
})

describe('an extreme', () => {
  it.each(MEASURES.map(({ example, counterExample, as }) => [example, counterExample, as] as const))(
    'is read from %j and not from %j',
    (example, counterExample, as) => {
      expect(askedExtreme(example)).toMatchObject({ as })
      expect(askedExtreme(counterExample)?.as).not.toBe(as)
    },
  )

  it.each(SAME_EXTREMES.map(({ example, counterExample }) => [example, counterExample] as const))(
    'is read from %j and not from %j',
    (example, counterExample) => {
      expect(askedExtreme(example)).toBeDefined()
      expect(askedExtreme(counterExample)).toBeUndefined()
    },
  )

  it.each([
    [
      'which paper reports the highest throughput improvement?',
      { metric: 'throughput', order: 'descending', topic: '' },
    ],
    ['smallest FID', { metric: 'FID', as: 'score', order: 'ascending' }],
    ['best FID reported', { order: 'ascending' }],
    ['best accuracy on ImageNet', { metric: 'accuracy', order: 'descending', topic: 'ImageNet' }],
    ['what is the lowest FID score reported and by which paper?', { metric: 'FID', topic: '' }],
    ['maximum speedup', { order: 'descending', topic: '' }],
    ['fastest image generation', { kinds: ['speed'], as: 'factor', topic: 'image generation' }],
    ['which paper evaluates the most languages?', { as: 'count', counted: 'languages', order: 'descending' }],
  ])('of %j is read as its parts', (question, parts) => {
    expect(askedExtreme(question)).toMatchObject(parts)
  })

  it.each([
    'largest model',
    'what is the largest dataset?',
    'which model is the best?',
    'how fast is it?',
    'who gets the most out of it?',
    'slowest decoding',
  ])('is not read from %j, of which no number is known', (question) => {
    expect(askedExtreme(question)).toBeUndefined()
  })
})
