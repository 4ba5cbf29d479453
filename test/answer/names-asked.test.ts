import { expect, it } from 'vitest'
import { namesAsked, speaksOf } from '../../src/answer/names-asked.ts'
import { paperOf } from '../fakes/paper-of.ts'

const textsOf = (question: string) => namesAsked(question).map(({ text }) => text)

it.each([
  ['MMLU score of the 1.4B LoomFormer?', ['MMLU', 'LoomFormer']],
  ['what mAP does it reach on HICO-DET with seq2seq and D4RL?', ['mAP', 'HICO', 'DET', 'seq2seq', 'D4RL']],
  ['how many fps on a Jetson, and in Spanish?', ['Jetson', 'Spanish']],
  ['How fast is it? Why? With 4bit at 2x?', []],
  ['does this LLM need AI or NLP?', []],
  ['WHAT IS THE MMLU SCORE', []],
  ['Weaving By Night In Bad Weather', []],
])('reads the names in "%s"', (question, names) => {
  expect(textsOf(question)).toEqual(names)
})

const loom = paperOf('a', 'LoomFormer: weaving networks', 'Neural machine weaving (NMW) of Spanish wool on CIFAR-10.')

it.each([
  ['LoomFormer', true],
  ['LoomFormers', true],
  ['LoomFromer', true],
  ['CIFAR10', true],
  ['NMW', true],
  ['MMLU', false],
  ['ImageNet', false],
])('tells whether a paper speaks of %s', (text, isSpokenOf) => {
  expect(speaksOf([loom])({ text, isWord: false })).toBe(isSpokenOf)
})

it('takes the initials of words for their short form', () => {
  const long = paperOf('b', 'Looms', 'We train stochastic gradient descent and models of the sea.')
  expect(['SGD', 'MS', 'ABC'].map((text) => speaksOf([long])({ text, isWord: false }))).toEqual([true, true, false])
})

it('finds a word with a capital by its beginning', () => {
  expect(speaksOf([loom])({ text: 'Spanish', isWord: true })).toBe(true)
  expect(speaksOf([loom])({ text: 'German', isWord: true })).toBe(false)
})

it('asks no paper for what another paper of the question speaks of', () => {
  const other = paperOf('b', 'Other', 'ImageNet.')
  expect(speaksOf([other, loom])({ text: 'ImageNet', isWord: false })).toBe(true)
})
