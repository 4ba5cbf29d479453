/** How something that was asked came in. */
export type Kind = 'slash' | 'menu' | 'button' | 'form' | 'autocomplete' | 'message' | 'other'

/** How it ended: with an answer, with a sentence that names the mend, with a fault of the bot, or past Discord's limit. */
export type Outcome = 'ok' | 'user_error' | 'bug' | 'too_late'

/** One thing that was asked, without whose words or where. */
export interface Answered {
  /** The name of a command that there is, or `none`. */
  command: string
  kind: Kind
  outcome: Outcome
  /** Until Discord took the acknowledgement; undefined when it never did. */
  acknowledgeMs: number | undefined
  /** Until Discord took the answer, or nothing more was tried. */
  answerMs: number
}

/** Told of what happens. */
export interface Tally {
  answered(what: Answered): void
  /** Discord answered a request with this HTTP status. */
  discordResponded(status: number): void
  discordLimited(): void
}

/** Counts nothing: for a bot whose numbers nobody asks for. */
export const noTally: Tally = { answered() {}, discordResponded() {}, discordLimited() {} }
