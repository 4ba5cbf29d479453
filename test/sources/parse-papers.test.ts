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

it('notes the version that arXiv gives, and no year that is none', () => {
  const entry = (id: string, published: string) =>
    `<entry><id>http://arxiv.org/abs/${id}</id><title>T</title><summary>S</summary><published>${published}</published></entry>`
  const { papers } = parsePapers(
    `<feed>${entry('2401.00010v12', '9999-01-01')}${entry('cs/0112017', '2001')}</feed>`,
    'file',
  )
  expect(papers.map(({ id, version, year }) => [id, version, year])).toEqual([
    ['2401.00010', 12, undefined],
    ['cs/0112017', undefined, 2001],
  ])
  expect(parsePapers('<feed></feed>', 'file')).toEqual({ papers: [], rejected: [] })
})

it.each([
  ['JSON cut short', JSON.stringify([{ title: 'T', summary: 'x '.repeat(200) }], undefined, 2).slice(0, -9)],
  ['a feed read as Latin-1', Buffer.from('\uFEFF<?xml version="1.0"?>\n<feed><entry/></feed>').toString('latin1')],
  ['a web page', `Title\n<p>${'word '.repeat(100)}</p>`],
  ['own entities', '<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><feed>&b;</feed>'],
  ['deep nesting', `<feed>${'<a>'.repeat(50_000)}${'</a>'.repeat(50_000)}</feed>`],
  ['a tag that is a name of JavaScript’s', '<feed><__proto__>1</__proto__></feed>'],
])('makes no papers of %s', (_, text) => {
  expect(() => parsePapers(text, 'file')).toThrow(UserError)
})

it.each([
  ['half a character', { abstract: 'x \ud83d y' }, 'abstract: is broken Unicode'],
  ['NUL', { title: 'a\u0000b' }, 'title: has a control character'],
  ['a command to a terminal', { authors: '\u001b[2J' }, 'authors: has a control character'],
  ['nothing to see', { title: '\u200b' }, 'title: has no visible character'],
  ['a link that is no address', { links: { code: 'javascript:alert(1)' } }, 'code: is no address of the web'],
])('rejects a paper with %s and says in which field', (_, over, reason) => {
  expect(parsePapers(`${line(over)}\n${line({ id: 'p2' })}`, 'file')).toMatchObject({
    papers: [{ id: 'p2' }],
    rejected: [{ where: 'line 1', reason }],
  })
})

it('links no address of BibTeX that is not of the web', () => {
  const entry = (key: string, url: string) => `@misc{${key}, title={T}, url={${url}}}`
  const { papers } = parsePapers(`${entry('a', 'javascript:alert(1)')}\n${entry('b', 'https://a.org/x')}\n@mis`, 'file')
  expect(papers.map(({ url }) => url)).toEqual(['', 'https://a.org/x'])
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
