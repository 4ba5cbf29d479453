import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { parseJsonl } from '../../src/sources/jsonl.ts'
import { pageLinksSchema, parsePage } from '../../src/sources/page.ts'
import { statedLinks } from '../../src/sources/stated-links.ts'

const data = (file: string) => readFileSync(new URL(`../../data/${file}`, import.meta.url), 'utf8')
const page = data('papers-page.txt')
const links = pageLinksSchema.parse(JSON.parse(data('links.json')))
const { papers } = parsePage(page, links)

it('reads 69 papers from the page, in its order, with the checked ids', () => {
  expect(papers.map(({ title }) => title)).toEqual(links.map(({ title }) => title))
  expect(papers.map(({ id }) => id)).toEqual(links.map(({ arxiv_id }) => arxiv_id))
})

it('keeps titles and abstracts byte for byte', () => {
  for (const { title, abstract } of papers) expect(page.includes(`\n${title}\n\n${abstract}`)).toBe(true)
})

it('takes no header line of the page for a paper', () => {
  expect(papers.some(({ title }) => /Subscribe|inbox|Apr 29|^new$/.test(title))).toBe(false)
})

it('ships exactly what the page says', () => {
  expect(parseJsonl(data('corpus.jsonl'))).toEqual({ papers, rejected: [] })
})

it('finds in the abstracts the code and project links that were checked by hand', () => {
  for (const [at, link] of links.entries()) {
    const stated = statedLinks(papers[at]?.abstract ?? '')
    expect([stated.code, stated.project]).toEqual([link.code_url ?? undefined, link.project_url ?? undefined])
  }
})

it.each([
  ['code is athttps://github.com/a/b.', { code: 'https://github.com/a/b' }],
  ['(see https://github.com/a/b)', { code: 'https://github.com/a/b' }],
  [
    'See https://a.org/x_(y) and https://gitlab.com/c/d,',
    { project: 'https://a.org/x_(y)', code: 'https://gitlab.com/c/d' },
  ],
  ['https://... and https://: too', {}],
  ['no link at all', {}],
])('cuts the links of %j clean', (text, wanted) => {
  expect(statedLinks(text)).toEqual(wanted)
})

it('cuts a link clean that is followed by as many brackets as fit into an abstract', () => {
  expect(statedLinks(`https://a.org/x${').'.repeat(100_000)}`)).toEqual({ project: 'https://a.org/x' })
  expect(statedLinks(`https://a.org/${'x'.repeat(100_000)}`)).toEqual({})
})
