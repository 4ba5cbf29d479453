import { afterAll, beforeAll, expect, it } from 'vitest'
import { commands } from '../../commands/index.ts'
import { search } from '../../commands/search.ts'
import { parseOptions } from '../../src/parse-options.ts'
import { paperOf } from '../fakes/paper-of.ts'
import { linesOf, openTeamRig, type TeamRig } from './team-rig.ts'

const CHAT = 'Has anybody read this? I do not know what to make of it. '
const papers = Array.from({ length: 40 }, (_, i) =>
  paperOf(`p${i}`, `Paper ${i}`, `We weave lattice number${i} of kind${i % 7} with loom${i}. It is fast${i}.`),
)

let team: TeamRig
beforeAll(async () => {
  team = await openTeamRig()
  await team.rig.app.addPapers(papers)
})
afterAll(() => team.close())

it('offers at most the fifteen message commands that Discord takes, each under a name of its own', () => {
  const names = commands.flatMap(({ onMessage }) => onMessage?.name ?? [])
  expect(names).toEqual(expect.arrayContaining(['Check the numbers', 'Find papers like this']))
  expect(names.length).toBeLessThanOrEqual(15)
  expect(new Set(names).size).toBe(names.length)
})

it('every option that a message fills takes the longest message', () => {
  const longest = 'word '.repeat(6000)
  for (const command of commands)
    if (command.onMessage)
      expect(() => parseOptions(command, { [command.onMessage?.option ?? '']: longest })).not.toThrow()
})

it('finds the papers like a long message, in a heading of one line and reasons of a few words', async () => {
  const message = `${CHAT.repeat(50)}\n${papers[12]?.abstract}\n${papers[13]?.abstract}\n${CHAT.repeat(50)}`
  expect(message.length).toBeGreaterThan(5500)
  const outcome = await team.run(search, { query: message })
  const found = outcome.reply.cards.map(({ title }) => title?.quote.paperId)
  expect(found.slice(0, 2).sort()).toEqual(['p12', 'p13'])
  expect(outcome.reply.heading.length).toBeLessThan(260)
  expect(outcome.reply.heading).toContain('…')
  for (const line of linesOf(outcome)) expect(line.length).toBeLessThan(400)
})
