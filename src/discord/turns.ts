import { setImmediate } from 'node:timers/promises'
import PQueue from 'p-queue'
import { UserError } from '../errors.ts'

/** Runs work when its turn comes, in the order it was given. Throws UserError when too much waits already. */
export type TakeTurn = <T>(work: () => Promise<T>) => Promise<T>

// One answer is computed while the model reads the question of the next. More at once are not quicker, but hold up the
// acknowledgements of those who ask meanwhile: Discord waits three seconds for one.
const AT_ONCE = 2
// A core computes forty answers a second: nobody waits for more than a quarter of a minute to no avail.
const MOST_WAITING = 500

/** Turns for what keeps the processor busy. What came from the network meanwhile is looked at before each. */
export function createTurns(): TakeTurn {
  const queue = new PQueue({ concurrency: AT_ONCE })
  return async (work) => {
    if (queue.size >= MOST_WAITING) throw new UserError('busy', (say) => say('error.busy'))
    return queue.add(async () => {
      await setImmediate()
      return work()
    })
  }
}
