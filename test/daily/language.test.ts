import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { dailySet } from '../../commands/daily/set.ts'
import { dailyStatus } from '../../commands/daily/status.ts'
import { follow } from '../../commands/follow.ts'
import { report } from '../../commands/team/report.ts'
import { settings } from '../../commands/team/settings.ts'
import { type Chat, ChatRefused, type Outgoing } from '../../src/daily/chat.ts'
import { longDate, timeIn, weekdayNames } from '../../src/daily/dates.ts'
import { pausedWords } from '../../src/daily/paused.ts'
import { whyLines } from '../../src/daily/post.ts'
import type { Reply } from '../../src/render/reply.ts'
import type { Language } from '../../src/say/language.ts'
import { sayEnglish, sayIn } from '../../src/say/say.ts'
import { manager, openRig, type Rig } from '../fakes/daily-rig.ts'
import { paperOf } from '../fakes/paper-of.ts'

const SATURDAY = Date.UTC(2026, 10, 28, 12)
const HOUR = 3_600_000
const GUILD = manager('').guildId ?? ''
let home: string
let rig: Rig
let now: number
let sent: Outgoing[]
let refusal: string | undefined

const open = () => openRig({ home, apiBase: 'http://127.0.0.1:9/api', now: () => now })
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'verbatim-'))
  now = SATURDAY
  sent = []
  refusal = undefined
  rig = await open()
  await rig.app.addPapers([paperOf('2501.00001', 'Pots', 'Pots are new.')])
  rig.app.state.putListed([{ paperId: '2501.00001', source: 'huggingface', listedOn: '2026-11-28', votes: 1 }])
})
afterEach(async () => {
  await rig.close()
  rmSync(home, { recursive: true, force: true })
})

/** Takes what is sent, and refuses it in a channel where that is wanted. */
const chat: Chat = {
  pages: () => 1,
  async send(outgoing) {
    if (refusal !== undefined && outgoing.target.kind === 'channel') throw new ChatRefused(refusal)
    sent.push(outgoing)
    return { channelId: outgoing.target.id, messageId: String(sent.length) }
  },
  find: async () => undefined,
  openThread: async () => {},
}
const asking = (language?: Language) => ({ ...manager('1'), ...(language && { language }) })
const set = (options: object, language?: Language) =>
  dailySet.run(
    rig.app,
    dailySet.options.parse({ time: '13:00', zone: 'UTC', days: 'daily', ...options }),
    asking(language),
  )
const posts = () => rig.app.state.postsToSend(Number.MAX_SAFE_INTEGER)
const replies = () => posts().map(({ reply }) => JSON.parse(reply) as Reply)

async function tickAt(hours: number) {
  now = SATURDAY + hours * HOUR
  await rig.app.daily.tick(now, chat)
}

it('words a post in the language chosen for the channel, after a restart too', async () => {
  await set({ language: 'fr' }, 'de')
  await rig.close()
  rig = await open()
  expect(rig.app.state.schedule('1')?.language).toBe('fr')
  now = SATURDAY + 3 * HOUR
  await rig.app.daily.tick(now)
  expect(posts()[0]?.thread).toContain('samedi 28 novembre 2026')
  expect(replies()[0]).toMatchObject({ language: 'fr', heading: expect.stringContaining('samedi 28 novembre 2026') })
})

it('words a post in the language of the person who sets it up, unless another is chosen', async () => {
  await set({}, 'es')
  expect(rig.app.state.schedule('1')?.language).toBe('es')
  await set({})
  expect(rig.app.state.schedule('1')).not.toHaveProperty('language')
  await tickAt(3)
  expect(sent[0]?.reply).toMatchObject({
    language: 'en',
    heading: expect.stringContaining('Saturday, 28 November 2026'),
  })
})

it('takes no language that it does not speak', () => {
  expect(dailySet.options.safeParse({ time: '13:00', zone: 'UTC', language: 'tlh' }).success).toBe(false)
})

it('shows the language of the posts', async () => {
  await set({ language: 'fr' })
  const { reply } = await dailyStatus.run(rig.app, {}, asking())
  expect(reply.cards[0]?.lines).toContain('Language of the posts: French.')
})

it('hands the language on to what renders a post, with the mark of a late one', async () => {
  await set({ language: 'ja' })
  await tickAt(20)
  expect(sent[0]?.reply.language).toBe('ja')
  expect(sent[0]?.reply.heading).toMatch(/2026年11月28日土曜日 .*投稿 [0-9a-f]{10} · 遅延$/)
})

it('says a post again as it was worded, whatever language the channel has got since', async () => {
  await set({ language: 'fr' })
  now = SATURDAY + 3 * HOUR
  await rig.app.daily.tick(now)
  const [worded] = replies()
  await set({ language: 'de' })
  await tickAt(3)
  expect(sent[0]?.reply).toEqual(worded)
})

it('tells the person who set the posts up in their language that they are paused', async () => {
  await set({ language: 'fr' })
  refusal = 'the channel is gone'
  await tickAt(3)
  await tickAt(3)
  expect(sent).toHaveLength(1)
  expect(sent[0]).toMatchObject({ target: { kind: 'user' }, reply: { language: 'fr' } })
  const { reply } = await dailyStatus.run(rig.app, {}, asking())
  expect(reply.cards[0]?.lines).toContain('Paused: the channel is gone.')
})

it('tells a person who follows a topic in the language they asked in', async () => {
  await follow.run(rig.app, follow.options.parse({ topic: 'woven lattices' }), asking('ja'))
  await rig.app.addPapers([paperOf('1', 'Woven lattices', 'Woven lattices are 3x faster.')])
  await tickAt(1)
  expect(sent[0]?.reply.language).toBe('ja')
})

it('words a report in the language of the person who named the channel, who may be forgotten', async () => {
  await settings.run(rig.app, settings.options.parse({ reports: '5' }), asking('es'))
  rig.app.forget(manager('').userId)
  expect(rig.app.state.serverSettings(GUILD).reports).toEqual({ channelId: '5', language: 'es' })
  await report.run(rig.app, report.options.parse({ paper: '2501.00001' }), asking('fr'))
  await tickAt(0.1)
  expect(sent[0]).toMatchObject({ target: { id: '5' }, reply: { language: 'es' } })
})

it('writes dates and days as each language does', () => {
  expect(longDate('Asia/Kathmandu', Date.UTC(2026, 10, 27, 19), 'de')).toBe('Samstag, 28. November 2026')
  expect(timeIn('UTC', SATURDAY, 'fr')).toBe('sam. 28 nov., 12:00')
  expect(weekdayNames([1, 2, 3], sayIn('es'))).toBe('lun–mié')
})

it('marks the words of a topic where the sentence has it, and takes no topic for a blank of the sentence', () => {
  const why = { topic: 'the {{listed}} $t(daily.late)', words: ['listed'], listedOn: '2026-11-28' }
  const [line] = whyLines(why, sayEnglish)
  const { text, bold } = typeof line === 'object' ? line : { text: '', bold: [] }
  expect(text).toBe('Here because it is on “the {{listed}} $t(daily.late)”; listed 2026-11-28')
  expect(bold.map(({ start, end }) => text.slice(start, end))).toEqual(['listed'])
})

it('says why something is paused as it was kept, where it knows no message for it', () => {
  expect(pausedWords('Discord refuses it (50001)', sayEnglish)).toBe('Discord refuses it (50001)')
  expect(pausedWords('something of long ago', sayIn('de'))).toBe('something of long ago')
})
