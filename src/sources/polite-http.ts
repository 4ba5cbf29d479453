import PQueue from 'p-queue'
import { Agent, type Dispatcher, errors, interceptors, request } from 'undici'
import { z } from 'zod'
import { SourceUnavailable } from './news.ts'
import { retryAfterMs, retryHeadersSchema } from './retry-after.ts'

export interface PoliteHttpOptions {
  /** Of the source, as its errors call it. */
  name: string
  /** Between the beginnings of two requests, retries and redirections included. */
  spacingMs: number
  /** For one answer, its retry and redirections included. */
  timeoutMs: number
  largestBytes: number
  /** Milliseconds since 1970. */
  now: () => number
  /** Names the bot and where to complain about it. */
  userAgent: string
}

/** A text; the text of last time where it has not changed; or the refusal of what was asked for, which is 400, 404 or 410. */
export type HttpAnswer =
  | { status: 'fresh'; text: string }
  | { status: 'unchanged'; text: string }
  | { status: 'refused'; code: number; text: string }

/** One source's door: every request to it goes through here. */
export interface PoliteHttp {
  readonly name: string
  /**
   * Asks for `url`. With an `etagKey` only for what has changed since the last answer under that key. Throws only
   * SourceUnavailable; while the source wants to be left alone, at once and without asking.
   */
  get(url: string, options?: { etagKey?: string }): Promise<HttpAnswer>
  close(): Promise<void>
}

const MOST_REDIRECTS = 3
const MOST_RETRIES = 1
// A whole window of Hugging Face's limits. arXiv's users report that 30 to 150 seconds are enough after its bare 429.
const UNTOLD_COOLDOWN_MS = 5 * 60 * 1000
// A day's pages of two sources and some days before; beyond, what came longest ago is asked for anew.
const MOST_REMEMBERED = 16
const SERVER_ERRORS = Array.from({ length: 100 }, (_, at) => 500 + at)
const REFUSALS = [400, 404, 410]
const PASSING = ['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_SOCKET']
const headersSchema = retryHeadersSchema.extend({
  etag: z.string().max(1000).optional().catch(undefined),
  'content-encoding': z.string().optional(),
})
const failureSchema = z.object({ statusCode: z.number(), headers: headersSchema })

