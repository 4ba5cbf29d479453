import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findNumbers } from '../../src/answer/numbers.ts'
import type { App } from '../../src/app.ts'
import { optionsWish } from '../../src/claims/claim-wish.ts'
import { parseClaimWish } from '../../src/claims/claim-words.ts'
import { openRealApp } from '../e2e/real-app.ts'

let app: App
beforeAll(async () => {
  app = await openRealApp()
})
afterAll(() => app.close())

async function numbers(query: string) {
  const { found, unused } = await findNumbers([parseClaimWish(query)], { library: app.library, search: app.search })
  const quotes = found.map(({ read, claim }) => read.paper.abstract.slice(claim.start, claim.end))
  return { quotes, values: found.map(({ value, high }) => [value, high]), unused }
}

describe('numbers asked for', () => {
  it('come sorted, the farthest beyond the limit first', async () => {
    const over = (await numbers('speedups above 3x')).values.map(([, high]) => high ?? 0)
    expect(over.length).toBeGreaterThan(5)
    expect(over).toEqual(over.toSorted((a, b) => b - a))
    const under = (await numbers('FID below 2.5')).values.map(([low]) => low ?? 0)
    expect(under).toEqual(under.toSorted((a, b) => a - b))
  })

  it('are converted: an answer in microseconds or seconds is under 100 ms', async () => {
    const { quotes } = await numbers('latency under 0.1 s')
    expect(quotes).toContain('64ms')
    expect(quotes).not.toContain('48 hours')
  })

  it('leave out what a baseline has', async () => {
    expect((await numbers('gFID above 3')).quotes).not.toContain('3.04')
  })

  it('of a comparison stand in sentences that name the other side', async () => {
    expect((await numbers('how much faster than DiT')).quotes).toContain('20times')
    expect((await numbers('papers that outperform Stable Diffusion')).quotes).toEqual([])
  })

  it('are none for words that no paper holds, which are named', async () => {
    for (const query of ['zzzqqq', 'qwerty', 'ramen recipes']) {
      const { quotes, unused } = await numbers(query)
      expect(quotes).toEqual([])
      expect(unused.length).toBeGreaterThan(0)
    }
    const { quotes, unused } = await numbers('speedups above 20x zzzqqq')
    expect([quotes.length > 3, unused]).toEqual([true, ['zzzqqq']])
  })

  it('satisfy words and options together', async () => {
    const wishes = [parseClaimWish('speedups above 3x'), optionsWish({ max: 50 })]
    const { found } = await findNumbers(wishes, { library: app.library, search: app.search })
    expect(found.length).toBeGreaterThan(2)
    expect(found.every(({ claim }) => (claim.values[0]?.value ?? 0) <= 50)).toBe(true)
  })

  it('of model sizes include those in names', async () => {
    expect((await numbers('which papers use a 7B model')).quotes.length).toBeGreaterThan(6)
  })
})
