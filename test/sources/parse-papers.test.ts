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

it.each(['', '   \n', 'just words', '@article{x}', '<feed/>'])('refuses %j with an error that may be shown', (text) => {
  expect(() => parsePapers(text, 'file')).toThrow(UserError)
})