/** Opens a door to one source: one connection, one request at a time, spaced, within bounds, and polite when refused. */
export function createPoliteHttp(options: PoliteHttpOptions): PoliteHttp {
  const { name, spacingMs, timeoutMs, largestBytes, now, userAgent } = options
  const agent = new Agent({
    connections: 1,
    pipelining: 1,
    connect: { timeout: timeoutMs },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  })
  const retry = interceptors.retry({
    statusCodes: SERVER_ERRORS,
    retry: (error, { state }, done) => {
      // Not at once: undici has not yet put away the connection that failed, and a request that it finds there then is an
      // AssertionError that nobody can catch.
      setImmediate(done, state.counter <= MOST_RETRIES && mayPass(error) ? null : error)
    },
  })
  const redirect = interceptors.redirect({ maxRedirections: MOST_REDIRECTS })
  const dispatcher = agent.compose(spaced(spacingMs), retry, redirect)
  const oneAtATime = new PQueue({ concurrency: 1 })
  const remembered = new Map<string, { etag: string; text: string }>()
  let silentUntil = 0
  let closed = false

  function checkOpen(): void {
    if (closed) throw new SourceUnavailable(name, 'is no longer asked')
    if (now() < silentUntil) {
      const retryAt = new Date(silentUntil)
      throw new SourceUnavailable(name, `wants no request before ${retryAt.toISOString()}`, { retryAt })
    }
  }

  /** What an answer that is no text means; sets the cooldown where it asks for one. */
  function refusal(code: number, headers: z.infer<typeof headersSchema>): SourceUnavailable {
    const told = code === 429 || code === 503 ? retryAfterMs(headers, now()) : undefined
    const waitMs = told ?? (code === 429 ? UNTOLD_COOLDOWN_MS : undefined)
    if (waitMs === undefined) return new SourceUnavailable(name, `answers with HTTP ${code}`)
    silentUntil = now() + waitMs
    const retryAt = new Date(silentUntil)
    return new SourceUnavailable(name, `answers with HTTP ${code}, not before ${retryAt.toISOString()}`, { retryAt })
  }

  async function ask(url: string, etagKey: string | undefined): Promise<HttpAnswer> {
    const known = etagKey === undefined ? undefined : remembered.get(etagKey)
    const answer = await request(url, {
      dispatcher,
      // Waiting for its turn and for its retry's is not the source's slowness.
      signal: AbortSignal.timeout(timeoutMs + 2 * spacingMs),
      headers: {
        'user-agent': userAgent,
        'accept-encoding': 'identity',
        ...(known && { 'if-none-match': known.etag }),
      },
    })
    const headers = headersSchema.parse(answer.headers)
    if (answer.statusCode === 304 && known) {
      await answer.body.dump()
      return { status: 'unchanged', text: known.text }
    }
    if (answer.statusCode !== 200 && !REFUSALS.includes(answer.statusCode)) {
      const error = refusal(answer.statusCode, headers)
      // What else it says matters to nobody, nor whether it says it to the end.
      await answer.body.dump().catch(() => undefined)
      throw error
    }
    const text = decoded(await bytesOf(answer.body), headers['content-encoding'])
    if (answer.statusCode !== 200) return { status: 'refused', code: answer.statusCode, text }
    if (etagKey !== undefined) remember(etagKey, headers.etag, text)
    return { status: 'fresh', text }
  }

  function remember(key: string, etag: string | undefined, text: string): void {
    remembered.delete(key)
    if (etag) remembered.set(key, { etag, text })
    const [oldest] = remembered.keys()
    if (remembered.size > MOST_REMEMBERED && oldest !== undefined) remembered.delete(oldest)
  }

  async function bytesOf(body: Dispatcher.ResponseData['body']): Promise<Buffer> {
    const chunks: Buffer[] = []
    let size = 0
    for await (const chunk of body) {
      size += chunk.length
      // Leaving the loop closes the connection: the rest is not read.
      if (size > largestBytes) throw new SourceUnavailable(name, `answers with more than ${largestBytes} bytes`)
      chunks.push(chunk)
    }
    return Buffer.concat(chunks)
  }

  function decoded(bytes: Buffer, encoding = 'identity'): string {
    if (encoding !== 'identity') throw new SourceUnavailable(name, `answers in ${encoding}, which was not asked for`)
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    } catch (cause) {
      throw new SourceUnavailable(name, 'answers with bytes that are not UTF-8', { cause })
    }
  }

  function unavailable(cause: unknown): SourceUnavailable {
    if (cause instanceof SourceUnavailable) return cause
    const failure = cause instanceof errors.RequestRetryError ? failureSchema.safeParse(cause) : undefined
    // Of an answer that broke off, the status is that of its first part, which was good.
    if (failure?.success && failure.data.statusCode >= 500)
      return refusal(failure.data.statusCode, failure.data.headers)
    const slow = cause instanceof Error && /^(TimeoutError|(Headers|Body|Connect)TimeoutError)$/.test(cause.name)
    const why = slow ? `gives no whole answer within ${timeoutMs} ms` : 'cannot be reached, or breaks off'
    return new SourceUnavailable(name, why, { cause })
  }

  return {
    name,
    async get(url, { etagKey } = {}) {
      checkOpen()
      return oneAtATime.add(async () => {
        checkOpen()
        try {
          return await ask(url, etagKey)
        } catch (cause) {
          throw unavailable(cause)
        }
      })
    },
    async close() {
      closed = true
      await agent.destroy()
    },
  }
}

/** Whether an error may be gone at the next try. A source that says when to come back is not asked before. */
function mayPass(error: Error): boolean {
  const failure = failureSchema.safeParse(error)
  if (failure.success) return failure.data.headers['retry-after'] === undefined
  return 'code' in error && PASSING.includes(String(error.code))
}

/** Lets every request wait for its turn on the wire, retries and redirections too, and only to the web. */
function spaced(spacingMs: number): Dispatcher.DispatcherComposeInterceptor {
  const turns = new PQueue(spacingMs > 0 ? { interval: spacingMs, intervalCap: 1, strict: true } : {})
  return (dispatch) => (options, handler) => {
    const send = () => {
      if (!/^https?:/.test(String(options.origin))) throw new Error(`${options.origin} is no address of the web`)
      dispatch(options, handler)
    }
    turns.add(send).catch((error) => handler.onError?.(error))
    return true
  }
}
