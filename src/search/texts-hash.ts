import { createHash } from 'node:crypto'
import type { Paper } from '../papers/paper.ts'

/** Names the texts of a paper that the indexes are made from: 128 bits of SHA-256, base64url. */
export function textsHash({ title, abstract }: Paper): string {
  return createHash('sha256')
    .update(JSON.stringify([title, abstract]))
    .digest('base64url')
    .slice(0, 22)
}
