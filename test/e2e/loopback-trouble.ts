import type { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Answer, refusal } from './loopback-http.ts'

/**
 * The calls that can be made to fail: a post, a thread of a message, reading of messages, opening a private channel;
 * the first answer to an interaction, the edit that fills it, what is said after it; and that the bot is typing; who the bot is.
 */
export type TroubledCall =
  | 'message'
  | 'thread'
  | 'history'
  | 'private'
  | 'first answer'
  | 'edit'
  | 'follow-up'
  | 'typing'
  | 'self'

export interface TroubleOptions {
  /** The call is carried out, and only its answer is lost or late. */
  afterStoring?: boolean
  /** Which calls it strikes; posts when not given. */
  on?: TroubledCall
}

interface Trouble {
  on: TroubledCall
  afterStoring: boolean
  strike: (socket: Socket) => Promise<Answer | 'late' | 'lost'>
}

export interface Troubles {
  /** The next `n` calls answer 429. */
  rateLimitNext(n: number, retryAfterSeconds?: number, on?: TroubledCall): void
  /** The next `n` calls answer a 5xx. */
  failNext(n: number, status?: number, options?: TroubleOptions): void
  /** The next `n` calls are answered `ms` of real time late; one that was given up by then was not carried out. */
  hangNext(n: number, ms: number, options?: TroubleOptions): void
  /** The connection of the next `n` calls is closed, or reset, without an answer. */
  dropNext(n: number, options?: TroubleOptions & { reset?: boolean }): void
  /** The next `n` calls answer what stands for Discord's answer and is none: a proxy's page, or JSON cut short. */
  garbleNext(n: number, answer: Answer, options?: TroubleOptions): void
  /** The next `n` calls are refused with one of Discord's codes. */
  refuseNext(n: number, code: number, on?: TroubledCall): void
  /** The calls from now on are carried out. */
  calm(): void
}

export function createTroubles() {
  const waiting: Trouble[] = []
  function add(n: number, { afterStoring = false, on = 'message' }: TroubleOptions, strike: Trouble['strike']) {
    for (let count = 0; count < n; count++) waiting.push({ on, afterStoring, strike })
  }
  const troubles: Troubles = {
    rateLimitNext: (n, retryAfterSeconds = 0.05, on = 'message') =>
      add(n, { on }, async () => rateLimited(retryAfterSeconds)),
    failNext: (n, status = 500, options = {}) =>
      add(n, options, async () => ({ status, body: { message: `${status}: Server Error`, code: 0 } })),
    hangNext: (n, ms, options = {}) =>
      add(n, options, async (socket) => {
        await sleep(ms, undefined, { ref: false })
        return socket.destroyed ? 'lost' : 'late'
      }),
    dropNext: (n, { reset = false, ...options } = {}) =>
      add(n, options, async (socket) => {
        if (reset) socket.resetAndDestroy()
        else socket.destroy()
        return 'lost'
      }),
    garbleNext: (n, answer, options = {}) => add(n, options, async () => answer),
    refuseNext: (n, code, on = 'message') => add(n, { on }, async () => refusal(code, `code ${code}`)),
    calm: () => waiting.splice(0),
  }
  return {
    ...troubles,
    /** Carries out a call, with the first trouble that waits for its kind; undefined when there is nobody to answer. */
    async through(on: TroubledCall | undefined, socket: Socket, carryOut: () => Answer): Promise<Answer | undefined> {
      const index = waiting.findIndex((trouble) => trouble.on === on)
      const [trouble] = index === -1 ? [] : waiting.splice(index, 1)
      if (!trouble) return carryOut()
      const done = trouble.afterStoring ? carryOut() : undefined
      const outcome = await trouble.strike(socket)
      if (outcome === 'lost') return undefined
      return outcome === 'late' ? (done ?? carryOut()) : outcome
    },
  }
}

function rateLimited(seconds: number): Answer {
  return {
    status: 429,
    body: { message: 'You are being rate limited.', retry_after: seconds, global: false },
    headers: {
      'Retry-After': String(seconds),
      'X-RateLimit-Limit': '5',
      'X-RateLimit-Remaining': '0',
      'X-RateLimit-Reset': String(Date.now() / 1000 + seconds),
      'X-RateLimit-Reset-After': String(seconds),
      'X-RateLimit-Bucket': 'messages',
      'X-RateLimit-Scope': 'user',
    },
  }
}
