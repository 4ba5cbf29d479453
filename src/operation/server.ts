import { createServer, type ServerResponse } from 'node:http'
import { UserError } from '../errors.ts'
import type { Health } from './health.ts'
import type { Metrics } from './metrics.ts'

interface PortParts {
  host: string
  /** 0 takes a free one. */
  port: number
  metrics: Pick<Metrics, 'text' | 'contentType'>
  health: () => Health
  /** Told when a page could not be made. */
  onError(cause: unknown): void
}

export interface OperationPort {
  port: number
  /** Ends at once, whoever is still connected. */
  close(): Promise<void>
}

interface Page {
  status: number
  type: string
  text: string
}

/**
 * Serves `/metrics`, `/health` (200, or 503 with what is wrong) and `/live` (200 while the program runs). Throws UserError
 * when it cannot listen there.
 */
export async function openOperationPort(parts: PortParts): Promise<OperationPort> {
  const { host, port, onError } = parts
  const server = createServer((request, response) => {
    const { method = '', url = '' } = request
    if (method !== 'GET' && method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD')
      return send(response, plain(405, 'only GET and HEAD'))
    }
    pageAt(parts, url.split('?')[0] ?? '').then(
      (page) => send(response, page),
      (cause: unknown) => {
        onError(cause)
        send(response, plain(500, 'something broke: see the log'))
      },
    )
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => reject(listenError(cause, host, port)))
    server.listen({ host, port }, resolve)
  })
  server.on('error', onError)
  const address = server.address()
  return {
    port: address !== null && typeof address === 'object' ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function pageAt({ metrics, health }: PortParts, path: string): Promise<Page> {
  if (path === '/live') return plain(200, 'ok')
  if (path === '/metrics') return { status: 200, type: metrics.contentType, text: await metrics.text() }
  if (path !== '/health') return plain(404, 'there is /metrics, /health and /live')
  const found = health()
  return { status: found.status === 'ok' ? 200 : 503, type: 'application/json', text: `${JSON.stringify(found)}\n` }
}

function plain(status: number, text: string): Page {
  return { status, type: 'text/plain; charset=utf-8', text: `${text}\n` }
}

function send(response: ServerResponse, { status, type, text }: Page): void {
  const headers = { 'Content-Type': type, 'Content-Length': Buffer.byteLength(text), 'Cache-Control': 'no-store' }
  // Node leaves the body out by itself when it was asked for the head alone.
  response.writeHead(status, headers).end(text)
}

const MENDS: Record<string, string> = {
  EADDRINUSE: 'the port is in use: stop the program that has it, or choose another',
  EACCES: 'this user may not open the port: choose one above 1023',
  EADDRNOTAVAIL: 'METRICS_HOST is no address of this machine: 127.0.0.1 is one',
  ENOTFOUND: 'METRICS_HOST is no address of this machine: 127.0.0.1 is one',
}

function listenError(cause: NodeJS.ErrnoException, host: string, port: number): unknown {
  const mend = MENDS[cause.code ?? '']
  if (mend === undefined) return cause
  return new UserError('port_unusable', `METRICS_PORT=${port} cannot be opened on ${host}, ${mend}.`, { cause })
}
