import { expect, it } from 'vitest'
import { INTRODUCTIONS, introduction, printedAs, saysIt } from '../../src/answer/introduces.ts'

it.each(INTRODUCTIONS.map((row) => [row.example, row.counterExample, row.says] as const))(
  'takes %j for an introduction by a row that leaves %j alone',
  (example, counterExample, says) => {
    const row = saysIt(says, printedAs('LCM'))
    expect(row.test(example)).toBe(true)
    expect(row.test(counterExample)).toBe(false)
  },
)

const weight = (term: string, sentence: string, expansion = false) => introduction(sentence, { term, expansion })

it('puts the sentence that says what a thing is before one that only uses it', () => {
  const introducing = 'In this paper, we propose a simple method, SkipDecode, designed to work with batching.'
  expect(weight('SkipDecode', introducing)).toBeGreaterThan(
    weight('SkipDecode', 'Our results show that SkipDecode is fast.'),
  )
})

it('puts a spelt-out short form first where that is asked for', () => {
  const spelt = 'To overcome this, we introduce Transformer-based 1-Dimensional Tokenizer (TiTok), which is new.'
  expect(weight('TiTok', spelt, true)).toBeGreaterThan(weight('TiTok', 'We present TiTok, a tokenizer.', true))
})

it.each([
  ['token recycling', 'Since tokens come again, we propose Token Recycling.'],
  ['H2O', 'We propose Heavy Hitter Oracle (H_2O), a policy.'],
  ['LCM', 'We introduce \\textbf{LCM}, a model.'],
  ['Token Shuffle', 'To address this, we present Token-Shuffle, a simple method.'],
])('finds %j as %j prints it', (term, sentence) => {
  expect(weight(term, sentence)).toBeGreaterThan(0)
})

it.each([
  ['a.b', 'We present aXb, a model.'],
  ['$1 (', 'We present nothing.'],
  ['tokenizer', 'We propose a tokenizer.'],
])('finds no introduction of %j in %j', (term, sentence) => {
  expect(weight(term, sentence)).toBe(0)
})

it('is never longer in the making than a moment, whatever a sentence holds', () => {
  const started = performance.now()
  for (const part of ['we propose ', 'a-', 'LCM ', 'LCM (', '(LCM, ', 'a b, ', 'called '])
    weight('LCM', `${part.repeat(20_000 / part.length)} LCM`)
  expect(performance.now() - started).toBeLessThan(1000)
})
