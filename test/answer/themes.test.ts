import fc from 'fast-check'
import { expect, it } from 'vitest'
import { themes } from '../../src/answer/themes.ts'
import { createLibrary } from '../../src/papers/library.ts'
import { paperOf } from '../fakes/paper-of.ts'

const library = createLibrary()
library.add([
  paperOf('a', 'Salt glaze for rugs', 'A salt glaze keeps colour.'),
  paperOf('b', 'Kilns', 'The salt glaze melts in rugs.'),
  paperOf('c', 'Hand looms', 'Rugs from hand looms last.'),
  paperOf('d', 'Pots', 'Hand looms hold no rugs.'),
  paperOf('e', 'Rugs of old', 'Nothing of this.'),
])
const reads = [...library.each()]
const count = (words: string) =>
  reads.filter(({ paper }) => paper.abstract.toLowerCase().includes(words.toLowerCase())).length

it('groups papers by the phrase they share, as one of them prints it', () => {
  const found = themes(reads, 'rugs', { size: 1000, count })
  expect(found.map(({ label, papers }) => [label, papers.map(({ paper }) => paper.id)])).toEqual([
    ['Hand looms', ['c', 'd']],
    ['Salt glaze', ['a', 'b']],
    [undefined, ['e']],
  ])
})

it('makes no theme of what is as frequent in the whole library', () => {
  const found = themes(reads, 'rugs', { size: reads.length, count: () => reads.length })
  expect(found).toEqual([{ label: undefined, papers: reads }])
})

it('keeps every paper once', () => {
  fc.assert(
    fc.property(fc.subarray(reads), fc.string(), (some, topic) => {
      const found = themes(some, topic, { size: 50, count }).flatMap(({ papers }) => papers)
      expect(new Set(found)).toEqual(new Set(some))
      expect(found).toHaveLength(some.length)
    }),
  )
})
