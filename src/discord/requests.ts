import { setMaxListeners } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { DefaultRestOptions, type RESTOptions } from 'discord.js'
import type { Logger } from 'pino'
import { UserError } from '../errors.ts'

type MakeRequest = RESTOptions['makeRequest']
type Init = Parameters<MakeRequest>[1]
type Response = Awaited<ReturnType<MakeRequest>>

/** In milliseconds: how long one try may take, and the waits between tries, of which there is one more. */
interface Tries {
  limit: number
  pauses: readonly number[]
}

/** How long Discord is waited for. */
export interface Patience {
  firstAnswer: Tries
  call: Tries
  /** A call that carries files. */
  upload: Tries
}

// Outlasts 12 seconds of refusals. What replaces a lost answer is tried as long again.
const PAUSES = [250, 1000, 3000, 8000]

/**
 * Left alone, discord.js tries four times at once, each for 15 seconds: an outage of two seconds loses an answer, and
 * silence keeps a person waiting for a minute, where this gives up after 37 seconds. Discord takes a first answer for
 * 3 seconds only. An upload gets the time that 10 MiB need on a slow line.
 */
export const PATIENCE: Patience = {
  firstAnswer: { limit: 1000, pauses: [200, 400, 600, 800, 1000] },
  call: { limit: 5000, pauses: PAUSES },
  upload: { limit: 30_000, pauses: PAUSES },
}

/** The longest that a call with all its tries takes, in milliseconds. */
export function longestCall(patience: Patience): number {
  const lengths = [patience.firstAnswer, patience.call, patience.upload].map(
    ({ limit, pauses }) => (pauses.length + 1) * limit + pauses.reduce((sum, pause) => sum + pause, 0),
  )
  // Some slack: timers are late on a busy machine, and then the last try counts.
  return 2 * Math.max(...lengths)
}

/**
 * What a call may be done with when nobody knows whether it was carried out: `again` where Discord itself sees to it
 * that the second time changes nothing, `refused only` where it would be done twice, `once` where it is not worth it.
 */
type Repeat = 'first answer' | 'again' | 'refused only' | 'once'

function repeatOf(method: string, path: string, body: unknown): Repeat {
  if (/\/interactions\/\d+\/[^/]+\/callback$/.test(path)) return 'first answer'
  if (path.endsWith('/typing')) return 'once'
  // A message after the answer takes no nonce.
  const makesMessage = method === 'POST' && (/\/webhooks\/\d+\/[^/]+$/.test(path) || path.endsWith('/messages'))
  return makesMessage && !hasEnforcedNonce(body) ? 'refused only' : 'again'
}

function hasEnforcedNonce(body: unknown): boolean {
  const json = body instanceof FormData ? body.get('payload_json') : body
  return typeof json === 'string' && json.includes('"enforce_nonce":true')
}

/** An answer was lost on the way, or was none: whether the call was carried out, only Discord knows. */
class NoAnswer extends Error {
  readonly wasCarriedOut: 'no' | 'maybe'

  constructor(message: string, wasCarriedOut: 'no' | 'maybe', options?: ErrorOptions) {
    super(message, options)
    this.name = 'NoAnswer'
    this.wasCarriedOut = wasCarriedOut
  }
}

export interface RequestParts {
  patience: Patience
  log: Logger
  /** Nothing is tried again once this is aborted. */
  stopping: AbortSignal
  /** Discord does not know the token any more. */
  onUnauthorized(): unknown
}

/**
 * How discord.js is to talk to Discord: with tries of its own, so that `retries` is to be 0. What Discord does not
 * answer in the end throws a UserError.
 */
export function createMakeRequest({ patience, log, stopping, onUnauthorized }: RequestParts): MakeRequest {
  // Every call that waits listens, and in an outage many do.
  setMaxListeners(0, stopping)
  return async (url, init) => {
    const method = String(init.method ?? 'GET').toUpperCase()
    const { pathname } = new URL(url)
    const repeat = repeatOf(method, pathname, init.body)
    const { limit, pauses } = triesOf(patience, repeat, init.body)
    for (let tries = 1; ; tries++) {
      const outcome = await tryOnce(url, init, limit)
      if (!(outcome instanceof NoAnswer)) {
        if (outcome.status === 401 && carriesToken(init)) onUnauthorized()
        const isOwn = repeat === 'first answer' && tries > 1 && (await isAlreadyAcknowledged(outcome))
        return isOwn ? nothing() : outcome
      }
      const pause = pauses[tries - 1]
      if (pause === undefined || stopping.aborted || !mayRepeat(repeat, outcome)) {
        const call = `${method} ${pathname.replace(/(\/(interactions|webhooks)\/\d+\/)[^/]+/, '$1…')}`
        // That the bot is at work may go unseen.
        log[repeat === 'once' ? 'debug' : 'warn']({ call, tries, why: outcome.message }, 'no answer from Discord')
        // It may have counted; if it did not, Discord says so to what comes after it.
        if (repeat === 'first answer' && outcome.wasCarriedOut === 'maybe') return nothing()
        throw new UserError('discord_unreachable', (say) => say('error.discordUnreachable'), {
          cause: outcome,
        })
      }
      // Cut short by a stop, which lets nothing be tried again after this one.
      await sleep(pause, undefined, { signal: stopping }).catch(() => {})
    }
  }
}

