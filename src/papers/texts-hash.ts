import { hash } from 'node:crypto'
import type { Paper } from './paper.ts'

// Two indexes ask at every start, and papers never change once they are made.
const known = new WeakMap<Paper, string>()

/** Names the texts of a paper that the indexes are made from: 128 bits of SHA-256, base64url. */
export function textsHash(paper: Paper): string {
  const before = known.get(paper)
  if (before !== undefined) return before
  const found = hash('sha256', JSON.stringify([paper.title, paper.abstract]), 'base64url').slice(0, 22)
  known.set(paper, found)
  return found
}

// Order must not matter, and one more paper must not cost reading all the others: XOR of a hash a paper does both.
const DIGEST_BYTES = 16

/** The digest of no texts. */
export const NO_TEXTS = '0'.repeat(2 * DIGEST_BYTES)

/** Names a set of texts, with the text of a paper put in or, where it is in, taken out; hexadecimal. */
export function withText(digest: string, id: string, ownHash: string): string {
  const own = hash('sha256', `${id} ${ownHash}`, 'hex').slice(0, 2 * DIGEST_BYTES)
  const bits = BigInt(`0x${digest}`) ^ BigInt(`0x${own}`)
  return bits.toString(16).padStart(2 * DIGEST_BYTES, '0')
}
