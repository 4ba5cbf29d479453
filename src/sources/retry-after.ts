import { z } from 'zod'

const first = z.union([z.string(), z.array(z.string()).transform((values) => values.join(', '))]).optional()
/** The headers of an answer that say when to ask again. */
export const retryHeadersSchema = z.object({ 'retry-after': first, ratelimit: first })

// A source that is not to be asked for longer is asked after a day all the same: the header was a slip.
const LONGEST_MS = 24 * 3600 * 1000
// Draft 9 of RateLimit, as Hugging Face sends it: `"api";r=0;t=123`, one after another where there are several limits.
const USED_UP = /;\s*r=0\s*;\s*t=(\d+)/g

/**
 * How long a source asks to be left alone: by Retry-After, in seconds or as a date, or else by the limits in RateLimit
 * that are used up. Undefined where it says nothing, or what nobody can read.
 */
export function retryAfterMs(headers: z.infer<typeof retryHeadersSchema>, now: number): number | undefined {
  const given = headers['retry-after']?.trim() ?? ''
  const resets = [...(headers.ratelimit ?? '').matchAll(USED_UP)].map(([, seconds]) => 1000 * Number(seconds))
  const asked = /^\d+$/.test(given)
    ? 1000 * Number(given)
    : given === ''
      ? Math.max(...resets)
      : Date.parse(given) - now
  return Number.isNaN(asked) || asked === Number.NEGATIVE_INFINITY
    ? undefined
    : Math.min(Math.max(asked, 0), LONGEST_MS)
}
