import { afterEach, beforeEach, expect, it } from 'vitest'
import { settings } from '../../commands/team/settings.ts'
import type { Right } from '../../src/say/rights.ts'
import { linesOf, openTeamRig, type TeamRig } from './team-rig.ts'

let team: TeamRig
beforeEach(async () => {
  team = await openTeamRig()
})
afterEach(() => team.close())

it('shows what holds, changes what is given and leaves the rest', async () => {
  expect(linesOf(await team.run(settings)).join('\n')).toMatch(/seen by the one who asked alone.*\n.*not taken/)
  await team.run(settings, { answers: 'public' })
  const named = await team.run(settings, { reports: team.channel })
  expect(named.result).toEqual({
    answers: 'public',
    reports: { channelId: team.channel, setBy: '1000000000000000003' },
  })
  expect(linesOf(named)).toContain(`Reports of wrong quotes: in channel ${team.channel}.`)
  expect((await team.run(settings, {}, { userId: '7' })).result).toEqual(named.result)
  expect((await team.run(settings, { noReports: true })).result).toEqual({ answers: 'public' })
  expect((await team.run(settings, {}, { guildId: 'another' })).result).toEqual({ answers: 'private' })
})

it('takes no channel for reports where the bot may not post, and changes nothing then', async () => {
  const lacks = (): Right[] => ['SendMessages']
  await expect(team.run(settings, { answers: 'public', reports: team.channel }, { lacks })).rejects.toMatchObject({
    code: 'missing_permissions',
    message: expect.stringContaining('Send Messages'),
  })
  expect((await team.run(settings)).result).toEqual({ answers: 'private' })
})

it('takes no two answers to one question', async () => {
  await expect(team.run(settings, { reports: team.channel, noReports: true })).rejects.toMatchObject({
    code: 'bad_options',
  })
})

it('is for those who manage a server alone', () => {
  expect(settings).toMatchObject({ needsManage: true, isPrivate: true, only: 'discord' })
})
