import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { follow } from '../../commands/follow.ts'
import { isQuiet } from '../../src/daily/follows.ts'
import { type LoopbackDiscord, startLoopbackDiscord } from '../e2e/loopback-discord.ts'
import { manager, openRig, type Rig, TOKEN } from '../fakes/daily-rig.ts'
import { paperOf } from '../fakes/paper-of.ts'

const HOUR = 3_600_000
const DAY_START = Date.UTC(2026, 2, 4)
const READER = manager('').userId
let home: string
let discord: LoopbackDiscord
let rig: Rig
let now: number

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'verbatim-'))
  discord = await startLoopbackDiscord(TOKEN)
  now = DAY_START + 12 * HOUR
  discord.now = () => now
  rig = await openRig({ home, apiBase: discord.apiBase, now: () => now })
})
afterEach(async () => {
  await rig.close()
  await discord.close()
  rmSync(home, { recursive: true, force: true })
  expect(discord.faults).toEqual([])
})

const follows = (options: object) => follow.run(rig.app, follow.options.parse(options), manager('1'))
const add = (id: string, title: string) => rig.app.addPapers([paperOf(id, title, `${title} are 3x faster now.`)])
const tickAt = (hours: number) => {
  now = DAY_START + hours * HOUR
  return rig.app.daily.tick(now, rig.chat)
}
const told = () => discord.privateMessages(READER).map(({ cards }) => cards.map(({ title }) => title))

it('tells nothing in the quiet hours, and all of it after them in one message', async () => {
  await follows({ topic: 'woven lattices', quiet: '22:00-07:00', zone: 'Europe/Berlin' })
  await follows({ topic: 'glass threads', quiet: '22:00-07:00', zone: 'Europe/Berlin' })
  await add('1', 'Woven lattices')
  await tickAt(21.5)
  await add('2', 'Glass threads')
  await add('3', 'Glass threads in woven lattices')
  await tickAt(29.9)
  expect(told()).toEqual([])
  await tickAt(30)
  expect(told()).toHaveLength(1)
  expect(told()[0]?.toSorted()).toEqual(['Glass threads', 'Glass threads in woven lattices', 'Woven lattices'])
})

it('tells a digest at its hour, and nothing when there is nothing', async () => {
  await follows({ topic: 'woven lattices', digest: '17:00' })
  await add('1', 'Woven lattices')
  await tickAt(16.9)
  expect(told()).toEqual([])
  await tickAt(17)
  await tickAt(41)
  expect(told()).toEqual([['Woven lattices']])
  await add('2', 'More woven lattices')
  await tickAt(65.1)
  expect(told()).toHaveLength(2)
})

it('tells of papers that came after the topic was followed, and not of a new version of one that was here', async () => {
  await add('1', 'Woven lattices')
  await follows({ topic: 'woven lattices' })
  await tickAt(13)
  await rig.app.addPapers([paperOf('1', 'Woven lattices', 'Woven lattices are 4x faster now.')])
  await tickAt(14)
  expect(told()).toEqual([])
})

it('pauses for a person who takes no private messages, and tells what was missed when it is set anew', async () => {
  await follows({ topic: 'woven lattices' })
  discord.closeDm(READER)
  await add('1', 'Woven lattices')
  await tickAt(13)
  expect(rig.app.state.follows(READER)[0]?.paused).toContain('takes no private messages')
  await add('2', 'New woven lattices')
  await tickAt(14)
  expect(discord.refusals).toHaveLength(1)
  await follows({ topic: 'woven lattices', how: 'mention here' })
  expect(rig.app.state.follows(READER)[0]?.paused).toBeUndefined()
  expect(rig.app.state.untold(rig.app.state.follows(READER)[0]?.id ?? '')).toHaveLength(2)
})

it('counts quiet hours by the clock of the person, over midnight too', () => {
  const quiet = { quiet: { from: '22:00', to: '07:00' }, zone: 'UTC' }
  expect([21.9, 22, 3, 6.9, 7].map((hour) => isQuiet(quiet, DAY_START + hour * HOUR))).toEqual([
    ...[false, true, true, true, false],
  ])
  const day = { quiet: { from: '09:00', to: '17:00' }, zone: 'Asia/Kathmandu' }
  expect(isQuiet(day, DAY_START + 3.2 * HOUR)).toBe(false)
  expect(isQuiet(day, DAY_START + 3.3 * HOUR)).toBe(true)
})

it('takes in what another program imports meanwhile, and tells who follows it', async () => {
  await follows({ topic: 'woven lattices' })
  const other = await openRig({ home, apiBase: discord.apiBase, now: () => now })
  await other.app.addPapers([paperOf('9', 'Woven lattices', 'Woven lattices are 3x faster.')])
  await other.close()
  expect(rig.app.search.holding('woven')).toEqual([])
  await tickAt(13)
  expect(rig.app.search.holding('woven')).toEqual(['9'])
  expect(told()).toEqual([['Woven lattices']])
  await tickAt(14)
  expect(told()).toHaveLength(1)
})
