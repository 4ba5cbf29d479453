import { expect, it } from 'vitest'
import { seeded } from '../fakes/seeded.ts'
import { crashRun } from './crash-run.ts'

// A full run is KILLS=500 DAY_SECONDS=15: long enough days for bots that live half a second and take as long to start.
const KILLS = Number(process.env.KILLS ?? 10)
const DAY_SECONDS = Number(process.env.DAY_SECONDS ?? 4)

it(
  'loses and doubles nothing when it is killed at random moments while it posts and imports',
  async () => {
    // The same moments at every run, as far as the machine's own timing lets them be.
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
