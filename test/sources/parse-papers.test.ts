import { expect, it } from 'vitest'
import { UserError } from '../../src/errors.ts'
import { parsePapers } from '../../src/sources/parse-papers.ts'

const line = (over: object) => JSON.stringify({ id: 'p1', title: 'A title', abstract: 'One sentence.', ...over })

it('keeps the good lines of a file with a broken one and names the broken one', () => {
  const { papers, rejected } = parsePapers(`${line({})}\n{broken\n${line({ id: 'p2' })}\n`, 'file')
  expect(papers.map(({ id }) => id)).toEqual(['p1', 'p2'])
  expect(rejected).toEqual([{ where: 'line 2', reason: 'not JSON' }])
})

it('rejects the second paper of one id and tells where the first was', () => {
  const { papers, rejected } = parsePapers(`${line({})}\n${line({ title: 'Other' })}`, 'file')
  expect(papers).toHaveLength(1)
  expect(rejected[0]).toEqual({ where: 'line 2', reason: 'id p1 was already on line 1' })
})

it('takes abstracts of 0 and of 100,000 characters', () => {
  const long = 'word '.repeat(20_000)
  const { papers } = parsePapers(`${line({ abstract: '' })}\n${line({ id: 'p2', abstract: long })}`, 'file')
  expect(papers.map(({ abstract }) => abstract.length)).toEqual([0, 100_000])
})

it('reads Hugging Face rows and never their machine-written summary', () => {
  const row = {
    paper: { id: '2401.00010', title: 'T', summary: 'Own words.', ai_summary: 'Machine words.' },
    summary: 'Cut',
  }
  const { papers } = parsePapers(JSON.stringify([row, { nothing: 1 }]), 'file')
  expect(papers[0]).toMatchObject({
    id: '2401.00010',
    abstract: 'Own words.',
    links: { arxiv: 'https://arxiv.org/abs/2401.00010' },
  })
  expect(JSON.stringify(papers)).not.toContain('Machine')
})

it.each(['', '   \n', 'just words', '<html></html>', '<feed><entry>'])(
  'refuses %j with an error that may be shown',
  (text) => {
    expect(() => parsePapers(text, 'file')).toThrow(UserError)
  },
)

it('reads arXiv Atom on one line, ids whole, and its errors as rejections', () => {
  const entry = (id: string) =>
    `<entry><id>http://arxiv.org/${id}</id><title>A\n  title &amp; more</title><summary>  One\n two &#x2019; &lt; 3%.</summary>
     <published>2024-01-05T00:00:00Z</published><author><name>A B</name></author></entry>`
  const xml = `<?xml version="1.0"?><feed>${entry('abs/2401.00010v2')}${entry('api/errors#bad')}</feed>`
  const { papers, rejected } = parsePapers(xml, 'file')
  expect(papers).toHaveLength(1)
  expect(papers[0]).toMatchObject({
    id: '2401.00010',
    title: 'A title & more',
    abstract: 'One two ’ < 3%.',
    year: 2024,
    authors: 'A B',
  })
  expect(rejected).toEqual([{ where: 'entry 2', reason: 'arXiv says: One two ’ < 3%.' }])
})

it('reads BibTeX, keeps the good entries and names the broken one', () => {
  const bibtex = `% a comment
@article{a1, title={Attention {Is} All}, author={A B and C D}, year={2017}, eprint={1706.03762}, abstract={Gains
   of 2.0\\% there.}}
@comment{none}
@article{broken, title={x
@inproceedings{b2, title="Second", year=2020}`
  const { papers, rejected } = parsePapers(bibtex, 'file')
  expect(papers.map(({ id, title, year }) => [id, title, year])).toEqual([
    ['1706.03762', 'Attention Is All', 2017],
    ['b2', 'Second', 2020],
  ])
  expect(papers[0]).toMatchObject({ authors: 'A B, C D', url: 'https://arxiv.org/abs/1706.03762' })
  expect(papers[0]?.abstract).toMatch(/^Gains of 2\.0\\?% there\.$/)
  expect(rejected).toEqual([{ where: '@article{broken', reason: 'broken, or without a title' }])
})
