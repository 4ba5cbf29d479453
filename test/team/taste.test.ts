import { afterAll, beforeAll, expect, it } from 'vitest'
import type { App } from '../../src/app.ts'
import { sentences } from '../../src/claims/sentences.ts'
import { createLibrary } from '../../src/papers/library.ts'
import type { Paper } from '../../src/papers/paper.ts'
import { createSearch } from '../../src/search/search.ts'
import { standings, tasteOf, tastes } from '../../src/team/taste.ts'
import { openRealApp } from '../e2e/real-app.ts'
import { paperOf } from '../fakes/paper-of.ts'

const QUAMBA = '2410.13229'
const QUAMBA2 = '2503.22879'

let app: App
beforeAll(async () => {
  app = await openRealApp()
})
afterAll(() => app.close())

const idsOf = ({ library }: Pick<App, 'library'>) => [...library.each()].map(({ paper }) => paper.id)
const near = (paperId: string, up: number, down: number, standing = 8) => ({ votes: { paperId, up, down }, standing })

function byWords(papers: readonly Paper[]) {
  const library = createLibrary()
  library.add(papers)
  const search = createSearch({ embedder: undefined, sentences })
  search.load(papers)
  return { library, search }
}

it('finds what is like a paper that was voted up, and little else', () => {
  const found = tastes([{ paperId: QUAMBA, up: 2, down: 0 }], idsOf(app), app)
  expect([...found.keys()]).toEqual([QUAMBA2])
  expect(found.get(QUAMBA2)?.like).toEqual({ paperId: QUAMBA, up: 2 })
  const all = tastes(
    idsOf(app).map((paperId) => ({ paperId, up: 1, down: 0 })),
    idsOf(app),
    app,
  )
  expect(all.size).toBeLessThan(15)
})

it('finds the same by words where there is no model', async () => {
  const scope = byWords([...app.library.each()].map(({ paper }) => paper))
  const found = tastes([{ paperId: QUAMBA, up: 0, down: 1 }], idsOf(scope), scope)
  expect([...found]).toEqual([[QUAMBA2, { rank: -1 }]])
  await scope.search.close()
})

it('says the same of one paper as of many at once', () => {
  const votes = [{ paperId: QUAMBA, up: 1, down: 0 }]
  expect(tastes(votes, [QUAMBA2], app)).toEqual(tastes(votes, idsOf(app), app))
})

it('says nothing without votes, of votes that are even, of papers it does not know or among too few papers', async () => {
  const ids = idsOf(app)
  expect(tastes([], ids, app).size).toBe(0)
  expect(tastes([{ paperId: QUAMBA, up: 1, down: 1 }], ids, app).size).toBe(0)
  expect(tastes([{ paperId: 'gone', up: 1, down: 0 }], ids, app).size).toBe(0)
  expect(tastes([{ paperId: QUAMBA, up: 1, down: 0 }], ['gone'], app).size).toBe(0)
  const few = byWords(
    [...app.library.each()].flatMap(({ paper }, i) => (i < 15 || paper.id.startsWith(QUAMBA) ? [paper] : [])),
  )
  expect(tastes([{ paperId: QUAMBA, up: 1, down: 0 }], idsOf(few), few).size).toBe(0)
  await few.search.close()
})

it('holds a cosine against the background, whatever its scale and size', () => {
  const cosines = Array.from({ length: 40 }, (_, i) => (i % 5) / 100)
  const of = (values: readonly number[]) => standings([0.3, ...values], [false, ...values.map(() => true)])[0] ?? 0
  expect(of(cosines)).toBeCloseTo((0.3 - 0.02) / Math.sqrt(0.0002))
  expect(of([...cosines, ...cosines])).toBeCloseTo(of(cosines))
  const scaled = standings(
    [0.5 + 0.3 / 2, ...cosines.map((each) => 0.5 + each / 2)],
    [false, ...cosines.map(() => true)],
  )
  expect(scaled[0]).toBeCloseTo(of(cosines))
  // As one of the background it is not held against itself.
  expect(standings([0.3, ...cosines], [true, ...cosines.map(() => true)])[0]).toBeCloseTo(of(cosines))
})

it('knows no standing without a cosine, and none among cosines that are all the same', () => {
  const same = Array.from({ length: 40 }, () => 0.1)
  expect(standings([undefined, ...same], [false, ...same.map(() => true)])[0]).toBeUndefined()
  expect(standings([0.3, ...same], [false, ...same.map(() => true)])[0]).toBeUndefined()
})

it('lets one person count, three count more, and more than three no more', () => {
  const ranks = [1, 2, 3, 9].map((up) => tasteOf([near('a', up, 0)])?.rank ?? 0)
  expect(ranks.toSorted((a, b) => a - b)).toEqual(ranks)
  expect(new Set(ranks).size).toBe(3)
  const less = [1, 2, 3, 9].map((down) => tasteOf([near('a', 0, down)])?.rank ?? 0)
  expect(less).toEqual([-1, -2, -3, -3])
  expect(tasteOf([near('a', 9, 0, 7)])).toBeUndefined()
})

it('puts the nearer first among as many votes, and votes before nearness', () => {
  const [far = 0, close = 0, more = 0] = [near('a', 1, 0), near('a', 1, 0, 12), near('a', 2, 0)].map(
    (each) => tasteOf([each])?.rank,
  )
  expect(far).toBeLessThan(close)
  expect(close).toBeLessThan(more)
})

it('holds up and down against each other, and names the paper with the most votes, then the nearest', () => {
  expect(tasteOf([near('a', 1, 0), near('b', 0, 1)])).toBeUndefined()
  expect(tasteOf([near('a', 1, 0), near('b', 0, 2)])).toEqual({ rank: -1 })
  expect(tasteOf([near('a', 3, 0), near('b', 0, 1)])?.like).toEqual({ paperId: 'a', up: 3 })
  expect(tasteOf([near('a', 1, 0, 11), near('b', 4, 1)])?.like).toEqual({ paperId: 'b', up: 4 })
  const both = [near('c', 1, 0), near('a', 1, 0), near('b', 1, 0, 8.1)]
  expect(tasteOf(both)?.like?.paperId).toBe('b')
  expect(tasteOf(both)).toEqual(tasteOf(both.toReversed()))
})

it('compares by words each paper with each, unknown ones with none', async () => {
  const scope = byWords([
    paperOf('a', 'Otters', 'Otters swim in rivers.'),
    paperOf('b', 'Kilns', 'Clay is fired.'),
    paperOf('c', 'Otters', 'Otters swim in rivers.'),
  ])
  const { words, meaning } = scope.search.near(['a', 'gone'], ['b', 'c', 'gone'])
  expect(words[0]?.[0]).toBe(0)
  expect(words[0]?.[1]).toBeCloseTo(1)
  expect(words[0]?.[2]).toBeUndefined()
  expect(words[1]).toEqual([undefined, undefined, undefined])
  expect(meaning).toBeUndefined()
  await scope.search.close()
})
