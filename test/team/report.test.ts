import { afterEach, beforeEach, expect, it } from 'vitest'
import { report } from '../../commands/team/report.ts'
import { settings } from '../../commands/team/settings.ts'
import { textHash } from '../../src/papers/paper.ts'
import type { Reply } from '../../src/render/reply.ts'
import { manager } from '../fakes/daily-rig.ts'
import { paperOf } from '../fakes/paper-of.ts'
import { openTeamRig, type TeamRig, wordsOf } from './team-rig.ts'

const glass = {
  ...paperOf('2501.00001', 'Threads of Glass', 'We propose glass threads. They hold 88% of it.'),
  url: 'https://x.org/1',
}
const WHERE = 'https://discord.com/channels/1000000000000000004/5/6'
const MINUTE = 60_000

let team: TeamRig
beforeEach(async () => {
  team = await openTeamRig()
  await team.rig.app.addPapers([glass])
})
afterEach(async () => {
  await team.close()
  expect(team.discord.faults).toEqual([])
})

const takeReports = () => team.run(settings, { reports: team.channel })
const reported = () => team.discord.messages(team.channel)
const written = () => team.rig.app.state.postsToSend(team.clock.now).map(({ reply }) => JSON.parse(reply) as Reply)
const options = {
  paper: '2501.00001',
  quotes: 'abstract:26-46,title:0-16',
  remark: 'It is *80%* @everyone',
  where: WHERE,
}

it('brings a report to the channel exactly once, though an answer of Discord is lost and the same is reported again', async () => {
  await takeReports()
  const { reply, result } = await team.run(report, options, { userId: '7', requestId: 'r1' })
  expect(reply.heading).toContain('Thank you')
  const again = await team.run(
    report,
    { ...options, quotes: 'title:0-16 abstract:26-46' },
    { userId: '7', requestId: 'r2' },
  )
  expect(again.result).toEqual({ ...(result as object), isNew: false })
  team.discord.failNext(2, 503, { afterStoring: true })
  await team.tick()
  team.clock.now += 2 * MINUTE
  await team.tick()
  await team.tick()
  expect(reported()).toHaveLength(1)
  const words = reported().map(wordsOf).join()
  expect(words).toContain('A quote was reported as wrong · ')
  expect(words).toContain('They hold 88% of it.')
  expect(words).toContain('It is *80%* @everyone')
  expect(words).toContain(WHERE)
  expect(team.discord.pings).toEqual([])
  expect((await team.run(report, options, { userId: '7' })).result).toMatchObject({ isNew: false })
})

it('is another report from another person, of other quotes or on another day', async () => {
  await takeReports()
  await team.run(report, options, { userId: '7' })
  await team.run(report, options, { userId: '8' })
  await team.run(report, { ...options, quotes: '' }, { userId: '7' })
  team.clock.now += 24 * 60 * MINUTE
  await team.run(report, options, { userId: '7' })
  expect(written()).toHaveLength(4)
})

it('says what is stored: the paper, the places, the text they are of, whether the quote equals it, and the source', async () => {
  await takeReports()
  await team.run(report, options, { userId: '7' })
  const [reply] = written()
  const [card] = reply?.cards ?? []
  expect(reply?.by).toEqual({ words: 'Reported by', userId: '7' })
  expect(card?.quotes.map(({ quote }) => team.rig.app.quoteText(quote))).toEqual([
    'Threads of Glass',
    'They hold 88% of it.',
  ])
  expect(card?.pasted).toEqual({ text: 'It is *80%* @everyone', bold: [], by: 'reporter' })
  expect(card?.lines).toEqual([
    'Paper 2501.00001',
    `title:0-16 of the text with SHA-256 ${textHash(glass.title)}: equals the stored text at its offsets`,
    `abstract:26-46 of the text with SHA-256 ${textHash(glass.abstract)}: equals the stored text at its offsets`,
  ])
  expect(card?.links).toContainEqual({ label: 'source', url: 'https://x.org/1' })
  expect(card?.links).toContainEqual({ label: 'the message', url: WHERE })
})

it.each(['abstract:26-4600', 'abstract:9-9', 'abstract:9-3', 'summary:0-3', 'abstract:-1-3', 'words', 'title:0-16,x'])(
  'refuses %s, which is no place in the paper, and writes nothing down',
  async (quotes) => {
    await takeReports()
    await expect(team.run(report, { ...options, quotes })).rejects.toMatchObject({ code: 'bad_options' })
    expect(written()).toEqual([])
  },
)

it('takes no link but one of Discord’s messages', async () => {
  await takeReports()
  for (const where of ['https://discord.com.evil.org/channels/1/2/3', 'javascript:alert(1)', 'https://x.org/1'])
    await expect(team.run(report, { ...options, where })).rejects.toMatchObject({ code: 'bad_options' })
})

it('says what to do where no channel takes reports', async () => {
  await expect(team.run(report, options)).rejects.toMatchObject({
    code: 'no_reports_channel',
    message: expect.stringContaining('/settings reports'),
  })
  const { guildId: _server, ...alone } = manager('c')
  await expect(report.run(team.rig.app, { paper: 'glass', quotes: '' }, alone)).rejects.toMatchObject({
    code: 'server_only',
  })
})

it('takes no more reports when its channel is closed, and tells the one who named it what was reported', async () => {
  await takeReports()
  await team.run(report, options, { userId: '7' })
  team.discord.setPermissions(team.channel, { view: true, send: false })
  await team.tick()
  await team.tick()
  expect(team.rig.app.state.serverSettings('1000000000000000004')).toEqual({ answers: 'private' })
  const told = team.discord.privateMessages('1000000000000000003')
  expect(told).toHaveLength(1)
  const words = told.map(wordsOf).join()
  expect(words).toContain('I may not write there')
  expect(words).toContain('/settings')
  expect(words).toContain('It is *80%* @everyone')
  await expect(team.run(report, options, { userId: '7' })).rejects.toMatchObject({ code: 'no_reports_channel' })
  team.discord.setPermissions(team.channel, { view: true, send: true })
  await takeReports()
  await team.run(report, options, { userId: '7' })
  await team.tick()
  expect(reported()).toHaveLength(1)
})
