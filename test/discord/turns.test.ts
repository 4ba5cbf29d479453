import { setImmediate } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { createTurns } from '../../src/discord/turns.ts'
import { UserError } from '../../src/errors.ts'

it('works at two things at most, in the order they came', async () => {
  const takeTurn = createTurns()
  const begun: number[] = []
  let running = 0
  let most = 0
  const work = async (name: number) => {
    begun.push(name)
    most = Math.max(most, ++running)
    await setImmediate()
    running--
    return name
  }
  const done = await Promise.all([0, 1, 2, 3, 4].map((name) => takeTurn(() => work(name))))
  expect(done).toEqual([0, 1, 2, 3, 4])
  expect(begun).toEqual(done)
  expect(most).toBe(2)
})

it('goes on after work that failed', async () => {
  const takeTurn = createTurns()
  const failed = takeTurn(async () => {
    throw new Error('broken')
  })
  await expect(failed).rejects.toThrow('broken')
  expect(await takeTurn(async () => 'well')).toBe('well')
})

it('refuses what would wait for too long, and takes more when that is done', async () => {
  const takeTurn = createTurns()
  const waiting = Array.from({ length: 502 }, (_, at) => takeTurn(async () => at))
  await expect(takeTurn(async () => 'late')).rejects.toThrow(UserError)
  expect(await Promise.all(waiting)).toHaveLength(502)
  expect(await takeTurn(async () => 'later')).toBe('later')
})
