import { expect, it } from 'vitest'
import { createLibrary } from '../../src/papers/library.ts'
import { createSuggest } from '../../src/papers/suggest.ts'
import { paperOf } from '../fakes/paper-of.ts'

it('suggests the metrics and units that are reported, the most frequent first, and new ones at once', () => {
  const library = createLibrary()
  const suggest = createSuggest(library)
  library.add([
    paperOf('1', 'One', 'An accuracy of 80% and an FID of 3.2.'),
    paperOf('2', 'Two', 'Accuracy is 82%, in 3 s.'),
  ])
  expect(suggest('metrics', '', 10).map(({ value }) => value.toLowerCase())).toEqual(['accuracy', 'fid'])
  expect(suggest('units', '', 10)[0]).toEqual({ label: '% (2)', value: '%' })
  expect(suggest('metrics', 'fi', 10)).toEqual([{ label: 'FID (1)', value: 'FID' }])
  library.add([paperOf('3', 'Three', 'It has a perplexity of 12.1.')])
  expect(suggest('metrics', 'perp', 10)).toEqual([{ label: 'perplexity (1)', value: 'perplexity' }])
})