/** Calls about an interaction carry its own secret instead. */
function carriesToken({ headers }: Init): boolean {
  return new Headers(headers as Record<string, string>).has('authorization')
}

function triesOf({ firstAnswer, call, upload }: Patience, repeat: Repeat, body: unknown): Tries {
  if (body instanceof FormData) return upload
  return repeat === 'first answer' ? firstAnswer : call
}

function mayRepeat(repeat: Repeat, { wasCarriedOut }: NoAnswer): boolean {
  if (repeat === 'once') return false
  return repeat === 'refused only' ? wasCarriedOut === 'no' : true
}

async function tryOnce(url: string, init: Init, limit: number): Promise<Response | NoAnswer> {
  // What AbortSignal.any makes is collected with those who listen to it, timer or not (Node 20): silence had no end.
  const giving = new AbortController()
  const giveUp = () => giving.abort(init.signal?.reason ?? new Error(`nothing for ${limit} ms`))
  const timer = setTimeout(giveUp, limit)
  init.signal?.addEventListener('abort', giveUp)
  try {
    const response = await DefaultRestOptions.makeRequest(url, { ...init, signal: giving.signal })
    // Read here, within the limit: discord.js would wait for ever for a body that does not come.
    const body = Buffer.from(await response.arrayBuffer())
    return judged(response, body)
  } catch (cause) {
    return new NoAnswer(String(cause), isBeforeSending(cause) ? 'no' : 'maybe', { cause })
  } finally {
    clearTimeout(timer)
    init.signal?.removeEventListener('abort', giveUp)
  }
}

function isBeforeSending(cause: unknown): boolean {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  return ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'].includes(code)
}

// 500 to 503 say that the call failed; 504 and those of proxies only that nobody heard of its end.
const FAILED = [500, 501, 502, 503]

function judged({ status, headers }: Response, body: Buffer): Response | NoAnswer {
  if (status >= 500) return new NoAnswer(`status ${status}`, FAILED.includes(status) ? 'no' : 'maybe')
  const isJson = body.length === 0 || jsonIn(headers.get('content-type'), body) !== undefined
  if (status < 300) return isJson ? answered(status, headers, body) : new NoAnswer('an answer without JSON', 'maybe')
  // A page of a proxy in Discord's place. discord.js asks again at once when it is not told how long to wait.
  if (status === 429 && !(Number(headers.get('retry-after')) > 0)) headers.set('retry-after', '1')
  if (isJson && body.length > 0) return answered(status, headers, body)
  headers.set('content-type', 'application/json')
  return answered(status, headers, Buffer.from(JSON.stringify({ code: 0, message: `status ${status} without JSON` })))
}

function jsonIn(type: string | null, body: Buffer): object | undefined {
  if (!type?.startsWith('application/json')) return undefined
  try {
    const value: unknown = JSON.parse(body.toString())
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}

function answered(status: number, headers: Response['headers'], body: Buffer): Response {
  // discord.js would read JSON out of nothing.
  if (body.length === 0) headers.delete('content-type')
  return {
    status,
    statusText: '',
    ok: status >= 200 && status < 300,
    headers,
    body: null,
    bodyUsed: false,
    arrayBuffer: async () => new Uint8Array(body).buffer,
    json: async () => JSON.parse(body.toString()),
    text: async () => body.toString(),
  }
}

function nothing(): Response {
  return answered(204, new Headers(), Buffer.alloc(0))
}

const ALREADY_ACKNOWLEDGED = 40060

/** After a try of which nothing was heard: it counted. */
async function isAlreadyAcknowledged(response: Response): Promise<boolean> {
  if (response.status !== 400) return false
  const body = await response.json()
  return typeof body === 'object' && body !== null && 'code' in body && body.code === ALREADY_ACKNOWLEDGED
}
