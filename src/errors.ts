import { type Say, sayEnglish } from './say/say.ts'

/** An error whose message may be shown to the user: it names the input and the mend. Anything else thrown is a bug. */
export class UserError extends Error {
  readonly code: string
  /** The message in another language. */
  readonly in: (say: Say) => string

  /** `words`: the message, in English or as it is said in any language. */
  constructor(code: string, words: string | ((say: Say) => string), options?: { cause?: unknown }) {
    const said = typeof words === 'string' ? () => words : words
    super(said(sayEnglish), options)
    this.name = 'UserError'
    this.code = code
    this.in = said
  }
}
