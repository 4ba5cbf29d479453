import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Shown } from './loopback-schemas.ts'

export interface Call {
  /** `POST /channels/1/messages`, without the version of the API. */
  route: string
  query: URLSearchParams
  authorization: string | undefined
  body: unknown
  files: Shown['files']
  /** The bytes of the largest file. */
  largestFile: number
}

export interface Answer {
  status: number
  body?: unknown
  /** In place of a body: words that need not be JSON, whatever they are called. */
  page?: { type: string; text: string }
  headers?: Record<string, string>
}

export function isAnswer(value: object): value is Answer {
  return 'status' in value
}

const STATUS: Record<number, number> = { 40005: 413, 50001: 403, 50005: 403, 50007: 403, 50013: 403 }

/** What Discord answers to a call it does not carry out. */
export function refusal(code: number, message: string): Answer {
  const unknownThing = code >= 10_000 && code < 20_000
  return { status: unknownThing ? 404 : (STATUS[code] ?? 400), body: { message, code } }
}

export async function callOf(request: IncomingMessage): Promise<Call> {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://loopback')
  const path = decodeURIComponent(pathname).replace(/^\/api\/v10/, '')
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const type = request.headers['content-type'] ?? ''
  const { authorization } = request.headers
  const call = { route: `${request.method} ${path}`, query: searchParams, authorization }
  return { ...call, ...(await payloadOf(Buffer.concat(chunks), type)) }
}

async function payloadOf(bytes: Buffer, type: string): Promise<Pick<Call, 'body' | 'files' | 'largestFile'>> {
  if (!type.startsWith('multipart/'))
    return { body: bytes.length ? JSON.parse(String(bytes)) : undefined, files: [], largestFile: 0 }
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData()
  const body: { attachments?: Attached[]; data?: { attachments?: Attached[] } } = JSON.parse(
    String(form.get('payload_json')),
  )
  // The first answer to an interaction carries its message one level deeper.
  const attachments = body.data?.attachments ?? body.attachments
  const files: Shown['files'] = []
  let largestFile = 0
  for (const [key, value] of form) {
    if (typeof value === 'string') continue
    const id = /^files\[(\d+)\]$/.exec(key)?.[1]
    const description = attachments?.find((one) => String(one.id) === id)?.description
    files.push({ name: value.name, text: await value.text(), description })
    largestFile = Math.max(largestFile, value.size)
  }
  return { body, files, largestFile }
}

interface Attached {
  id: number | string
  description?: string
}

export function send(response: ServerResponse, { status, body, page, headers }: Answer): void {
  if (response.destroyed) return
  if (page) {
    response.writeHead(status, { 'content-type': page.type, ...headers }).end(page.text)
    return
  }
  if (body === undefined) response.writeHead(status, headers).end()
  else response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}

export async function until<T>(value: () => T | undefined, what: string): Promise<T> {
  const giveUpAt = Date.now() + 8000
  for (;;) {
    const found = value()
    if (found !== undefined) return found
    if (Date.now() > giveUpAt) throw new Error(`${what} did not come`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
