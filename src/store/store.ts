import type { AnswerRecord } from '../answer/record.ts'
import type { DailyState } from '../daily/state.ts'
import type { Changes } from '../papers/library.ts'
import type { Field, Paper } from '../papers/paper.ts'
import type { KeptPapers } from '../papers/texts.ts'
import type { TeamState } from '../team/state.ts'

/** What is kept about one person. */
export interface Kept {
  /** Answers that were given to this person. */
  answers: number
  follows: number
  /** Channels whose daily posts this person set up. */
  schedules: number
  /** Papers and answers that this person keeps for later. */
  saved: number
  votes: number
  /** Servers whose channel for reports this person named. */
  reports: number
}

/** Papers that are to be put among the others all at once, or not at all, and would fill the memory until then. */
export interface Staged {
  add(changes: Pick<Changes, 'added' | 'updated' | 'replaced'>): void
  /** As `putPapers` with all of them. */
  keep(): void
  /** What was staged, a part at a time, and what its papers take the place of. */
  parts(): Iterable<{ papers: Paper[]; replaced: Paper[] }>
  drop(): void
}

/** Port: what must survive a restart. */
export interface Store extends DailyState, TeamState, KeptPapers {
  /** All at once, which takes the memory for all. */
  papers(): Paper[]
  /** A number that is higher after each paper that is put, by whatever program. */
  lastPaperChange(): number
  /** Papers put after a change, oldest first, at most `limit`, and the change that the last of them was. */
  papersSince(change: number, limit: number): { papers: Paper[]; change: number }
  /**
   * Adds papers, or puts them in the place of `replaced`; all or none. Texts that are replaced are kept for the quotes
   * made of them; what is new waits to be held against the topics that people follow, if anyone does.
   */
  putPapers(papers: readonly Paper[], replaced?: readonly Paper[]): void
  /** An empty heap of papers to put; one at a time. */
  stage(): Staged
  /** A text that a paper had before, by its hash. */
  oldText(paperId: string, field: Field, textHash: string): string | undefined
  /** An answer that was given, while it is among the newest that are kept or somebody saved it. */
  answer(id: string): AnswerRecord | undefined
  putAnswer(record: AnswerRecord, askedBy?: string): void
  kept(userId: string): Kept
  /** Deletes what is kept about a person; what they set for a channel or a server stays, without their name. */
  forget(userId: string): Kept
  /** Writes a copy of everything into a new file. Throws UserError when it is there or cannot be written. */
  backup(file: string): void
  close(): void
}
