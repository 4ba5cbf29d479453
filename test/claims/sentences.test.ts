import fc from 'fast-check'
import { expect, it } from 'vitest'
import { claimsIn } from '../../src/claims/claims.ts'
import { sentences } from '../../src/claims/sentences.ts'

const cut = (text: string) => sentences(text).map(({ start, end }) => text.slice(start, end))
// Text made of what fools a sentence splitter.
const tricky = fc
  .array(
    fc.oneof(
      fc.constantFrom('. ', '.', 'e.g. ', '3.5', 'We', ' ', '\n\n', 'et al. ', '(', ')', '88.5\\%', 'https://a.b/c.'),
      fc.string(),
    ),
  )
  .map((parts) => parts.join(''))

it('leaves only white space outside the sentences and gives them in order', () => {
  fc.assert(
    fc.property(tricky, (text) => {
      let at = 0
      for (const { start, end } of sentences(text)) {
        expect(text.slice(at, start).trim()).toBe('')
        expect(start).toBeLessThan(end)
        at = end
      }
      expect(text.slice(at).trim()).toBe('')
    }),
  )
})

it('puts every claim and its numeral inside one sentence', () => {
  fc.assert(
    fc.property(tricky, (text) => {
      for (const { start, end, sentence, values } of claimsIn(text)) {
        expect(sentence.start <= start && start < end && end <= sentence.end).toBe(true)
        for (const { raw } of values) expect(text.slice(start, end)).toContain(raw)
      }
    }),
  )
})

it.each([
  ['It gains 1.5 points. It is fast.', 2],
  ['Some, e.g. GPT, are large. Others are not.', 2],
  ['As Smith et al. show, it works.', 1],
  ['We track individuals.We contribute a network.', 2],
  ['Code is at https://github.com/a/b. It runs.', 2],
  ['Model A vs. Model B is shown in Fig. 3 of the paper.', 1],
])('cuts %j into %d', (text, count) => {
  expect(cut(text)).toHaveLength(count)
})

it.each(['9'.repeat(100_000), '(['.repeat(50_000), ' '.repeat(100_000), '1.2 '.repeat(25_000), '3%,'.repeat(33_000)])(
  'reads 100,000 characters in well under a second',
  (text) => {
    const started = performance.now()
    claimsIn(text)
    expect(performance.now() - started).toBeLessThan(1500)
  },
)
