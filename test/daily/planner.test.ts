import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { dailySet } from '../../commands/daily/set.ts'
import { dailyWhy } from '../../commands/daily/why.ts'
import { chosen } from '../../src/daily/digest.ts'
import { createPlanner } from '../../src/daily/planner.ts'
import { whyLines } from '../../src/daily/post.ts'
import { whySchema } from '../../src/daily/state.ts'
import type { Reply } from '../../src/render/reply.ts'
import { sayEnglish } from '../../src/say/say.ts'
import type { Votes } from '../../src/team/state.ts'
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

/** Papers with a few words in common, and four of two kinds, listed by upvotes in the order given. */
async function listNews(order: readonly string[]) {
  const trades =
    'brewing baking masonry tanning dyeing milling fishing mining sailing farming smithing thatching'.split(' ')
  const fillers = [...trades, ...trades].map((trade, i) =>
    paperOf(
      `2502.${10_000 + i}`,
      `Letter ${i}`,
      `Letters carry news of ${trade} from ${trades[(i * 5 + 3) % 12]} towns.`,
    ),
  )
  const bees = (id: string, title: string) =>
    paperOf(id, title, 'Honeybee swarms choose nest cavities by quorum sensing among scout dances.')
  const moss = (id: string, title: string) =>
    paperOf(id, title, 'Peat bogs store carbon where sphagnum cushions acidify groundwater.')
  await rig.app.addPapers([
    ...fillers,
    bees('2503.00001', 'Voted bees'),
    bees('2503.00002', 'Bees'),
    moss('2503.00003', 'Voted moss'),
    moss('2503.00004', 'Moss'),
  ])
  rig.app.state.putListed(
    order.map((paperId, i) => ({ paperId, source: 'huggingface', listedOn: '2026-03-01', votes: 90 - i })),
  )
}
const NEWS = ['2503.00004', '2502.10000', '2502.10001', '2503.00002']
/** A planner and a schedule in a server with these votes. */
async function votedOn(votes: readonly Votes[], options: object = {}, guildId = manager('1').guildId) {
  await set(options)
  const { library, search, state, daily } = rig.app
  const schedule = state.schedule('1')
  if (!schedule) throw new Error('not set')
  const votesOf = (asked: string) => (asked === guildId ? votes : [])
  return { schedule, planner: createPlanner({ library, search, state, news: daily.news, votesOf }) }
}
/** The titles of a post. */
async function planned(votes: readonly Votes[], options: object) {
  const { schedule, planner } = await votedOn(votes, options)
  await planner.planNow(schedule, 'now', now)
  return titles()
}
const more = (paperId: string, up = 1): Votes => ({ paperId, up, down: 0 })
const less = (paperId: string): Votes => ({ paperId, up: 0, down: 1 })

it('shows first what is like a paper that people here want more of, and says so', async () => {
  await listNews(NEWS)
  expect(await planned([more('2503.00001', 3)], { papers: 4 })).toEqual(['Bees', 'Moss', 'Letter 0', 'Letter 1'])
  expect(lastReply().cards[0]?.lines).toEqual([
    'Here because it is like “Voted bees”, which 3 people here want more of; listed 2026-03-01, 87 upvotes',
  ])
  expect(lastReply().cards[1]?.lines).toEqual(['Here because it is new: listed 2026-03-01, 90 upvotes'])
  const why = await dailyWhy.run(rig.app, dailyWhy.options.parse({ paper: '2503.00002' }), manager('1'))
  expect(why.reply.cards[0]?.lines?.[1]).toMatch(/^Here because it is like “Voted bees”, which 3 people/)
})

it('shows last what is like a paper that people here want less of, but shows it', async () => {
  await listNews(NEWS)
  expect(await planned([less('2503.00003')], { papers: 4 })).toEqual(['Letter 0', 'Letter 1', 'Bees', 'Moss'])
})

it('puts what more people want before what one person wants', async () => {
  await listNews(NEWS)
  const votes = [more('2503.00003', 1), more('2503.00001', 3)]
  expect(await planned(votes, { papers: 3 })).toEqual(['Bees', 'Moss', 'Letter 0'])
})

it('shows a preferred topic first whatever people voted', async () => {
  await listNews(NEWS)
  const votes = [more('2503.00001', 3), less('2503.00003')]
  const options = { papers: 2, prefer: 'peat bogs sphagnum' }
  expect(await planned(votes, options)).toEqual(['Moss', 'Bees'])
})

it('gives the same order without votes, with those of another server, and whatever order votes come in', async () => {
  await listNews(NEWS)
  const order = async (votes: readonly Votes[], guildId?: string) => {
    const { schedule, planner } = await votedOn(votes, {}, guildId)
    return chosen(await planner.candidates(schedule, now), 9).map(({ paperId }) => paperId)
  }
  const votes = [more('2503.00001', 2), less('2503.00003')]
  expect(await order([])).toEqual(NEWS)
  expect(await order(votes, 'another')).toEqual(NEWS)
  expect(await order(votes)).toEqual(['2503.00002', '2502.10000', '2502.10001', '2503.00004'])
  expect(await order(votes.toReversed())).toEqual(await order(votes))
})

it('shows of the library what is like a paper people want more of, on a day without new ones', async () => {
  await listNews([])
  rig.app.state.putShown('1', [{ paperId: '2503.00001', postId: 'x', why: { words: [] } }])
  expect(await planned([more('2503.00001')], { empty: 'from the library' })).toEqual(['Bees'])
  expect(lastReply().cards[1]?.lines).toEqual([
    'Here because it is like “Voted bees”, which 1 person here wants more of',
  ])
})

it('cuts a long title, and reads why a paper was shown before there were votes', () => {
  const why = whySchema.parse({ words: [], like: { paperId: 'a', up: 2 } })
  expect(whyLines(why, sayEnglish, () => `${'x'.repeat(79)} yz`)).toEqual([
    `Here because it is like “${'x'.repeat(79)}…”, which 2 people here want more of`,
  ])
  expect(whyLines(why, sayEnglish, () => 'x'.repeat(80))[0]).not.toContain('…')
  expect(whyLines(why, sayEnglish, () => undefined)).toEqual([])
  expect(whySchema.parse({ words: ['a'], listedOn: '2026-03-01' })).toEqual({ words: ['a'], listedOn: '2026-03-01' })
})
