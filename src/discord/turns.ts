import { setImmediate } from 'node:timers/promises'
import PQueue from 'p-queue'

/** Runs work when its turn comes, in the order it was given. */
export type TakeTurn = <T>(work: () => Promise<T>) => Promise<T>

// One answer is computed while the model reads the question of the next. More at once are not quicker, but hold up the
// acknowledgements of those who ask meanwhile: Discord waits three seconds for one.
const AT_ONCE = 2

/** Turns for what keeps the processor busy. What came from the network meanwhile is looked at before each. */
export function createTurns(): TakeTurn {
  const queue = new PQueue({ concurrency: AT_ONCE })
  return (work) =>
    queue.add(async () => {
      await setImmediate()
      return work()
    })
}
