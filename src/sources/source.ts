import type { Paper } from '../papers/paper.ts'

/** What a source makes of raw text: the papers in it, and each record that is none, with where and why. */
export interface Parsed {
  papers: Paper[]
  rejected: { where: string; reason: string }[]
}
