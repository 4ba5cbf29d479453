import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { dailySet } from '../../commands/daily/set.ts'
import type { Reply } from '../../src/render/reply.ts'
import { manager, openRig, type Rig } from '../fakes/daily-rig.ts'
import { paperOf } from '../fakes/paper-of.ts'

const SUNDAY = Date.UTC(2026, 2, 1, 12)
const HOUR = 3_600_000
let home: string
let rig: Rig
let now: number

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'verbatim-'))
  now = SUNDAY
  // Nothing is sent: what is written down is looked at.
  rig = await openRig({ home, apiBase: 'http://127.0.0.1:9/api', now: () => now })
  await rig.app.addPapers([
    { ...paperOf('2401.00001', 'Old Looms', 'Looms are old.'), year: 2024 },
    { ...paperOf('2501.00001', 'Pots', 'Pots are new.'), year: 2025 },
    { ...paperOf('2501.00002', 'Pans', 'Pans are newer.'), year: 2025 },
  ])
})
afterEach(async () => {
  await rig.close()
  rmSync(home, { recursive: true, force: true })
})

const set = (options: object) =>
  dailySet.run(rig.app, dailySet.options.parse({ time: '13:00', zone: 'UTC', days: 'daily', ...options }), manager('1'))
const list = (paperId: string, listedOn: string) =>
  rig.app.state.putListed([{ paperId, source: 'huggingface', listedOn, votes: 1 }])
const posts = () => rig.app.state.postsToSend(Number.MAX_SAFE_INTEGER)
const lastReply = () => JSON.parse(posts().at(-1)?.reply ?? '{"cards":[]}') as Reply
const titles = () => lastReply().cards.flatMap(({ title }) => (title ? [rig.app.quoteText(title.quote)] : []))

async function tickAt(hours: number) {
  now = SUNDAY + hours * HOUR
  await rig.app.daily.tick(now)
}
/** As if the last post had been sent. */
const send = () => posts().map(({ id }) => rig.app.state.markDone(id))

it('shows the newest paper of the library on a day without new ones, each once, until all are shown', async () => {
  await set({ empty: 'from the library' })
  const days = []
  for (const day of [0, 1, 2, 3]) {
    await tickAt(4 + day * 24)
    days.push(titles())
    send()
  }
  expect(days).toEqual([['Pans'], ['Pots'], ['Old Looms'], []])
})

it('shows what fits a preferred topic first, out of the library too, and never what is excluded', async () => {
  await set({ empty: 'from the library', prefer: 'old looms', exclude: 'pans' })
  await tickAt(4)
  expect(titles()).toEqual(['Old Looms'])
  send()
  await tickAt(28)
  expect(titles()).toEqual(['Pots'])
})

it('makes up for the last of several missed posts, marked late, and for none that is more than a day old', async () => {
  await set({})
  list('2501.00001', '2026-03-02')
  await tickAt(3 * 24)
  expect(posts()).toHaveLength(1)
  expect(lastReply().heading).toMatch(/3 March 2026 .* · late$/)
  send()
  await set({ days: 'Mon' })
  list('2501.00002', '2026-03-10')
  await tickAt(11 * 24)
  expect(posts()).toHaveLength(0)
  expect(rig.app.state.schedule('1')?.nextAt).toBe(Date.UTC(2026, 2, 16, 13))
})

it('writes no second post down while one waits to be sent, and shows a paper for four days after its list', async () => {
  await set({})
  list('2501.00001', '2026-03-01')
  await tickAt(3)
  list('2501.00002', '2026-03-01')
  await tickAt(25)
  expect(posts()).toHaveLength(1)
  send()
  list('2401.00001', '2026-02-20')
  await tickAt(49)
  await tickAt(51.5)
  expect(titles()).toEqual(['Pans'])
})

it('shows a paper once when two people ask for the post at the same time', async () => {
  await set({})
  list('2501.00001', '2026-03-01')
  const schedule = rig.app.state.schedule('1')
  if (!schedule) throw new Error('not set')
  const both = await Promise.all(['a', 'b'].map((each) => rig.app.daily.planner.planNow(schedule, each, now)))
  expect(both.map(({ papers }) => papers).sort()).toEqual([0, 1])
  expect(posts()).toHaveLength(1)
})

it('leaves a schedule as it was made while the posts of others were composed', async () => {
  await set({})
  await dailySet.run(rig.app, dailySet.options.parse({ time: '13:00', zone: 'UTC', days: 'Sun' }), manager('2'))
  list('2501.00001', '2026-03-01')
  now = SUNDAY + 40 * HOUR
  const ticking = rig.app.daily.tick(now)
  rig.app.state.removeSchedule('2')
  await ticking
  expect(rig.app.state.schedule('2')).toBeUndefined()
})

it('gives the same post for the same day, and another for another channel', async () => {
  await set({})
  list('2501.00001', '2026-03-01')
  await tickAt(3)
  const [first] = posts()
  await rig.app.daily.tick(now)
  expect(posts()).toEqual([first])
  expect(first?.id).toMatch(/^[0-9a-f]{10}$/)
})
