import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { publicError } from '../boundary.ts'
import { UserError } from '../errors.ts'
import { pageScript } from './bundle.ts'
import { createPages, type PagesParts } from './pages.ts'

export interface PreviewParts extends PagesParts {
  /** A free one when 0. */
  port: number
}

export interface Preview {
  url: string
  close(): Promise<void>
}

// What the library writes for a name without a colour: the one style attribute that the page may have.
const NO_COLOUR = createHash('sha256').update('color:;').digest('base64')
// Nothing but the page's own two files is loaded, whatever a text may hold.
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src 'self' 'unsafe-hashes' 'sha256-${NO_COLOUR}'`,
  'img-src data:',
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Serves the preview on 127.0.0.1. */
export async function startPreview(parts: PreviewParts): Promise<Preview> {
  const { onBug, port } = parts
  const pages = createPages(parts)
  const css = readFileSync(new URL('preview.css', import.meta.url), 'utf8')
  const script = await pageScript()

  const routes: Record<string, [type: string, body: (query: URLSearchParams) => string | Promise<string>]> = {
    '/': ['text/html', pages.reply],
    '/daily': ['text/html', pages.daily],
    '/preview.js': ['text/javascript', () => script],
    '/preview.css': ['text/css', () => css],
  }
  const server = createServer(async ({ method, url = '/', headers }, response) => {
    // Another name means a page of the web that was pointed at this address.
    if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(headers.host ?? '')) return send(response, 403, 'Not here.')
    if (method !== 'GET') return send(response, 405, 'Only GET.')
    try {
      const { pathname, searchParams } = addressOf(url)
      const route = Object.hasOwn(routes, pathname) ? routes[pathname] : undefined
      if (!route) return send(response, 404, 'There is nothing here: open /.')
      send(response, 200, await route[1](searchParams), route[0])
    } catch (cause) {
      send(response, 400, publicError(cause, onBug).message)
    }
  })
  await new Promise<void>((listening, failed) => {
    server.once('error', (cause) =>
      failed(new UserError('no_port', `Port ${port} cannot be used: choose another PREVIEW_PORT.`, { cause })),
    )
    server.listen(port, '127.0.0.1', listening)
  })
  const { port: served } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${served}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}

function addressOf(url: string): URL {
  if (!URL.canParse(url, 'http://127.0.0.1')) throw new UserError('bad_address', 'This is no address: open /.')
  return new URL(url, 'http://127.0.0.1')
}

function send(response: ServerResponse, status: number, body: string, type = 'text/plain'): void {
  response.writeHead(status, {
    'content-type': `${type}; charset=utf-8`,
    'content-security-policy': POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  })
  response.end(body)
}
