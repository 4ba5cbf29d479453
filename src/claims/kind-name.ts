import type { Say } from '../say/say.ts'
import type { Kind } from './claim.ts'

const NAMES = {
  speed: 'claims.speed',
  efficiency: 'claims.efficiency',
  scale: 'claims.scale',
  count: 'claims.count',
  setting: 'claims.setting',
  comparison: 'claims.comparison',
  result: 'claims.result',
} as const satisfies Record<Kind, string>

/** A kind of numbers in the reader's language. */
export function kindName(kind: Kind, say: Say): string {
  return say(NAMES[kind])
}
