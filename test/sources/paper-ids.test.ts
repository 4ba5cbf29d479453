import fc from 'fast-check'
import { expect, it } from 'vitest'
import { arxivIdsIn, splitArxivId } from '../../src/sources/paper-ids.ts'

it.each([
  ['see 2401.12345 and 2401.12345v2, then 2401.12345 again', ['2401.12345', '2401.12345v2']],
  ['https://arxiv.org/abs/2401.12345v3', ['2401.12345v3']],
  ['(http://www.arxiv.org/pdf/2401.12345v1.pdf)', ['2401.12345v1']],
  ['arxiv.org/html/2401.12345?context=cs#S2', ['2401.12345']],
  ['export.arxiv.org/abs/0704.0001', ['0704.0001']],
  ['[paper](https://arxiv.org/abs/2401.12345), <https://arxiv.org/abs/2402.00001>.', ['2401.12345', '2402.00001']],
  ['https://huggingface.co/papers/2401.12345.md', ['2401.12345']],
  ['hf.co/papers/2401.12345', ['2401.12345']],
  ['arXiv:2401.12345 arXiv: 2402.00001V2 ARXIV:cs/0112017', ['2401.12345', '2402.00001v2', 'cs/0112017']],
  ['arxiv.org/abs/hep-th/9901001v2 and arxiv.org/abs/math.GT/0309136', ['hep-th/9901001v2', 'math.GT/0309136']],
  ['arxiv.org/abs/q-bio/0401001', ['q-bio/0401001']],
  ['10.48550/arXiv.2401.12345 https://doi.org/10.48550/arXiv.2402.00001', ['2401.12345', '2402.00001']],
  ['2401.12345,2402.00001;2403.00001', ['2401.12345', '2402.00001', '2403.00001']],
  ['论文2401.12345很好。', ['2401.12345']],
  ['It ends with 2401.12345.', ['2401.12345']],
  ['"2401.12345"\n2402.00001-style', ['2401.12345', '2402.00001']],
])('finds in %j the ids %j', (text, wanted) => {
  expect(arxivIdsIn(text)).toEqual(wanted)
})

it.each([
  'a loss of 2024.12345, or 2413.12345, or 0612.1234',
  '12401.12345 1.2401.12345 2401.123456 2401.12345.6 2401.1234',
  '2401.12345% $2401.12345 -2401.12345 x=2401.12345 2401.12345e5',
  '10.1145/2401.12345 doi:10.1000/xyz2401.12345 https://doi.org/10.1145/2401.12345',
  'https://example.org/abs/2401.12345 example.org/2401.12345 https://example.org/?u=https://arxiv.org/abs/2401.12345',
  'https://notarxiv.org/abs/2401.12345 https://arxiv.org.example.org/abs/2401.12345',
  'cs/0112017 and hep-th/9901001, with nothing that says arXiv',
  'arXiv:hep-th/9913001 arxiv.org/list/cs.CL/2401.12345',
  '',
])('finds no id in %j', (text) => {
  expect(arxivIdsIn(text)).toEqual([])
})

it('takes an id apart, with the year its number tells', () => {
  expect(splitArxivId(' 2401.12345v12 ')).toEqual({ id: '2401.12345', version: 12, year: 2024 })
  expect(splitArxivId('hep-th/9901001')).toEqual({ id: 'hep-th/9901001', year: 1999 })
  expect(splitArxivId('cs/0112017v1')).toEqual({ id: 'cs/0112017', version: 1, year: 2001 })
  expect(splitArxivId('math.GT/0309136')).toEqual({ id: 'math/0309136', year: 2003 })
  for (const none of ['', 'p1', '2401.12345v0', '2413.12345', '2401.12345 2401.12346', '../x']) {
    expect(splitArxivId(none)).toBeUndefined()
  }
})

it('finds an id that stands between any words, and takes no longer for a long text than for its parts', () => {
  const word = fc.stringMatching(/^[a-z]{1,8}$/)
  fc.assert(
    fc.property(word, fc.integer({ min: 10_000, max: 99_999 }), word, (before, number, after) => {
      expect(arxivIdsIn(`${before} 2401.${number} ${after}`)).toEqual([`2401.${number}`])
    }),
  )
  const started = performance.now()
  for (const part of ['a.', 'arxiv.org/abs/', '10.48550/', 'arXiv:', 'a-b/', '2401.', 'http://', 'w']) {
    arxivIdsIn(part.repeat(100_000 / part.length))
  }
  expect(performance.now() - started).toBeLessThan(3000)
})
