import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sentences } from '../../src/claims/sentences.ts'
import type { Paper } from '../../src/papers/paper.ts'
import { createTextsInMemory } from '../../src/papers/texts.ts'
import { acronymsIn, initialsIn } from '../../src/search/acronyms.ts'
import { openIndexFile } from '../../src/search/index-file.ts'
import { createLexicalIndex } from '../../src/search/lexical.ts'
import { createPaperTerms } from '../../src/search/paper-terms.ts'
import { tokenize } from '../../src/search/tokenize.ts'
import { paperOf } from '../fakes/paper-of.ts'

const papers = [
  paperOf('a', 'Speculative decoding', 'Drafting with reinforcement learning from human feedback (RLHF).'),
  paperOf('b', 'Seeing and reading', 'We train Vision-Language Models (VLMs) on pictures of decoding machines.'),
  paperOf('c', 'Pictures', 'We quantize pictures to 95.2% of their size.'),
]

/** The word index of these papers, by either engine. */
function indexOf(all: readonly Paper[], miniSearchUpTo = 100) {
  const known = createTextsInMemory()
  known.put(all)
  const terms = createPaperTerms(known, sentences)
  const index = createLexicalIndex({ db: openIndexFile(), papers: known, termsOf: terms.some, miniSearchUpTo })
  index.load()
  return {
    ...index,
    search: (query: string) => index.search(index.asked(query)),
    put(added: readonly Paper[]) {
      const before = known.some(added.map(({ id }) => id))
      known.put(added)
      terms.drop(added.map(({ id }) => id))
      index.add(added, before)
    },
  }
}

it.each([
  ['2.4\\times faster', ['2.4x', 'faster']],
  ['\\textbf{KV-cache}', ['kv-cache', 'kv', 'cach']],
  ['95.2%', ['95.2%', '95.2']],
  ['of the', []],
])('reads %s', (text, terms) => {
  expect(tokenize(text)).toEqual(terms)
})

it('gives non-empty terms without blanks or capitals for any text, the same each time', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const terms = tokenize(text)
      expect(terms.every((term) => term !== '' && !/\s/.test(term) && term === term.toLowerCase())).toBe(true)
      expect(tokenize(text)).toEqual(terms)
    }),
  )
})

it.each([
  ['reinforcement learning from human feedback (RLHF)', [['RLHF', 'reinforcement learning from human feedback']]],
  ['Vision-Language Models (VLMs)', [['VLM', 'Vision-Language Models']]],
  ['a mixture of experts (MoE)', [['MoE', 'mixture of experts']]],
  ['as others say (NOT)', []],
  ['(AB)', []],
])('reads the definition in "%s"', (text, found) => {
  expect(acronymsIn(text).map(({ short, long }) => [short, long])).toEqual(found)
})

it('gives only long forms that stand before their bracket, for any text', () => {
  const piece = fc.constantFrom('alpha ', 'Beta-', 'of ', '(AB)', '(ABs) ', '(A', ' ', 'b', 'a ')
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const text = pieces.join('')
      for (const { short, long } of acronymsIn(text)) expect(text.replace(/\s+\(/g, '(')).toContain(`${long}(${short}`)
    }),
  )
})

it('finds a paper by acronym and long form, hyphens or none', () => {
  const index = indexOf([...papers, paperOf('d', 'Fast VLM', 'Short.')])
  expect(index.search('vision-language models').map(({ id }) => id)).toContain('d')
  expect(index.search('vision language models').map(({ id }) => id)).toContain('d')
  expect(index.search('RLHF')[0]?.id).toBe('a')
})

it.each(['speculatve', 'specualtive', 'quantze'])('finds the word meant by %s', (typo) => {
  const [hit] = indexOf(papers).search(typo)
  expect(hit?.id).toBe(typo.startsWith('q') ? 'c' : 'a')
  expect(hit?.coverage).toBeLessThan(0.5)
})

it('does not guess at words that the papers hold', () => {
  const index = indexOf([paperOf('a', 'model', ''), paperOf('b', 'modem', '')])
  expect(index.search('model').map(({ id }) => id)).toEqual(['a'])
})

it('puts a title above an abstract', () => {
  expect(indexOf(papers).search('decoding')[0]?.id).toBe('a')
})

it('covers a question whole only when all of its words are held', () => {
  const [best] = indexOf(papers).search('speculative decoding')
  expect(best?.coverage).toBeCloseTo(1)
  expect(indexOf(papers).search('decoding zebras')[0]?.coverage).toBeLessThan(1)
})

it('weighs words the same however often a paper is put in again, and forgets its old words', () => {
  const index = indexOf(papers)
  const weight = index.idf('pictur')
  for (let i = 0; i < 5; i++) index.put(papers)
  expect(index.idf('pictur')).toBe(weight)
  index.put([paperOf('a', 'Otters', 'Swim.')])
  expect(index.search('speculative')).toEqual([])
  expect(index.search('otters')[0]?.id).toBe('a')
})

it('takes the initials of written-out names', () => {
  expect(initialsIn('We train a "Large Concept Model" in New York.')).toEqual([
    { short: 'LCM', long: 'Large Concept Model' },
  ])
})

it('finds by its initials a paper that never writes them', () => {
  const index = indexOf([
    paperOf('a', 'Large Concept Models', 'We train models in a sentence space.'),
    paperOf('b', 'Other', 'Large models of a concept.'),
  ])
  expect(index.search('LCM')[0]).toMatchObject({ id: 'a', coverage: 1 })
})

it('parts a number from its unit only where the papers do', () => {
  const { partUnits } = indexOf([paperOf('a', 'A 3D song', 'Sung in 77 ms by a 7B model.')])
  expect(partUnits('the 77ms 3D one of 7B, 95ms and XL77ms')).toBe('the 77 ms 3D one of 7B, 95ms and XL77ms')
})
