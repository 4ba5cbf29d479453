import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AnswerRecord } from '../../src/answer/record.ts'
import type { NewPost } from '../../src/daily/state.ts'
import type { Store } from '../../src/store/store.ts'
import type { StoreUnderTest } from './store.ts'

const answer = (id: string): AnswerRecord => ({
  id,
  command: 'ask',
  question: 'how fast?',
  isAnswered: true,
  options: {},
  indexVersion: 'v',
  model: 'm',
  papers: [],
  quotes: [],
})
const report = (id: string, userId: string): NewPost => ({
  id,
  target: { kind: 'channel', id: 'reports' },
  purpose: 'report',
  reply: JSON.stringify({ heading: id, cards: [], by: { words: 'Reported by', userId } }),
  mentions: [],
  dueAt: 1,
})
const paper = (id: string) => ({ kind: 'paper', id }) as const
const kept = (id: string) => ({ kind: 'answer', id }) as const

/** What every Store keeps for a team, and how. */
export function teamContract(name: string, open: () => StoreUnderTest): void {
  describe(`a team's store: ${name}`, () => {
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

    it('a server has the defaults until something is chosen, and then what was chosen last', () => {
      expect(store.serverSettings('g')).toEqual({ answers: 'private' })
      store.putServerSettings('g', { answers: 'public' })
      store.putServerSettings('g', { answers: 'private', reports: { channelId: 'c', setBy: 'ann' } })
      store.putServerSettings('h', { answers: 'public' })
      reopen()
      expect(store.serverSettings('g')).toEqual({ answers: 'private', reports: { channelId: 'c', setBy: 'ann' } })
      expect(store.serverSettings('h')).toEqual({ answers: 'public' })
      expect([store.serversReportingTo('c'), store.serversReportingTo('d')]).toEqual([['g'], []])
    })

    it('saved items stay, newest first, each once, until they are removed', () => {
      expect(store.putSaved('ann', paper('a'), 1)).toBe(true)
      expect(store.putSaved('ann', kept('a'), 2)).toBe(true)
      expect(store.putSaved('ann', paper('b'), 2)).toBe(true)
      expect(store.putSaved('ann', paper('a'), 9)).toBe(false)
      expect(store.putSaved('bob', paper('a'), 3)).toBe(true)
      reopen()
      expect(store.saved('ann')).toEqual([paper('b'), kept('a'), paper('a')])
      expect(store.removeSaved('ann', paper('a'))).toBe(true)
      expect(store.removeSaved('ann', paper('a'))).toBe(false)
      expect([store.saved('ann'), store.saved('bob')]).toEqual([[paper('b'), kept('a')], [paper('a')]])
    })

    describe('votes', () => {
      it('are one a person, paper and server, the last one, and can be taken back', () => {
        store.putVote('g', 'ann', 'a', 1)
        store.putVote('g', 'ann', 'a', -1)
        store.putVote('g', 'bob', 'a', 1)
        store.putVote('h', 'ann', 'a', 1)
        reopen()
        expect(store.votesOn('g', 'a')).toEqual({ paperId: 'a', up: 1, down: 1 })
        store.putVote('g', 'ann', 'a', 0)
        store.putVote('g', 'cid', 'a', 0)
        expect(store.votesOn('g', 'a')).toEqual({ paperId: 'a', up: 1, down: 0 })
        expect(store.votesOn('g', 'b')).toEqual({ paperId: 'b', up: 0, down: 0 })
      })
      it('are told of the papers voted on last, those first', () => {
        for (const id of ['a', 'b', 'c']) store.putVote('g', 'ann', id, 1)
        store.putVote('g', 'bob', 'a', -1)
        store.putVote('h', 'bob', 'd', -1)
        reopen()
        expect(store.votes('g', 2)).toEqual([
          { paperId: 'a', up: 1, down: 1 },
          { paperId: 'c', up: 1, down: 0 },
        ])
        store.putVote('g', 'ann', 'c', 0)
        expect(store.votes('g', 9).map(({ paperId }) => paperId)).toEqual(['a', 'b'])
      })
    })

    it('requests stay, the newest twenty thousand; one that comes again is among the newest', () => {
      for (let i = 0; i < 20_000; i++) store.putRequest(`k${i}`, `{"n":${i}}`)
      store.putRequest('k0', '{"again":true}')
      for (const key of ['new', 'newer']) store.putRequest(key, '{}')
      reopen()
      expect(['k0', 'k1', 'k2', 'k3', 'new'].map((key) => store.request(key))).toEqual([
        '{"again":true}',
        undefined,
        undefined,
        '{"n":3}',
        '{}',
      ])
    })

    it('the last answer of a thread stays while that answer is kept', () => {
      for (const id of ['x', 'y']) store.putAnswer(answer(id), 'ann')
      store.putLastAnswerIn('c', 'x')
      store.putLastAnswerIn('c', 'y')
      reopen()
      expect([store.lastAnswerIn('c'), store.lastAnswerIn('d')]).toEqual(['y', undefined])
      store.forget('ann')
      expect(store.lastAnswerIn('c')).toBeUndefined()
    })

    it('a person who is forgotten leaves no saved item, vote, name or report on its way', () => {
      store.putSaved('ann', paper('a'), 1)
      store.putSaved('ann', kept('x'), 2)
      store.putSaved('bob', paper('a'), 3)
      store.putVote('g', 'ann', 'a', 1)
      store.putVote('g', 'bob', 'a', 1)
      store.putServerSettings('g', { answers: 'public', reports: { channelId: 'c', setBy: 'ann' } })
      store.putServerSettings('h', { answers: 'public', reports: { channelId: 'd', setBy: 'bob' } })
      store.putPost(report('by ann', 'ann'))
      store.putPost(report('by bob', 'bob'))
      store.putPost(report('sent', 'ann'))
      store.markDone('sent')
      const own = { answers: 0, follows: 0, schedules: 0, saved: 2, votes: 1, reports: 1 }
      expect([store.kept('ann'), store.forget('ann')]).toEqual([own, own])
      reopen()
      expect(store.kept('ann')).toEqual({ ...own, saved: 0, votes: 0, reports: 0 })
      expect(store.kept('bob')).toEqual({ ...own, saved: 1 })
      expect(store.votesOn('g', 'a')).toEqual({ paperId: 'a', up: 1, down: 0 })
      expect(store.serverSettings('g')).toEqual({ answers: 'public', reports: { channelId: 'c' } })
      expect(store.postsToSend(9).map(({ id }) => id)).toEqual(['by bob'])
      expect(store.putPost(report('sent', 'ann'))).toBe(false)
    })

    it('what is done atomically happens as a whole or not at all', () => {
      const stop = new Error('stopped on purpose')
      expect(() =>
        store.atomically(() => {
          store.putSaved('ann', paper('a'), 1)
          store.putVote('g', 'ann', 'a', 1)
          store.putServerSettings('g', { answers: 'public' })
          throw stop
        }),
      ).toThrow(stop)
      expect(store.kept('ann')).toMatchObject({ saved: 0, votes: 0 })
      expect(store.serverSettings('g').answers).toBe('private')
    })

    it('a backup holds what a team keeps', () => {
      store.putAnswer(answer('x'))
      store.putSaved('ann', paper('a'), 1)
      store.putVote('g', 'ann', 'a', -1)
      store.putServerSettings('g', { answers: 'public' })
      store.putRequest('key', '{}')
      store.putLastAnswerIn('c', 'x')
      const file = join(place.folder, 'copy')
      store.backup(file)
      const copy = place.openBackup(file)
      expect([copy.saved('ann'), copy.votes('g', 9)]).toEqual([[paper('a')], [{ paperId: 'a', up: 0, down: 1 }]])
      expect([copy.serverSettings('g').answers, copy.request('key'), copy.lastAnswerIn('c')]).toEqual([
        'public',
        '{}',
        'x',
      ])
      copy.close()
    })
  })
}
