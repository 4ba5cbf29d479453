import { afterEach, beforeEach, expect, it } from 'vitest'
import { save, unsave } from '../../commands/team/save.ts'
import { saved } from '../../commands/team/saved.ts'
import { quoteOf } from '../../src/answer/quote.ts'
import { paperOf } from '../fakes/paper-of.ts'
import { linesOf, openTeamRig, type TeamRig } from './team-rig.ts'

// A word of its title has the shape of an answer's id.
const glass = {
  ...paperOf('2501.00001', 'Sentence Glass', 'We propose glass threads. They hold 88%.'),
  url: 'https://x.org/1',
}
const loom = { ...paperOf('2501.00002', 'A Loom', 'We propose a loom.'), url: 'https://x.org/2' }

let team: TeamRig
let answerId: string
beforeEach(async () => {
  team = await openTeamRig()
  await team.rig.app.addPapers([glass, loom])
  const given = { askedBy: undefined, command: 'ask', options: { question: 'how strong?' }, question: 'how strong?' }
  const quotes = [quoteOf(glass, 'abstract', { start: 26, end: 40 })]
  answerId = team.rig.app.remember({ ...given, isAnswered: true, quotes }).id
})
afterEach(() => team.close())

const names = async () =>
  (await team.run(saved)).reply.cards.map(({ title, lines }) => title?.quote.paperId ?? lines?.[0])

it('keeps papers and answers for the one who saves them, once, newest first', async () => {
  expect((await team.run(saved)).reply.heading).toContain('nothing yet')
  expect((await team.run(save, { what: 'loom' })).reply.heading).toContain('Kept; ')
  team.clock.now += 1
  expect((await team.run(save, { what: answerId })).reply.heading).toContain('Kept; ')
  team.clock.now += 1
  await team.run(save, { what: 'https://x.org/1' })
  expect((await team.run(save, { what: '2501.00002' })).reply.heading).toBe('Kept already')
  expect(await names()).toEqual(['2501.00001', '“how strong?”', '2501.00002'])
  const others = await team.run(saved, {}, { userId: '77' })
  expect(others.reply.cards).toEqual([])
})

it('takes a word of a title for a paper, though it has the shape of an answer’s id', async () => {
  const { result } = await team.run(save, { what: 'Sentence' })
  expect(result).toEqual({ kind: 'paper', id: '2501.00001', isNew: true })
  await expect(team.run(save, { what: 'zzzzzzzz' })).rejects.toMatchObject({ code: 'unknown_paper' })
})

it('takes an answer’s id as an answer ends with it', async () => {
  const { result, reply } = await team.run(save, { what: `Answer ${answerId.toUpperCase()}` })
  expect(result).toEqual({ kind: 'answer', id: answerId, isNew: true })
  expect(reply.cards[0]?.lines).toEqual(['“how strong?”', `/answer ${answerId} gives this answer again`])
  expect(reply.cards[0]?.links).toEqual([{ label: 'Sentence Glass', url: 'https://x.org/1' }])
})

it('shows a paper with its key sentence', async () => {
  await team.run(save, { what: 'glass' })
  const [card] = (await team.run(saved)).reply.cards
  expect(card?.quotes.map(({ quote }) => team.rig.app.quoteText(quote))).toEqual(['We propose glass threads.'])
})

it('gives up what is not wanted any more, and says when it was not kept', async () => {
  for (const what of ['loom', answerId]) await team.run(save, { what })
  await team.run(unsave, { what: answerId })
  expect(await names()).toEqual(['2501.00002'])
  await team.run(unsave, { what: 'A Loom' })
  expect(await names()).toEqual([])
  await expect(team.run(unsave, { what: 'A Loom' })).rejects.toMatchObject({ code: 'not_saved' })
})

it('names what is kept and no longer here, and lets go of it by its id', async () => {
  team.rig.app.state.putSaved('1000000000000000003', { kind: 'paper', id: 'gone one' }, 1)
  team.rig.app.state.putSaved('1000000000000000003', { kind: 'answer', id: '00000000' }, 2)
  const lines = linesOf(await team.run(saved))
  expect(lines).toContain('Answer 00000000 is no longer here; /unsave 00000000 takes it off your list')
  expect(lines).toContain('Paper gone one is no longer here; /unsave gone one takes it off your list')
  for (const what of ['gone one', '00000000']) await team.run(unsave, { what })
  expect(await names()).toEqual([])
})

it('keeps two hundred for a person, and says what to do about one more', async () => {
  const papers = Array.from({ length: 201 }, (_, i) => paperOf(`n${i}`, `Number ${i}`, 'A text.'))
  await team.rig.app.addPapers(papers)
  for (let i = 0; i < 200; i++) await team.run(save, { what: `n${i}` })
  await expect(team.run(save, { what: 'n200' })).rejects.toMatchObject({ code: 'too_many' })
  expect(team.rig.app.state.saved('1000000000000000003')).toHaveLength(200)
  expect((await team.run(save, { what: 'n7' })).reply.heading).toBe('Kept already')
})
