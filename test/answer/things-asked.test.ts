import { expect, it } from 'vitest'
import { mentions, THINGS, thingsAsked } from '../../src/answer/things-asked.ts'
import { paperOf } from '../fakes/paper-of.ts'

it.each(THINGS.map((thing) => [thing.example, thing] as const))(
  'reads "%s" as asking for its thing',
  (example, thing) => {
    expect(thingsAsked(example)).toContain(thing)
  },
)

const loom = paperOf(
  'a',
  'Fast looms',
  'We weave at 30 frames per second in 77 ms with 1.5B weights on an A100, code at https://a.b.',
)

it.each([
  ['how many fps?', true],
  ['how many seconds does it take?', true],
  ['how many parameters?', true],
  ['on how many GPUs?', true],
  ['where is the code?', true],
  ['what BLEU is reached?', false],
  ['under which license?', false],
  ['what learning rate was used?', false],
  ['how accurate is it?', false],
])('tells whether a paper speaks of what "%s" asks for', (question, isSpokenOf) => {
  const [thing] = thingsAsked(question)
  expect(thing && mentions([loom], thing)).toBe(isSpokenOf)
})

it('asks for nothing where a question names no such thing', () => {
  expect(thingsAsked('how do looms weave, and why on a map of the city?')).toEqual([])
})
