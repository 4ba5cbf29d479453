import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sentences } from '../../src/claims/sentences.ts'

const cut = (text: string) => sentences(text).map(({ start, end }) => text.slice(start, end))
// Text made of what fools a sentence splitter.
const tricky = fc
  .array(
    fc.oneof(
      fc.constantFrom('. ', '.', 'e.g. ', '3.5', 'We', ' ', '\n\n', 'et al. ', '(', ')', '...', 'https://a.b/c.'),
      fc.string(),
    ),
  )
  .map((parts) => parts.join(''))

it('only white space lies outside the sentences, which come in order and trimmed', () => {
  fc.assert(
    fc.property(tricky, (text) => {
      let at = 0
      for (const { start, end } of sentences(text)) {
        expect(text.slice(at, start).trim()).toBe('')
        expect(start).toBeLessThan(end)
        expect(text.slice(start, end)).toBe(text.slice(start, end).trim())
        at = end
      }
      expect(text.slice(at).trim()).toBe('')
    }),
  )
})

it.each([
  ['It gains 1.5 points. It is fast.', 2],
  ['Some, e.g. GPT, are large. Others are not.', 2],
  ['A cue, i.e. The one, stays.', 1],
  ['As Smith et al. show, it works.', 1],
  ['We track individuals.We contribute a network.', 2],
  ['It speeds the process.This helps (a lot).In all, yes.', 3],
  ['Code is at https://github.com/a/b. It runs.', 2],
  ['Model A vs. Model B is shown in Fig. 3 of the paper.', 1],
  ['By J. Smith of U.S. Steel.', 1],
  ['Reading B and C. To ensure it, we wait.', 2],
  ['It waits... And goes on.', 1],
  ['One line\n\nanother line', 2],
  ['Is it so? Yes! It is.', 3],
  ['It runs on Node.js and ASP.Net today.', 1],
])('%j is cut into %d', (text, count) => {
  expect(cut(text)).toHaveLength(count)
})
