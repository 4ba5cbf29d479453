import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { dailyResume } from '../../commands/daily/pause.ts'
import { dailySet } from '../../commands/daily/set.ts'
import { quoteOf } from '../../src/answer/quote.ts'
import { postId } from '../../src/daily/post.ts'
import type { Reply } from '../../src/render/reply.ts'
import { type LoopbackDiscord, READER, startLoopbackDiscord } from '../e2e/loopback-discord.ts'
import { manager, openRig, type Rig, TOKEN } from '../fakes/daily-rig.ts'
import { paperOf } from '../fakes/paper-of.ts'

const START = Date.UTC(2026, 2, 4, 12)
const MINUTE = 60_000
const long = paperOf(
  'long',
  'A Long Paper',
  'This sentence is long and is said often, 9 times in ten. '.repeat(120).trim(),
)
const id = postId('an occasion')

let home: string
let discord: LoopbackDiscord
let channel: string
let rig: Rig
let now: number

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'verbatim-'))
  discord = await startLoopbackDiscord(TOKEN)
  now = START
  discord.now = () => now
  channel = discord.addChannel('papers')
  rig = await openRig({ home, apiBase: discord.apiBase, now: () => now })
  await rig.app.addPapers([long])
  const options = dailySet.options.parse({ time: '09:00', zone: 'UTC' })
  await dailySet.run(rig.app, options, manager(channel))
})
afterEach(async () => {
  await rig.close()
  await discord.close()
  rmSync(home, { recursive: true, force: true })
  expect(discord.faults).toEqual([])
})

/** Writes down a post of three messages: a quote longer than one. */
function writePost(): void {
  const quote = quoteOf(long, 'abstract', { start: 0, end: long.abstract.length })
  const reply: Reply = { heading: `A post · ${id}`, cards: [{ quotes: [{ quote, bold: [] }] }] }
  rig.app.state.putPost({
    id,
    target: { kind: 'channel', id: channel },
    purpose: 'daily',
    reply: JSON.stringify(reply),
    mentions: [],
    thread: 'To discuss',
    dueAt: now,
  })
}
/** One message of the post comes; then the bot may no longer write there. */
async function sendHalf() {
  writePost()
  discord.failNext(2, 503, { afterStoring: true })
  await tick()
  discord.setPermissions(channel, { view: true, send: false })
  now += 2 * MINUTE
  await tick()
}
const tick = () => rig.app.daily.tick(now, rig.chat)
const pages = () => discord.messages(channel).map(({ content }) => /^.*page (\d) of/.exec(content)?.[1])

it('sends the messages of a post in order, once, with a thread on the first', async () => {
  writePost()
  writePost()
  await tick()
  await tick()
  expect(pages()).toEqual(['1', '2', '3'])
  expect(discord.messages(channel).map(({ thread }) => thread?.name)).toEqual(['To discuss', undefined, undefined])
  expect(rig.app.state.postsToSend(now)).toEqual([])
})

it('sends a full page together with the mention of who is told', async () => {
  // From just below what a message holds to just above it.
  const lengths = Array.from({ length: 20 }, (_, n) => 1830 + n * 8)
  for (const length of lengths) {
    const cards = [2000, length].map((size) => ({ quotes: [], pasted: { text: 'x'.repeat(size), bold: [] } }))
    rig.app.state.putPost({
      id: postId(`told ${length}`),
      target: { kind: 'channel', id: channel },
      purpose: 'follow',
      reply: JSON.stringify({ heading: `Told ${length}`, cards }),
      mentions: [READER],
      dueAt: now,
    })
  }
  await tick()
  const sent = discord.messages(channel).map(({ content }) => /Told \d+/.exec(content)?.[0])
  expect(new Set(sent)).toEqual(new Set(lengths.map((length) => `Told ${length}`)))
  expect(discord.pings).toHaveLength(lengths.length)
})

it.each([
  ['within the minutes in which Discord knows the nonce', 2 * MINUTE],
  ['long after', 300 * MINUTE],
])('finds a message whose answer was lost, %s', async (_when, later) => {
  writePost()
  discord.failNext(2, 503, { afterStoring: true })
  await tick()
  expect(pages()).toEqual(['1'])
  now += later
  await tick()
  expect(pages()).toEqual(['1', '2', '3'])
})

it('waits longer after each failure, and nothing written down later overtakes', async () => {
  writePost()
  discord.failNext(4, 503)
  await tick()
  await tick()
  expect(discord.calls.filter((call) => call.startsWith('POST'))).toHaveLength(2)
  rig.app.state.putPost({
    id: postId('a later one'),
    target: { kind: 'channel', id: channel },
    purpose: 'daily',
    reply: JSON.stringify({ heading: 'Later', cards: [{ quotes: [], lines: ['page 4 of a day'] }] }),
    mentions: [],
    dueAt: now,
  })
  await tick()
  now += 2 * MINUTE
  await tick()
  expect(pages()).toEqual([])
  now += MINUTE
  await tick()
  expect(pages()).toEqual([])
  now += 4 * MINUTE
  await tick()
  expect(pages()).toEqual(['1', '2', '3', undefined])
})

it('keeps the other half of a post that was cut in two for the day it may go on', async () => {
  await sendHalf()
  expect(rig.app.state.schedule(channel)?.paused).toContain('I may not write there')
  now += 600 * MINUTE
  await tick()
  expect(pages()).toEqual(['1'])
  expect(discord.privateMessages(manager('').userId)).toHaveLength(1)
  discord.setPermissions(channel, { view: true, send: true })
  await dailyResume.run(rig.app, {}, manager(channel))
  await tick()
  expect(pages()).toEqual(['1', '2', '3'])
})

it('looks for a post that may have come, and shows its papers in no other, when it was resumed meanwhile', async () => {
  writePost()
  rig.app.state.putShown(channel, [{ paperId: 'long', postId: id, why: { words: [] } }])
  discord.failNext(2, 503, { afterStoring: true })
  await tick()
  await dailyResume.run(rig.app, {}, manager(channel))
  expect(rig.app.state.shownIn(channel)).toEqual(new Set(['long']))
  await tick()
  expect(pages()).toEqual(['1', '2', '3'])
})

it('goes on when the posts are set anew after a pause', async () => {
  await sendHalf()
  discord.setPermissions(channel, { view: true, send: true })
  await dailySet.run(rig.app, dailySet.options.parse({ time: '09:00', zone: 'UTC' }), manager(channel))
  await tick()
  expect(pages()).toEqual(['1', '2', '3'])
})

it('counts a post as sent that gets no thread', async () => {
  writePost()
  discord.failNext(1, 404, { on: 'thread' })
  await tick()
  expect(pages()).toEqual(['1', '2', '3'])
  expect(rig.app.state.postsToSend(now)).toEqual([])
  expect(rig.app.state.schedule(channel)?.paused).toBeUndefined()
})

it('shows a quote as it stood when the post was written down, though its text was replaced since', async () => {
  writePost()
  await rig.app.addPapers([{ ...long, abstract: 'Something else.' }])
  await tick()
  const shown = discord.messages(channel).flatMap(({ cards }) => cards.map(({ text }) => text))
  expect(shown.join('')).toContain('This sentence is long')
  expect(shown.join('')).not.toContain('Something else')
})
