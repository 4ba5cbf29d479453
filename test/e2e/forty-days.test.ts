import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { dailyPause, dailyResume } from '../../commands/daily/pause.ts'
import { dailySet } from '../../commands/daily/set.ts'
import { dayIn, minuteIn } from '../../src/daily/schedule.ts'
import { manager, openRig, type Rig, TOKEN } from '../fakes/daily-rig.ts'
import { hfRow, startLoopbackSources } from '../fakes/loopback-sources.ts'
import { type Stored, startLoopbackDiscord } from './loopback-discord.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const STEP = 10 * MINUTE
const START = Date.UTC(2026, 2, 1)
const SETTER = manager('').userId

/** Hours of the run in which something is wrong, counted from its start. */
const within = (now: number, fromDay: number, days: number) =>
  now >= START + fromDay * DAY && now < START + (fromDay + days) * DAY

interface Post {
  day: string
  id: string
  at: number
  papers: string[]
  isLate: boolean
  words: string
}

/** The daily posts of a channel, their pages put together. */
function postsIn(stored: readonly Stored[]): Post[] {
  const posts = new Map<string, Post>()
  for (const { content, cards, at } of stored) {
    const [, date = '', id = ''] = /^-# Daily papers · \w+,? (.+?) · .*post ([0-9a-f]{10})/.exec(content) ?? []
    if (date === '') throw new Error(`no daily post: ${content}`)
    const day = new Date(`${date} 12:00 UTC`).toISOString().slice(0, 10)
    const post = posts.get(id) ?? { day, id, at, papers: [], isLate: content.includes('· late'), words: '' }
    post.papers.push(...cards.flatMap(({ url }) => url?.split('/').at(-1) ?? []))
    post.words += [content, ...cards.map(({ text }) => text)].join('\n')
    posts.set(id, post)
  }
  return [...posts.values()]
}

