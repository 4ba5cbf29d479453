import type { Interaction } from 'discord.js'
import type { Logger } from 'pino'
import type { Answered, Kind, Outcome, Tally } from '../operation/tally.ts'
import { commandName } from './slash.ts'

/** Told, while something is answered, what becomes of it. */
export interface Seen {
  asks(command: string): void
  acknowledged(): void
  failed(outcome: Exclude<Outcome, 'ok'>): void
}

interface Counting {
  log: Logger
  metrics: Tally
  commands: ReadonlyMap<string, unknown>
  seen?: Seen | undefined
}

// Discord forgets an interaction after 3 s without an acknowledgement; people take an answer after more than that for none.
const SLOW_ACKNOWLEDGE_MS = 1000
const SLOW_ANSWER_MS = 3000

/** Answers with a desk that is told what becomes of it, then counts and logs that: how long it took, never what it was. */
export async function measured<D extends Counting>(
  desk: D,
  asked: Interaction | 'message',
  work: (desk: D) => Promise<void>,
): Promise<void> {
  const startedAt = performance.now()
  const elapsed = () => Math.round((performance.now() - startedAt) * 10) / 10
  let command = nameOf(desk, asked)
  let outcome: Outcome = 'ok'
  let acknowledgeMs: number | undefined
  const seen: Seen = {
    asks(name) {
      command = name
    },
    acknowledged() {
      acknowledgeMs ??= elapsed()
    },
    failed(how) {
      outcome = how
    },
  }
  await work({ ...desk, seen })
  const answerMs = elapsed()
  // Some answers are their own acknowledgement: completions, forms.
  if (outcome === 'ok') acknowledgeMs ??= answerMs
  const answered: Answered = { command, kind: kindOf(asked), outcome, acknowledgeMs, answerMs }
  desk.metrics.answered(answered)
  const isSlow = answerMs > SLOW_ANSWER_MS || (acknowledgeMs ?? 0) > SLOW_ACKNOWLEDGE_MS
  desk.log[isSlow ? 'warn' : 'debug'](answered, isSlow ? 'answered slowly' : 'answered')
}

/** The command, as far as it is known before anything is done; a name that nobody declared is none. */
function nameOf({ commands }: Counting, asked: Interaction | 'message'): string {
  if (asked === 'message' || !(asked.isChatInputCommand() || asked.isAutocomplete())) return 'none'
  const name = commandName(asked)
  return commands.has(name) ? name : 'none'
}

function kindOf(asked: Interaction | 'message'): Kind {
  if (asked === 'message') return 'message'
  if (asked.isChatInputCommand()) return 'slash'
  if (asked.isContextMenuCommand()) return 'menu'
  if (asked.isButton()) return 'button'
  if (asked.isModalSubmit()) return 'form'
  return asked.isAutocomplete() ? 'autocomplete' : 'other'
}
