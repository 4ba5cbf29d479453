import { pino } from 'pino'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { commands } from '../../commands/index.ts'
import { startTicking } from '../../src/daily/ticker.ts'
import { type Bot, startBot } from '../../src/discord/bot.ts'
import { GUILD_CHANNEL, type How, READER } from '../e2e/loopback-discord.ts'
import { TOKEN } from '../fakes/daily-rig.ts'
import { paperOf } from '../fakes/paper-of.ts'
import { openTeamRig, type TeamRig, wordsOf } from './team-rig.ts'

const IN_SERVER: How = { guild: true }
const glass = paperOf(
  '2501.00001',
  'Threads of Glass',
  'We propose glass threads. The glass threads hold 88% of the weight of steel.',
)

let team: TeamRig
let bot: Bot
let stopTicking: () => Promise<void>
beforeEach(async () => {
  team = await openTeamRig()
  const { discord, rig } = team
  discord.now = Date.now
  await rig.app.addPapers([glass])
  bot = await startBot({
    token: TOKEN,
    apiBase: discord.apiBase,
    commands,
    app: rig.app,
    log: pino({ level: 'silent' }),
    registration: { load: () => undefined, save: () => {} },
    drawChart: async () => Buffer.from('png'),
  })
  stopTicking = startTicking(rig.app.daily, bot.chat, Date.now)
})
afterEach(async () => {
  await stopTicking()
  await bot.stop()
  await team.close()
  expect(team.discord.faults).toEqual([])
})

it('names a channel for reports, and brings one there, once', async () => {
  const options = { paper: '2501.00001', quotes: `abstract:26-${glass.abstract.length}`, remark: 'It is 80%' }
  const early = await team.discord.command('report', options, IN_SERVER)
  expect([early.ephemeral, wordsOf(early)]).toEqual([true, expect.stringContaining('/settings reports')])
  const named = await team.discord.command('settings', { reports: GUILD_CHANNEL }, IN_SERVER)
  expect([named.ephemeral, wordsOf(named)]).toEqual([true, expect.stringContaining(`in channel ${GUILD_CHANNEL}`)])
  expect(wordsOf(await team.discord.command('report', options, IN_SERVER))).toContain('Thank you')
  await expect.poll(() => team.discord.messages(GUILD_CHANNEL).length, { timeout: 8000 }).toBe(1)
  expect(wordsOf(await team.discord.command('report', options, IN_SERVER))).toContain('already')
  const without = await team.discord.command('settings', { 'no-reports': true }, IN_SERVER)
  expect(wordsOf(without)).toContain('not taken')
  const reports = team.discord.messages(GUILD_CHANNEL).map(wordsOf)
  expect(reports).toEqual([expect.stringContaining('The glass threads hold 88% of the weight of steel.')])
  expect(team.discord.pings).toEqual([])
})

it('keeps for a person what only this person is shown, and deletes it', async () => {
  expect((await team.discord.command('save', { what: 'glass' })).ephemeral).toBe(true)
  expect(wordsOf(await team.discord.command('saved'))).toContain('We propose glass threads.')
  await team.discord.command('vote', { paper: 'glass', vote: 'less like this' }, IN_SERVER)
  expect(wordsOf(await team.discord.command('privacy'))).toContain('1 saved item, 1 vote, 0 channels for reports')
  await team.discord.command('forget')
  expect(wordsOf(await team.discord.command('saved'))).toContain('nothing yet')
})

it('checks the numbers of a message, and finds papers like it', async () => {
  const content = 'The glass threads hold 98% of the weight of steel.'
  const checked = await team.discord.messageCommand('Check the numbers', { content })
  expect(wordsOf(checked)).toContain('numbers differ')
  // A sentence that is but partly the paper's has its other number marked as well.
  const partial = await team.discord.messageCommand('Check the numbers', { content: `I heard that ${content}` })
  expect(wordsOf(partial)).toContain('**98%**')
  const long = { content: `${content} ${'Who knows more of glass threads? '.repeat(100)}` }
  expect(wordsOf(await team.discord.messageCommand('Find papers like this', long))).toContain('Threads of Glass')
})

it('says on every page of what was shared who shared it, whoever turns the page', async () => {
  const { discord } = team
  const shared = await discord.click(await discord.command('help', {}, IN_SERVER), 'Share', IN_SERVER)
  expect(shared.content).toContain(`Shared by <@${READER}>`)
  const turned = await discord.click(shared, 'Next', { ...IN_SERVER, userId: '7000001', locale: 'de' })
  expect([turned.content, turned.ephemeral]).toEqual([expect.stringContaining(`<@${READER}>`), false])
  expect((await discord.click(turned, 'Zurück', IN_SERVER)).content).toContain(`Shared by <@${READER}>`)
})
