import type { AnswerRecord } from '../answer/record.ts'
import type { Paper } from '../papers/paper.ts'

/** Port: what must survive a restart. */
export interface Store {
  papers(): Paper[]
  /** Adds or replaces papers, all or none. */
  putPapers(papers: readonly Paper[]): void
  get(key: string): string | undefined
  set(key: string, value: string): void
  /** An answer that was given, while it is among the newest that are kept. */
  answer(id: string): AnswerRecord | undefined
  putAnswer(record: AnswerRecord): void
  close(): void
}
