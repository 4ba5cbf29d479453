import { randomUUID } from 'node:crypto'
import { UserError } from './errors.ts'
import { type Say, sayEnglish } from './say/say.ts'

/** What a person may read of a thrown thing; a bug is one fixed sentence with an id that `report` gets with the cause. */
export function publicError(
  cause: unknown,
  report: (id: string, cause: unknown) => void,
  say: Say = sayEnglish,
): { code: string; message: string } {
  if (cause instanceof UserError) return { code: cause.code, message: cause.in(say) }
  const id = randomUUID().slice(0, 8)
  report(id, cause)
  return { code: 'internal', message: say('error.bug', { id }) }
}
