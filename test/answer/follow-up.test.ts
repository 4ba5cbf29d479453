import { expect, it } from 'vitest'
import { followUp, goesOn } from '../../src/answer/follow-up.ts'

const before = { question: 'how fast is LazyLLM?', papers: ['lazy', 'quamba', 'titok'], named: [] }
const asked = (words: string, named: string[] = [], names: string[] = []) => followUp(words, before, named, names)

it('keeps the papers in view for a question of its own', () => {
  expect(asked('and how much memory?')).toEqual({
    question: 'how much memory?',
    papers: before.papers,
    before: before.question,
  })
})

it('asks the earlier question of the paper that its place names', () => {
  expect(asked('what about the second one?')).toEqual({ question: before.question, papers: ['quamba'] })
  expect(asked('and the last paper?')).toEqual({ question: before.question, papers: ['titok'] })
})

it('asks a new question of the paper that its place names', () => {
  expect(asked('how many images does the third one use?')).toMatchObject({
    question: expect.stringContaining('images'),
    papers: ['titok'],
  })
})

it('keeps to the papers that the earlier question named', () => {
  const about = { question: 'how fast is LazyLLM?', papers: ['quamba', 'lazy'], named: ['lazy'] }
  expect(followUp('and how much memory?', about, [], []).papers).toEqual(['lazy'])
  expect(followUp('what about the first one?', about, [], []).papers).toEqual(['quamba'])
})

it('takes words that say nothing for no question of their own nor for the earlier one', () => {
  expect(asked('why?').question).toBe('why?')
  expect(asked('who are you?').question).toBe('who are you?')
})

it('stays in view when there is no such place', () => {
  expect(asked('and the fourth one?').papers).toEqual(before.papers)
})

it('asks the earlier question of a paper that is but named', () => {
  expect(asked('what about XNect?', ['xnect'], ['xnect'])).toEqual({ question: before.question, papers: ['xnect'] })
})

it('leaves the papers in view for a full question about another paper', () => {
  expect(asked('what camera does XNect need?', ['xnect'], ['xnect'])).toEqual({
    question: 'what camera does XNect need?',
    papers: undefined,
  })
})

it.each([
  'and how much memory?',
  'what about the second one?',
  'does it need training?',
  'how fast is the other one',
  'on which GPU?',
  'compared to what?',
  'its latency?',
])('hears that %j goes on from an answer', (words) => {
  expect(goesOn(words)).toBe(true)
})

it.each(['how fast is LazyLLM?', 'which papers have code?', 'androids in fiction'])(
  'hears that %j stands by itself',
  (words) => {
    expect(goesOn(words)).toBe(false)
  },
)
