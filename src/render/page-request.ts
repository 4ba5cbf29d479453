import { createHash } from 'node:crypto'
import { z } from 'zod'

/** What a page of a reply was asked by: enough to make any of its pages again. */
export interface PageRequest {
  command: string
  options: Record<string, unknown>
}

/** Longest key: a button's custom_id holds 100 characters, of which `p:9999:abcdef:` takes fourteen. */
export const KEY_ROOM = 86

const requestSchema = z.tuple([z.string(), z.record(z.string(), z.unknown())])

/** What a button carries for a request: the request itself if it fits, else a ticket that names it. */
export function requestKey(request: PageRequest): string {
  const json = requestJson(request)
  if (json.length < KEY_ROOM) return `=${json}`
  return `#${createHash('sha256').update(json).digest('base64url').slice(0, 22)}`
}

/** The request that a key carries; undefined for a ticket, and for what is no key. */
export function requestIn(key: string): PageRequest | undefined {
  return key.startsWith('=') ? requestFrom(key.slice(1)) : undefined
}

export function requestJson({ command, options }: PageRequest): string {
  return JSON.stringify([command, options])
}

/** The request in what `requestJson` wrote; undefined in anything else. */
export function requestFrom(json: string): PageRequest | undefined {
  const parsed = requestSchema.safeParse(parseJson(json))
  return parsed.success ? { command: parsed.data[0], options: parsed.data[1] } : undefined
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
