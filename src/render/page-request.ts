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
export function requestKey({ command, options }: PageRequest): string {
  const json = JSON.stringify([command, options])
  if (json.length < KEY_ROOM) return `=${json}`
  return `#${createHash('sha256').update(json).digest('base64url').slice(0, 22)}`
}

/** The request that a key carries; undefined for a ticket, and for what is no key. */
export function requestIn(key: string): PageRequest | undefined {
  if (!key.startsWith('=')) return undefined
  const parsed = requestSchema.safeParse(parseJson(key.slice(1)))
  return parsed.success ? { command: parsed.data[0], options: parsed.data[1] } : undefined
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
