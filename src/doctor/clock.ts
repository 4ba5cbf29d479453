import { bad, type Finding, good, warning } from './finding.ts'

const WHAT = 'clock'
// A Date header has whole seconds, and its way here takes some more.
const NOTICEABLE_MS = 60_000
// Discord's own times, and posts, are visibly wrong from here on.
const WRONG_MS = 5 * 60_000
const MEND = "set the host's clock by the network (timedatectl set-ntp true)"

export interface ClockParts {
  /** Tried in turn until one answers, with whatever status. */
  addresses: readonly string[]
  now: () => number
  /** For one of them. */
  timeoutMs: number
}

/** Holds the host's clock against that of a server, and looks whether the host knows time zones. */
export async function clockFindings(parts: ClockParts): Promise<Finding[]> {
  return [offFinding(await offBy(parts)), ...zoneFindings()]
}

/** How many milliseconds the host's clock is ahead; undefined when nothing answers with a time. */
async function offBy({ addresses, now, timeoutMs }: ClockParts): Promise<number | undefined> {
  for (const address of addresses) {
    const before = now()
    try {
      const { headers } = await fetch(address, {
        method: 'HEAD',
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      })
      const told = Date.parse(headers.get('date') ?? '')
      if (!Number.isNaN(told)) return (before + now()) / 2 - told
    } catch {
      // The next one may answer.
    }
  }
  return undefined
}

function offFinding(off: number | undefined): Finding {
  if (off === undefined) {
    return warning(
      WHAT,
      'nothing answers that could tell the time',
      'look to the network; until then compare it by eye',
    )
  }
  const seconds = Math.round(Math.abs(off) / 1000)
  const says = `the host's clock is ${seconds} s ${off > 0 ? 'ahead' : 'behind'}: daily posts come at the wrong time`
  if (Math.abs(off) > WRONG_MS) return bad(WHAT, says, MEND)
  if (Math.abs(off) > NOTICEABLE_MS) return warning(WHAT, says, MEND)
  return good(WHAT, `the host's clock is right within ${Math.round(NOTICEABLE_MS / 1000)} s`)
}

function zoneFindings(): Finding[] {
  try {
    new Intl.DateTimeFormat('en', { timeZone: 'Europe/Berlin' })
    return []
  } catch {
    const mend = 'install a Node with full international data (small-icu lacks it), or set NODE_ICU_DATA'
    return [bad(WHAT, 'the host knows no time zones', mend)]
  }
}
