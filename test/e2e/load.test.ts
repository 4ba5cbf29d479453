import { expect, it } from 'vitest'
import { seeded } from '../fakes/seeded.ts'
import { questionsFor } from './load-questions.ts'
import { loadRun } from './load-run.ts'

it('acknowledges forty people who ask at once, and those who go on asking, in half the time there is', async () => {
  const random = seeded(7)
  const questions = questionsFor(200, random)
  // A slow machine computes about ten answers a second.
  const report = await loadRun({ people: 40, perMinute: 300, minutes: 0.05, questions, random })
  const { burst, steady, faults, log } = report
  expect(burst).toMatchObject({ asked: 40, late: 0, missing: 0 })
  expect(steady).toMatchObject({ late: 0, missing: 0 })
  expect(steady.asked).toBeGreaterThan(3)
  expect(faults).toEqual([])
  expect(log).toEqual([])
}, 120_000)
