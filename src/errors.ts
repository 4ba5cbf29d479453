/** An error whose message may be shown to the user: it names the input and the mend. Anything else thrown is a bug. */
export class UserError extends Error {
  readonly code: string

  constructor(code: string, message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.name = 'UserError'
    this.code = code
  }
}
