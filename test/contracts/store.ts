import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AnswerRecord } from '../../src/answer/record.ts'
import { type Follow, type Match, type NewPost, PARKED, type Schedule, type Target } from '../../src/daily/state.ts'
import { type Paper, textHash } from '../../src/papers/paper.ts'
import type { Kept, Store } from '../../src/store/store.ts'

/** One place where things are kept, for one test. */
export interface StoreUnderTest {
  store: Store
  /** Closes the store and opens the same place again. */
  reopen(): Store
  /** Opens a copy that `backup` wrote; the caller closes it. */
  openBackup(file: string): Store
  /** A folder for the test's own files. */
  folder: string
  cleanUp(): void
}

const paper = (id: string, texts: Partial<Paper> = {}): Paper => ({
  id,
  title: `Title of ${id}`,
  abstract: `Text of ${id}.`,
  url: '',
  links: {},
  source: 'test',
  ...texts,
})
const record = (id: string): AnswerRecord => ({
  id,
  command: 'ask',
  question: 'how fast?',
  isAnswered: true,
  options: { question: 'how fast?', limit: 3 },
  indexVersion: 'v',
  model: 'm',
  papers: ['p'],
  quotes: [{ paperId: 'p', textHash: 'h', field: 'abstract', start: 0, end: 2 }],
})
const schedule = (channelId: string, more: Partial<Schedule> = {}): Schedule => ({
  channelId,
  guildId: 'g',
  setBy: 'ann',
  timetable: { time: '09:00', zone: 'Europe/Berlin', weekdays: [1, 2, 3] },
  papers: 3,
  prefer: ['looms'],
  exclude: [],
  whenEmpty: 'say why',
  nextAt: 1000,
  ...more,
})
const follow = (id: string, userId: string): Follow => ({ id, userId, topic: `topic of ${id}`, zone: 'UTC' })
const match = (followId: string, paperId: string): Match => ({
  followId,
  paperId,
  why: { topic: 'looms', words: ['loom'], sentence: { start: 0, end: 4 } },
})
const channel: Target = { kind: 'channel', id: 'c' }
const ann: Target = { kind: 'user', id: 'ann' }
const post = (id: string, more: Partial<NewPost> = {}): NewPost => ({
  id,
  target: channel,
  purpose: 'daily',
  reply: `{"heading":"${id}"}`,
  mentions: [],
  dueAt: 500,
  ...more,
})
const NOTHING: Kept = { answers: 0, follows: 0, schedules: 0, saved: 0, votes: 0, reports: 0 }
const FULL_STOP = new Error('stopped on purpose')