it('posts each paper once in each channel through 40 days of outages, restarts and changes of the clocks', async () => {
  const home = mkdtempSync(join(tmpdir(), 'verbatim-'))
  const discord = await startLoopbackDiscord(TOKEN)
  const sources = await startLoopbackSources()
  let now = START
  discord.now = () => now
  sources.today = () => new Date(now).toISOString().slice(0, 10)
  const channels = {
    berlin: discord.addChannel('berlin'),
    newYork: discord.addChannel('new-york'),
    kathmandu: discord.addChannel('kathmandu'),
    locked: discord.addChannel('locked'),
    deleted: discord.addChannel('deleted'),
  }
  const deletedStored = discord.messages(channels.deleted)
  const open = () => openRig({ home, apiBase: discord.apiBase, huggingFaceUrl: sources.huggingFaceUrl, now: () => now })
  let rig: Rig | undefined = await open()
  const set = (channel: string, options: object) =>
    dailySet.run((rig as Rig).app, dailySet.options.parse(options), manager(channel))
  await set(channels.berlin, { time: '09:00', zone: 'Europe/Berlin', days: 'daily', papers: 10 })
  await set(channels.newYork, { time: '02:30', zone: 'America/New_York', prefer: 'routing of buses', papers: 5 })
  await set(channels.kathmandu, {
    time: '14:45',
    zone: 'Asia/Kathmandu',
    days: 'daily',
    papers: 10,
    empty: 'from the library',
  })
  await set(channels.locked, { time: '12:00', zone: 'UTC', days: 'daily', papers: 10 })
  await set(channels.deleted, { time: '12:00', zone: 'UTC', days: 'daily', papers: 10 })

  const published = new Map<string, number>()
  let nextRow = 0
  for (; now < START + 40 * DAY; now += STEP) {
    const hour = (now % DAY) / HOUR
    const weekday = new Date(now).getUTCDay()
    const date = sources.today()
    // Each working day: one paper at six, two more at half past seven, four more at ten (UTC).
    const count = weekday === 0 || weekday === 6 ? 0 : { 6: 1, 7.5: 2, 10: 4 }[hour]
    for (let i = 0; i < (count ?? 0); i++) {
      const row = hfRow(nextRow++)
      sources.days.set(date, [...(sources.days.get(date) ?? []), row])
      published.set(row.paper.id, now)
    }
    sources.faults.huggingface = within(now, 9, 2)
      ? { status: 503 }
      : within(now, 12, 0.3)
        ? { status: 429, headers: { 'retry-after': '7200' } }
        : undefined
    if (now === START + 5 * DAY) discord.setPermissions(channels.locked, { view: true, send: false })
    if (now === START + 8 * DAY) {
      discord.setPermissions(channels.locked, { view: true, send: true })
      await dailyResume.run((rig as Rig).app, {}, manager(channels.locked))
    }
    if (now === START + 20 * DAY) discord.removeChannel(channels.deleted)
    if (now === START + 30 * DAY) await dailyPause.run((rig as Rig).app, {}, manager(channels.newYork))
    if (now === START + 33 * DAY) await dailyResume.run((rig as Rig).app, {}, manager(channels.newYork))
    if (now % (5 * HOUR) === 0) discord.rateLimitNext(1, 0.01)
    if (now % (17 * HOUR) === 0) discord.failNext(2, 503, { afterStoring: true })
    if (now % (23 * HOUR) === 0) discord.dropNext(1, { afterStoring: true })
    if (now % (31 * HOUR) === 0) discord.dropNext(1)
    // Down for 30 hours over a post of every channel, and for a moment every two and a half days.
    const isDown = within(now, 24.2, 1.25)
    if (rig && (isDown || now % (2.5 * DAY) === 0)) {
      await rig.close()
      rig = undefined
    }
    if (!rig && !isDown) rig = await open()
    await rig?.app.daily.tick(now, rig.chat)
  }
  const shown = Object.fromEntries(
    Object.entries(channels).map(([name, id]) => [
      name,
      postsIn(name === 'deleted' ? deletedStored : discord.messages(id)),
    ]),
  ) as Record<keyof typeof channels, Post[]>
  await rig?.close()

  for (const [name, posts] of Object.entries(shown)) {
    const papers = posts.flatMap((post) => post.papers)
    expect(new Set(papers).size, `${name}: no paper twice`).toBe(papers.length)
    const days = posts.map(({ day }) => day)
    expect(new Set(days).size, `${name}: no day twice`).toBe(days.length)
  }
  // Nothing that was listed two days before the end is missing where everything is shown.
  const early = [...published].filter(([, at]) => at < START + 38 * DAY).map(([id]) => id)
  for (const name of ['berlin', 'kathmandu', 'locked'] as const) {
    const papers = new Set(shown[name].flatMap((post) => post.papers))
    expect(
      early.filter((id) => !papers.has(id)),
      name,
    ).toEqual([])
  }
  // On time: at nine, or when the list stands still, and two hours later at most; after downtime once, marked late.
  const zone = 'Europe/Berlin'
  const late = shown.berlin.filter(({ isLate }) => isLate)
  expect(late.map(({ day }) => day)).toEqual(['2026-03-26'])
  for (const { at, day, isLate } of shown.berlin) {
    expect(dayIn(zone, at)).toBe(isLate ? '2026-03-26' : day)
    if (isLate) continue
    expect(minuteIn(zone, at)).toBeGreaterThanOrEqual(9 * 60)
    expect(minuteIn(zone, at)).toBeLessThanOrEqual(11 * 60 + 40)
  }
  // Each day has its post, with papers or with the reason why there are none, but the one the bot was down.
  const allDays = Array.from({ length: 40 }, (_, day) => new Date(START + day * DAY).toISOString().slice(0, 10))
  expect(allDays.filter((day) => !shown.berlin.some((post) => post.day === day))).toEqual(['2026-03-25'])
  const empty = shown.berlin.filter(({ papers }) => papers.length === 0)
  expect(empty.map(({ day }) => day)).toEqual([
    ...['2026-03-01', '2026-03-08', '2026-03-11', '2026-03-15', '2026-03-22', '2026-03-29', '2026-04-05'],
  ])
  for (const { day, words } of empty) expect(words, day).toContain(day === '2026-03-11' ? 'does not answer' : 'weekend')
  // Where Friday's list is all shown, Saturday says so and Sunday says nothing.
  expect(shown.locked.some(({ day }) => day === '2026-03-21')).toBe(true)
  expect(shown.locked.some(({ day }) => day === '2026-03-22')).toBe(false)
  expect(shown.newYork.flatMap(({ day }) => (day > '2026-03-30' && day < '2026-04-03' ? [day] : []))).toEqual([])
  expect(shown.locked.flatMap(({ day }) => (day > '2026-03-05' && day < '2026-03-09' ? [day] : []))).toEqual([])
  const notices = discord.privateMessages(SETTER).map(({ cards }) => cards[0]?.text ?? '')
  expect(notices).toHaveLength(2)
  expect(notices[0]).toContain(`${channels.locked}, which you set up, are paused\\: I may not write there`)
  expect(notices[1]).toContain(`${channels.deleted}, which you set up, are paused\\: the channel is gone`)
  const threads = discord.messages(channels.berlin).flatMap(({ thread }) => thread?.name ?? [])
  expect(threads).toHaveLength(shown.berlin.length - empty.length)
  // What is refused for good is not tried again.
  expect(discord.refusals.map(({ code }) => code)).toEqual([50013, 10003])
  expect(discord.faults).toEqual([])
  await discord.close()
  await sources.close()
  rmSync(home, { recursive: true, force: true })
}, 300_000)
