import { expect, it } from 'vitest'
import { crashRun } from './crash-run.ts'

/** mulberry32: the same moments at every run, as far as the machine's own timing lets them be. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

// A full run is KILLS=500 DAY_SECONDS=15: long enough days for bots that live half a second and take as long to start.
const KILLS = Number(process.env.KILLS ?? 10)
const DAY_SECONDS = Number(process.env.DAY_SECONDS ?? 4)

it(
  'loses and doubles nothing when it is killed at random moments while it posts and imports',
  async () => {
    const report = await crashRun(KILLS, DAY_SECONDS, seeded(7))
    const { troubles, ...counts } = report
    if (process.env.KILLS) console.log(counts, new Set(troubles.map((line) => line.slice(0, 200))))
    expect(counts.posts).toBeGreaterThan(3)
    expect(counts.imported).toBeGreaterThan(0)
    expect(counts.told).toBeGreaterThan(0)
    expect(counts).toMatchObject({
      doubled: 0,
      lost: 0,
      shownTwice: 0,
      toldTwice: 0,
      notTold: 0,
      batchesLost: 0,
      batchesBroken: 0,
      faults: [],
    })
  },
  120_000 + KILLS * 10_000,
)
