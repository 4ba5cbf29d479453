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
