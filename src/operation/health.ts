import { UserError } from '../errors.ts'
import type { Connection } from './connection.ts'

export interface Health {
  status: 'ok' | 'failing'
  /** What is looked at, each with `ok` or what is wrong. */
  checks: { gateway: string; database: string }
}

// discord.js resumes a dropped connection within seconds; Discord's own restarts take less than a minute.
const LONGEST_RECONNECT_MS = 60_000
// A look writes to the disk and waits for it: who asks more often gets the last finding.
const FRESH_MS = 5000

interface HealthParts {
  connection: Pick<Connection, 'lostForMs'>
  /** Writes something small into the database. Throws when it cannot. */
  write(): void
  /** Milliseconds, never set back. */
  now?: () => number
}

/** Tells whether the bot can do its work: connected to Discord, and able to keep what it is told. */
export function createHealth({ connection, write, now = () => performance.now() }: HealthParts): () => Health {
  let finding = 'ok'
  let lookedAt = Number.NEGATIVE_INFINITY
  function database(): string {
    if (now() - lookedAt < FRESH_MS) return finding
    lookedAt = now()
    try {
      write()
      finding = 'ok'
    } catch (cause) {
      finding = cause instanceof UserError ? cause.message : 'cannot be written'
    }
    return finding
  }
  function gateway(): string {
    const lostForMs = connection.lostForMs()
    if (lostForMs <= LONGEST_RECONNECT_MS) return 'ok'
    return `not connected to Discord for ${Math.floor(lostForMs / 1000)} s`
  }
  return () => {
    const checks = { gateway: gateway(), database: database() }
    return { status: Object.values(checks).every((found) => found === 'ok') ? 'ok' : 'failing', checks }
  }
}
