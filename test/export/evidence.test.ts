import fc from 'fast-check'
import { expect, it } from 'vitest'
import { quoteOf } from '../../src/answer/quote.ts'
import { evidenceBibtex, evidenceRis } from '../../src/export/citation.ts'
import { evidenceCsv, quotesInCsv } from '../../src/export/csv.ts'
import { type Evidence, proofOf, sha256 } from '../../src/export/evidence.ts'
import { evidenceMarkdown } from '../../src/export/markdown.ts'
import { parseBibtex } from '../../src/sources/bibtex.ts'
import { paperOf } from '../fakes/paper-of.ts'

const HOSTILE = [
  '"',
  '""',
  ',',
  ';',
  '\n',
  '\r\n',
  '=1+1',
  '\\',
  '{',
  '}',
  '%',
  '$',
  '*',
  '_',
  '`',
  '<b>',
  '# ',
  '﻿',
  '😀',
  'word',
]
const text = fc
  .array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string()), { minLength: 1, maxLength: 8 })
  .map((parts) => `a${parts.join('')}b`)
const evidence = fc.array(fc.tuple(text, text, fc.nat(), fc.nat()), { minLength: 1, maxLength: 4 }).map((all) =>
  all.map(([title, abstract, from, length], i): Evidence => {
    const start = from % abstract.length
    const paper = { ...paperOf(`p${i}`, title, abstract), url: 'https://a.b/c' }
    return {
      paper,
      quote: quoteOf(paper, 'abstract', { start, end: start + 1 + (length % (abstract.length - start)) }),
    }
  }),
)

it('gives quotes back from a CSV, character for character, with their places', () => {
  fc.assert(
    fc.property(evidence, (all) => {
      const back = quotesInCsv(evidenceCsv(all))
      expect(back?.rejected).toEqual([])
      expect(back?.quotes).toMatchObject(
        all.map((one) => {
          const { words, field, start, end, wordsHash } = proofOf(one)
          return { paper: one.paper.id, field, start, end, quote: words, quote_sha256: wordsHash }
        }),
      )
    }),
    { numRuns: 500 },
  )
})

it('takes no other text for a CSV of quotes', () => {
  expect(quotesInCsv('Token Recycling requires <3MB of storage')).toBeUndefined()
  expect(quotesInCsv('name,age\nAda,36')).toBeUndefined()
})

it('names a row that lost its place', () => {
  const back = quotesInCsv('paper,field,start,end,quote\n2401.1,abstract,x,9,words\n2401.1,abstract,0,5,words')
  expect(back?.quotes).toHaveLength(1)
  expect(back?.rejected).toEqual([expect.stringContaining('row 2: start')])
})

const paper = {
  ...paperOf('2401.00001', 'Fast & {light} looms: 50% of_it', 'It is 88.5\\% faster. Twice.'),
  authors: 'Ada Lovelace, Charles Babbage and Grace Hopper',
  year: 2024,
  url: 'https://arxiv.org/abs/2401.00001',
}
const quote = quoteOf(paper, 'abstract', { start: 0, end: 20 })
const one = [{ paper, quote }]
const hash = sha256('It is 88.5\\% faster.')

it('writes BibTeX that a reader of BibTeX takes, with the quote, its place and hash in the note', () => {
  const bibtex = evidenceBibtex([...one, { paper, quote: quoteOf(paper, 'abstract', { start: 21, end: 27 }) }])
  expect(bibtex.match(/@article/g)).toHaveLength(1)
  expect(parseBibtex(bibtex)).toMatchObject({ papers: [{ year: 2024 }], rejected: [] })
  expect(bibtex).toContain('Lovelace, Ada and Babbage, Charles and Hopper, Grace')
  expect(bibtex).toContain('50\\%')
  expect(bibtex).toContain('journal = {arXiv preprint arXiv:2401.00001}')
  expect(bibtex).toContain(`[abstract 0-20, sha256 ${hash}]`)
  expect(bibtex).toContain('Twice.')
})

it('claims no journal for a paper that is not on arXiv', () => {
  const other = paperOf('workshop-7', 'Looms', 'Twice.')
  const elsewhere = [{ paper: other, quote: quoteOf(other, 'abstract', { start: 0, end: 6 }) }]
  expect(evidenceBibtex(elsewhere)).toMatch(/^@misc/)
  expect(evidenceRis(elsewhere)).toMatch(/^TY {2}- GEN/)
})

it('writes RIS with each value on one line, unbroken', () => {
  const lines = evidenceRis(one).split('\r\n')
  expect(lines).toContain('TI  - Fast & {light} looms: 50% of_it')
  expect(lines).toContain('AU  - Grace Hopper')
  expect(lines).toContain('JO  - arXiv preprint arXiv:2401.00001')
  expect(lines).toContain(`N1  - It is 88.5\\% faster. [abstract 0-20, sha256 ${hash}]`)
  expect(lines.filter((line) => line === 'ER  - ')).toHaveLength(1)
})

it('writes Markdown whose marks are all escaped', () => {
  const markdown = evidenceMarkdown(one)
  expect(markdown).toContain('## Fast \\& \\{light\\} looms\\: 50\\% of\\_it')
  expect(markdown).toContain('> It is 88\\.5\\\\\\% faster\\.')
  expect(markdown).toContain(`\`abstract 0-20, sha256 ${hash}\``)
})
