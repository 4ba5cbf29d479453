/** Chosen fields only: Discord's errors also carry the address and body of the request, with the reply's token. */
export function loggable(error: unknown, token: string): Record<string, unknown> {
  const clean = (words: string | undefined) => (token === '' ? words : words?.replaceAll(token, '[token]'))
  if (!(error instanceof Error)) return { message: clean(String(error)) }
  return {
    name: error.name,
    message: clean(error.message),
    stack: clean(error.stack),
    ...('code' in error && { code: error.code }),
    ...(error.cause !== undefined && { cause: loggable(error.cause, token) }),
  }
}
