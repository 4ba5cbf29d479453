import { afterEach, beforeEach, expect, it } from 'vitest'
import { vote } from '../../commands/team/vote.ts'
import { manager } from '../fakes/daily-rig.ts'
import { paperOf } from '../fakes/paper-of.ts'
import { openTeamRig, type TeamRig } from './team-rig.ts'

let team: TeamRig
beforeEach(async () => {
  team = await openTeamRig()
  await team.rig.app.addPapers([paperOf('loom', 'A Loom', 'We propose a loom.')])
})
afterEach(() => team.close())

const heading = async (chosen: string, userId = '7') =>
  (await team.run(vote, { paper: 'loom', vote: chosen }, { userId })).reply.heading

it('counts the last vote of each person, and takes one back', async () => {
  expect(await heading('more like this')).toBe('1 for more, 0 for less like “A Loom”; yours: more like this')
  expect(await heading('more like this', '8')).toContain('2 for more, 0 for less')
  expect(await heading('less like this')).toContain('1 for more, 1 for less')
  expect(await heading('no vote')).toBe('1 for more, 0 for less like “A Loom”; yours: no vote')
})

it('keeps the votes of two servers apart', async () => {
  await heading('more like this')
  const { result } = await team.run(vote, { paper: 'loom', vote: 'less like this' }, { guildId: 'another' })
  expect(result).toEqual({ paperId: 'loom', up: 0, down: 1, own: 'less like this' })
})

it('is for servers alone, and for papers that are here', async () => {
  const { guildId: _server, ...alone } = manager('c')
  const options = { paper: 'loom', vote: 'no vote' as const }
  await expect(vote.run(team.rig.app, options, alone)).rejects.toMatchObject({ code: 'server_only' })
  await expect(team.run(vote, { paper: 'nothing of the kind', vote: 'no vote' })).rejects.toMatchObject({
    code: 'unknown_paper',
  })
})
