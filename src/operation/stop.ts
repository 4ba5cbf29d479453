import { constants } from 'node:os'
import type { Logger } from 'pino'

const SIGNALS = ['SIGINT', 'SIGTERM'] as const

/** How long running answers and posts may take after the wish to stop: a service ends a program that takes twice as long. */
export const FINISH_MS = 10_000
// After that only files are closed.
const CLOSE_MS = 5000

/**
 * Resolves at the first SIGINT or SIGTERM. From then on a second one ends the program at once, and so does time when
 * something hangs.
 */
export function stopSignal(log: Logger): Promise<void> {
  return new Promise((resolve) => {
    let isStopping = false
    const onSignal = (signal: (typeof SIGNALS)[number]) => {
      if (isStopping) {
        log.warn({ signal }, 'ended at once')
        process.exit(128 + constants.signals[signal])
      }
      isStopping = true
      log.info({ signal }, 'stopping; a second signal ends at once')
      endAnyway(log)
      resolve()
    }
    for (const signal of SIGNALS) process.on(signal, onSignal)
  })
}

function endAnyway(log: Logger): void {
  const timer = setTimeout(() => {
    log.warn('ended although something still hung')
    process.exit(0)
  }, FINISH_MS + CLOSE_MS)
  // Where nothing hangs nobody waits for it.
  timer.unref()
}

/** Whether all works ended, in whatever way, within the time. */
export async function endedWithin(limitMs: number, works: Iterable<Promise<unknown>>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, limitMs, false)
  })
  const done = Promise.allSettled(works).then(() => true)
  return Promise.race([done, late]).finally(() => clearTimeout(timer))
}
