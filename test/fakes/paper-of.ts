import type { Paper } from '../../src/papers/paper.ts'

/** A paper of the given texts and nothing else. */
export function paperOf(id: string, title: string, abstract: string): Paper {
  return { id, title, abstract, url: '', links: {}, source: 'test' }
}