/** What every Store keeps, and how. */
export function storeContract(name: string, open: () => StoreUnderTest): void {
  describe(`a store: ${name}`, () => {
    let place: StoreUnderTest
    let store: Store
    beforeEach(() => {
      place = open()
      store = place.store
    })
    afterEach(() => place.cleanUp())
    const reopen = () => {
      store = place.reopen()
    }
    const waiting = (now = 1000) => store.postsToSend(now).map(({ id }) => id)

    describe('papers', () => {
      it('come back in the order they came, the last text of each', () => {
        const full = paper('b', {
          year: 2024,
          authors: 'A. B',
          version: 2,
          links: { arxiv: 'https://arxiv.org/abs/b' },
        })
        store.putPapers([full, paper('a')])
        store.putPapers([paper('c'), paper('b', { abstract: 'Another 𝔘 text.' })], [full])
        reopen()
        expect(store.papers()).toEqual([paper('b', { abstract: 'Another 𝔘 text.' }), paper('a'), paper('c')])
      })
      it('gives the papers put since a change, those put again as well, oldest first', () => {
        const start = store.lastPaperChange()
        store.putPapers([paper('a'), paper('b')])
        const { papers, change } = store.papersSince(start, 10)
        expect(papers).toEqual([paper('a'), paper('b')])
        expect(change).toBe(store.lastPaperChange())
        store.putPapers([paper('a', { title: 'New' }), paper('c')], [paper('a')])
        expect(store.papersSince(change, 10).papers).toEqual([paper('a', { title: 'New' }), paper('c')])
        const first = store.papersSince(change, 1)
        expect(store.papersSince(first.change, 1).papers).toEqual([paper('c')])
        expect(store.papersSince(store.lastPaperChange(), 1).papers).toEqual([])
      })

      it('leave the texts that were replaced, and only those that differ', () => {
        const before = paper('a')
        const after = paper('a', { abstract: 'A new text.' })
        store.putPapers([before])
        store.putPapers([after], [before])
        store.putPapers([paper('a', { title: 'New', abstract: 'A third text.' })], [after])
        reopen()
        expect(store.oldText('a', 'abstract', textHash('Text of a.'))).toBe('Text of a.')
        expect(store.oldText('a', 'abstract', textHash('A new text.'))).toBe('A new text.')
        expect(store.oldText('a', 'title', textHash('Title of a'))).toBe('Title of a')
        expect(store.oldText('a', 'abstract', textHash('A third text.'))).toBeUndefined()
        expect(store.oldText('b', 'abstract', textHash('Text of a.'))).toBeUndefined()
      })
      it('that are staged are put all at once, as if they were put one after the other, or not at all', () => {
        store.putFollow(follow('f', 'ann'))
        store.putPapers([paper('a'), paper('b')])
        const start = store.lastPaperChange()
        const staged = store.stage()
        const anew = paper('a', { title: 'New' })
        staged.add({ added: [paper('c')], updated: [anew], replaced: [paper('a')] })
        staged.add({ added: [paper('d')], updated: [], replaced: [] })
        expect([store.lastPaperChange(), store.paper('c')]).toEqual([start, undefined])
        staged.keep()
        expect([...staged.parts()]).toEqual([{ papers: [paper('c'), anew, paper('d')], replaced: [paper('a')] }])
        staged.drop()
        expect(store.papersSince(start, 10).papers).toEqual([paper('c'), anew, paper('d')])
        expect(store.oldText('a', 'title', textHash('Title of a'))).toBe('Title of a')
        expect(store.oldText('a', 'abstract', textHash('Text of a.'))).toBeUndefined()
        expect(store.unmatched(10)).toEqual(['a', 'b', 'c', 'd'])
        store.stage().add({ added: [paper('e')], updated: [], replaced: [] })
        reopen()
        expect(store.papers()).toEqual([anew, paper('b'), paper('c'), paper('d')])
      })
      it('come one at a time, some together, or all in parts, and are counted', () => {
        const late = paper('b', { abstract: 'Another 𝔘 text.' })
        store.putPapers([paper('a'), late])
        expect([store.paper('b'), store.paper('none')]).toEqual([late, undefined])
        expect(store.papersOf(['b', 'none']).concat(store.papersOf([]))).toEqual([late])
        expect([...store.paperParts()].flat().map(({ id }) => id)).toEqual(['a', 'b'])
        expect(store.paperCount()).toBe(2)
      })
      it('keep no title that was not replaced', () => {
        store.putPapers([paper('a')])
        store.putPapers([paper('a', { abstract: 'A new text.' })], [paper('a')])
        store.putPapers(
          [paper('a', { abstract: 'A new text.', year: 2025 })],
          [paper('a', { abstract: 'A new text.' })],
        )
        expect(store.oldText('a', 'title', textHash('Title of a'))).toBeUndefined()
        expect(store.oldText('a', 'abstract', textHash('A new text.'))).toBeUndefined()
      })
    })

    it('settings stay, the last value of each', () => {
      store.set('key', 'one')
      store.set('key', 'two')
      reopen()
      expect([store.get('key'), store.get('other')]).toEqual(['two', undefined])
    })

    describe('answers', () => {
      it('stay, the newest ten thousand, and those who were given them', () => {
        store.putSaved('bob', { kind: 'answer', id: 'a1' }, 1)
        for (let i = 0; i < 10_003; i++) store.putAnswer(record(`a${i}`), i < 5 ? 'ann' : undefined)
        store.putAnswer(record('a10002'))
        reopen()
        expect(store.answer('a10002')).toEqual(record('a10002'))
        expect(store.answer('a3')).toEqual(record('a3'))
        expect(store.answer('a2')).toBeUndefined()
        // What somebody saved stays, until it is saved no more.
        expect(store.answer('a1')).toEqual(record('a1'))
        expect(store.kept('ann').answers).toBe(3)
        store.removeSaved('bob', { kind: 'answer', id: 'a1' })
        store.putAnswer(record('a10003'))
        expect([store.answer('a1'), store.answer('a3'), store.kept('ann').answers]).toEqual([undefined, undefined, 1])
      })
      it('are kept once, for each who was given them once', () => {
        store.putAnswer(record('a'), 'ann')
        store.putAnswer(record('a'), 'ann')
        store.putAnswer(record('a'), 'bob')
        store.putAnswer(record('b'))
        expect([store.kept('ann').answers, store.kept('bob').answers, store.kept('cid').answers]).toEqual([1, 1, 0])
      })
    })

    it('schedules stay, one a channel, until they are removed', () => {
      store.putSchedule(schedule('d'))
      store.putSchedule(schedule('c', { paused: 'no right to post', saidEmpty: 'nothing new' }))
      store.putSchedule(schedule('d', { papers: 5 }))
      store.putSchedule(schedule('e'))
      store.removeSchedule('e')
      reopen()
      expect(store.schedules()).toEqual([
        schedule('c', { paused: 'no right to post', saidEmpty: 'nothing new' }),
        schedule('d', { papers: 5 }),
      ])
      expect(store.schedule('d')?.papers).toBe(5)
      expect(store.schedule('e')).toBeUndefined()
    })

    it('a listed paper keeps its first day, and its votes only grow', () => {
      const listed = (paperId: string, listedOn: string, votes: number, source = 'hf') =>
        ({ paperId, source, listedOn, votes }) as const
      store.putListed([listed('a', '2026-03-02', 5), listed('b', '2026-03-01', 1)])
      store.putListed([listed('a', '2026-03-04', 9), listed('a', '2026-03-03', 0, 'arxiv')])
      store.putListed([listed('a', '2026-03-04', 7)])
      reopen()
      expect(store.listingsOf('a')).toEqual([listed('a', '2026-03-02', 9), listed('a', '2026-03-03', 0, 'arxiv')])
      expect(store.listedSince('2026-03-02').map(({ paperId, source }) => `${paperId} ${source}`)).toEqual(
        expect.arrayContaining(['a hf', 'a arxiv']),
      )
      expect(store.listedSince('2026-03-02')).toHaveLength(2)
    })

    it('a paper is shown in a channel once, with its first reason', () => {
      const why = { topic: 'looms', words: ['loom'], listedOn: '2026-03-02', votes: 3 }
      store.putShown('c', [{ paperId: 'a', postId: 'p1', why }])
      store.putShown('c', [{ paperId: 'a', postId: 'p2', why: { words: [] } }])
      store.putShown('d', [{ paperId: 'b', postId: 'p3', why: { words: [] } }])
      reopen()
      expect(store.shownIn('c')).toEqual(new Set(['a']))
      expect(store.shown('c', 'a')).toEqual({ paperId: 'a', postId: 'p1', why })
      expect(store.shown('d', 'a')).toBeUndefined()
    })

    describe('posts', () => {
      it('wait in the order they were written down, each once', () => {
        const full = post('p2', { target: ann, purpose: 'follow', mentions: ['ann'], thread: 'Papers', dueAt: 7 })
        const isNew = [full, post('p1'), post('p2', { reply: 'another' })].map((each) => store.putPost(each))
        expect(isNew).toEqual([true, true, false])
        reopen()
        expect(store.postsToSend(1000)).toEqual([
          { ...full, tries: 0, messageIds: [] },
          { ...post('p1'), tries: 0, messageIds: [] },
        ])
      })
      it('wait for their time and for those before them, unless their place is tried at once', () => {
        for (const id of ['p1', 'p2']) store.putPost(post(id))
        store.putPost(post('p3', { target: ann }))
        store.postpone('p1', 2000)
        store.postpone('p3', 2000)
        store.putPost(post('p4', { target: { kind: 'channel', id: 'another' } }))
        reopen()
        expect(waiting(1999)).toEqual(['p4'])
        expect(waiting(2000)).toEqual(['p1', 'p2', 'p3', 'p4'])
        store.unparkPosts(channel)
        expect(waiting(0)).toEqual(['p1', 'p2', 'p4'])
      })
      it('know what was tried and what was sent', () => {
        store.putPost(post('p'))
        store.markAttempt('p', 600, 'said')
        store.markAttempt('p', 700, 'said')
        reopen()
        expect(store.postsToSend(1000)).toMatchObject([{ attemptedAt: 700, tries: 2, reply: 'said', messageIds: [] }])
        store.markSent('p', 'm1')
        store.markAttempt('p', 800, 'said')
        store.markSent('p', 'm2')
        reopen()
        const [sent] = store.postsToSend(1000)
        expect(sent).toMatchObject({ tries: 0, messageIds: ['m1', 'm2'] })
        expect(sent?.attemptedAt).toBeUndefined()
        expect(store.isPostWaiting('c')).toBe(true)
      })
      it('are never written down again once they are done', () => {
        store.putPost(post('p'))
        store.markDone('p')
        reopen()
        store.putPost(post('p'))
        expect(waiting()).toEqual([])
        expect(store.isPostWaiting('c')).toBe(false)
      })
      it('of another purpose keep no channel from its daily post', () => {
        store.putPost(post('n', { purpose: 'notice' }))
        expect([store.isPostWaiting('c'), store.isPostWaiting('d')]).toEqual([false, false])
      })
      it('that are dropped free what they would have shown and told', () => {
        store.putFollow(follow('f', 'ann'))
        store.putMatches([match('f', 'a'), match('f', 'b')], [])
        for (const id of ['p1', 'p2']) store.putPost(post(id))
        store.putShown('c', [{ paperId: 'a', postId: 'p1', why: { words: [] } }])
        store.putShown('c', [{ paperId: 'b', postId: 'p2', why: { words: [] } }])
        store.markTold('f', ['a'], 'p1')
        store.markTold('f', ['b'], 'p2')
        store.dropPost('p1')
        reopen()
        expect(waiting()).toEqual(['p2'])
        expect(store.shownIn('c')).toEqual(new Set(['b']))
        expect(store.untold('f')).toEqual([match('f', 'a')])
        store.putPost(post('p1'))
        expect(waiting()).toEqual(['p2', 'p1'])
      })
      it('of which something was sent, or of another place or purpose, are not dropped with the unsent', () => {
        for (const id of ['unsent', 'half', 'done']) store.putPost(post(id))
        store.putPost(post('notice', { purpose: 'notice' }))
        store.putPost(post('elsewhere', { target: { kind: 'channel', id: 'd' } }))
        store.putPost(post('person', { target: { kind: 'user', id: 'c' } }))
        store.markSent('half', 'm')
        store.markDone('done')
        store.putShown('c', [{ paperId: 'a', postId: 'unsent', why: { words: [] } }])
        store.dropUnsent(channel, 'daily')
        reopen()
        expect(waiting()).toEqual(['half', 'notice', 'elsewhere', 'person'])
        expect(store.shownIn('c').size).toBe(0)
        store.putPost(post('done'))
        expect(waiting()).not.toContain('done')
      })
    })

    describe('follows', () => {
      it('stay, each with its person, until they are removed', () => {
        const full: Follow = { ...follow('f2', 'ann'), channelId: 'c', digestAt: '08:00', nextAt: 9, paused: 'closed' }
        store.putFollow(follow('f2', 'ann'))
        store.putFollow({ ...full, quiet: { from: '22:00', to: '07:00' } })
        store.putFollow(follow('f1', 'bob'))
        store.putFollow(follow('f3', 'ann'))
        store.removeFollow('f3')
        reopen()
        expect(store.follows('ann')).toEqual([{ ...full, quiet: { from: '22:00', to: '07:00' } }])
        expect(store.follows().map(({ id }) => id)).toEqual(['f1', 'f2'])
      })
      it('are held against papers that came while somebody followed, not against replaced ones', () => {
        store.putPapers([paper('before')])
        store.putFollow(follow('f', 'ann'))
        store.putPapers([paper('b'), paper('a')])
        store.putPapers([paper('b', { abstract: 'New.' }), paper('c')], [paper('b')])
        reopen()
        expect(store.unmatched(10)).toEqual(['b', 'a', 'c'])
        expect(store.unmatched(2)).toEqual(['b', 'a'])
        store.putMatches([], ['a', 'b'])
        expect(store.unmatched(10)).toEqual(['c'])
        store.removeFollow('f')
        store.putPapers([paper('after')])
        expect(store.unmatched(10)).toEqual(['c'])
      })
      it('are told of a paper once', () => {
        for (const id of ['f', 'g']) store.putFollow(follow(id, 'ann'))
        store.putMatches([match('f', 'b'), match('f', 'a'), match('g', 'a')], [])
        expect(store.untold('f')).toEqual([match('f', 'b'), match('f', 'a')])
        store.markTold('f', ['b'], 'p')
        store.putMatches([{ ...match('f', 'b'), why: { words: [] } }], [])
        reopen()
        expect(store.untold('f')).toEqual([match('f', 'a')])
        expect(store.untold('g')).toEqual([match('g', 'a')])
      })
      it('take their matches with them', () => {
        for (const id of ['f', 'g']) store.putFollow(follow(id, 'ann'))
        store.putMatches([match('f', 'a'), match('g', 'a')], [])
        store.removeFollow('f')
        // As one does that was held against the papers while it was removed.
        store.putMatches([match('f', 'b')], [])
        expect([store.untold('f'), store.untold('g')]).toEqual([[], [match('g', 'a')]])
      })
    })

    describe('posts of a place', () => {
      it('that were tried are not dropped with those that were not, and can be ended', () => {
        for (const id of ['p1', 'p2']) store.putPost(post(id))
        store.markAttempt('p1', 600, 'said')
        store.dropUnsent(channel, 'daily')
        reopen()
        expect(store.postsToSend(1000)).toMatchObject([{ id: 'p1' }])
        store.endPosts(channel, 'daily')
        expect(store.isPostWaiting('c')).toBe(false)
      })
      it('that are put aside hold up nobody', () => {
        for (const id of ['p1', 'p2']) store.putPost(post(id))
        store.postpone('p1', PARKED)
        expect(store.postsToSend(1000)).toMatchObject([{ id: 'p2' }])
      })
    })

    describe('what is done atomically', () => {
      const everything = () => {
        store.putPapers([paper('a', { abstract: 'New.' }), paper('b')], [paper('a')])
        store.set('key', 'new')
        store.putSchedule(schedule('c'))
        store.putListed([{ paperId: 'a', source: 'hf', listedOn: '2026-03-02', votes: 1 }])
        store.putShown('c', [{ paperId: 'a', postId: 'p', why: { words: [] } }])
        store.putPost(post('p'))
        store.putFollow(follow('g', 'ann'))
        store.putMatches([match('f', 'a')], ['old'])
        return 7
      }
      const fail = () => {
        throw FULL_STOP
      }
      const state = () => ({
        papers: store.papers(),
        key: store.get('key'),
        schedules: store.schedules(),
        listed: store.listingsOf('a'),
        shown: store.shownIn('c').size,
        posts: waiting(),
        follows: store.follows().map(({ id }) => id),
        unmatched: store.unmatched(10),
        untold: store.untold('f'),
        oldText: store.oldText('a', 'abstract', textHash('Text of a.')),
      })
      beforeEach(() => {
        store.putPapers([paper('a')])
        store.set('key', 'old')
        store.putFollow(follow('f', 'ann'))
        store.putPapers([paper('old')])
      })

      it('happens as a whole', () => {
        expect(store.atomically(() => store.atomically(everything))).toBe(7)
        reopen()
        expect(state()).toMatchObject({ key: 'new', shown: 1, posts: ['p'], follows: ['f', 'g'], unmatched: ['b'] })
        expect(state().oldText).toBe('Text of a.')
      })
      it('does not happen at all when it throws, at any depth', () => {
        const before = state()
        expect(() =>
          store.atomically(() => {
            everything()
            fail()
          }),
        ).toThrow(FULL_STOP)
        expect(() =>
          store.atomically(() => {
            everything()
            store.atomically(fail)
          }),
        ).toThrow(FULL_STOP)
        expect(() =>
          store.atomically(() => {
            store.atomically(everything)
            fail()
          }),
        ).toThrow(FULL_STOP)
        expect(state()).toEqual(before)
        reopen()
        expect(state()).toEqual(before)
        store.set('key', 'after')
        expect(store.get('key')).toBe('after')
      })
    })

    describe('a person who is forgotten', () => {
      beforeEach(() => {
        store.putAnswer(record('own'), 'ann')
        store.putAnswer(record('shared'), 'ann')
        store.putAnswer(record('shared'), 'bob')
        store.putAnswer(record('nobody'))
        store.putSchedule(schedule('c'))
        store.putSchedule(schedule('d', { setBy: 'bob' }))
        store.putFollow(follow('f', 'ann'))
        store.putFollow(follow('g', 'bob'))
        store.putMatches([match('f', 'a'), match('g', 'a')], [])
        store.putPost(post('private', { target: ann, purpose: 'follow' }))
        store.putPost(post('mention', { purpose: 'follow', mentions: ['ann'] }))
        store.putPost(post('daily'))
        store.putPost(post('bobs', { target: { kind: 'user', id: 'bob' }, purpose: 'follow' }))
      })
      it('is told what was kept', () => {
        expect(store.kept('ann')).toEqual({ ...NOTHING, answers: 2, follows: 1, schedules: 1 })
        expect(store.kept('cid')).toEqual(NOTHING)
      })
      it('leaves the answers of others and the schedules of channels, without a name', () => {
        expect(store.forget('ann')).toEqual({ ...NOTHING, answers: 2, follows: 1, schedules: 1 })
        reopen()
        expect(store.kept('ann')).toEqual(NOTHING)
        expect(['own', 'shared', 'nobody'].map((id) => store.answer(id)?.id)).toEqual([undefined, 'shared', 'nobody'])
        const { setBy: _ann, ...unnamed } = schedule('c')
        expect(store.schedules()).toEqual([unnamed, schedule('d', { setBy: 'bob' })])
        expect(store.kept('bob')).toEqual({ ...NOTHING, answers: 1, follows: 1, schedules: 1 })
      })
      it('gets nothing more, and is mentioned no more', () => {
        store.forget('ann')
        reopen()
        expect(waiting()).toEqual(['daily', 'bobs'])
        expect(store.follows().map(({ id }) => id)).toEqual(['g'])
        expect([store.untold('f').length, store.untold('g').length]).toEqual([0, 1])
      })
      it('can come back', () => {
        store.forget('ann')
        store.putAnswer(record('own'), 'ann')
        store.putFollow(follow('f', 'ann'))
        expect(store.kept('ann')).toEqual({ ...NOTHING, answers: 1, follows: 1 })
      })
    })

    describe('a backup', () => {
      it('opens, and holds everything', () => {
        store.putPapers([paper('a'), paper('b')])
        store.putPapers([paper('a', { abstract: 'New.' })], [paper('a')])
        store.set('key', 'value')
        store.putAnswer(record('x'), 'ann')
        store.putSchedule(schedule('c'))
        store.putListed([{ paperId: 'a', source: 'hf', listedOn: '2026-03-02', votes: 1 }])
        store.putShown('c', [{ paperId: 'a', postId: 'p', why: { words: [] } }])
        store.putPost(post('p'))
        store.putFollow(follow('f', 'ann'))
        store.putPapers([paper('late')])
        store.putMatches([match('f', 'a')], [])
        const file = join(place.folder, 'some', 'where', 'copy')
        store.backup(file)
        store.set('key', 'later')
        const copy = place.openBackup(file)
        expect(copy.papers()).toEqual(store.papers())
        expect(copy.oldText('a', 'abstract', textHash('Text of a.'))).toBe('Text of a.')
        expect(copy.get('key')).toBe('value')
        expect([copy.answer('x'), copy.kept('ann')]).toEqual([record('x'), store.kept('ann')])
        expect(copy.schedules()).toEqual(store.schedules())
        expect([copy.listingsOf('a'), copy.shownIn('c')]).toEqual([store.listingsOf('a'), store.shownIn('c')])
        expect([copy.postsToSend(1000), copy.follows()]).toEqual([store.postsToSend(1000), store.follows()])
        expect([copy.unmatched(9), copy.untold('f')]).toEqual([store.unmatched(9), store.untold('f')])
        copy.close()
      })
      it('never takes the place of a file', () => {
        const file = join(place.folder, 'copy')
        writeFileSync(file, 'mine')
        expect(() => store.backup(file)).toThrow(expect.objectContaining({ code: 'file_exists' }))
      })
      it('that cannot be written says so, and leaves nothing behind', () => {
        const file = join(place.folder, 'file')
        writeFileSync(file, '')
        const inside = join(file, 'copy')
        expect(() => store.backup(inside)).toThrow(expect.objectContaining({ code: 'backup_failed' }))
        expect(existsSync(inside)).toBe(false)
      })
    })
  })
}
