import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { BarChart } from '../answer/comparable.ts'
import type { App } from '../app.ts'
import { publicError } from '../boundary.ts'
import type { Asker, Command } from '../command.ts'
import { escapeMarkdown } from '../render/markdown.ts'
import { pageScript } from './bundle.ts'
import { channelSchema, nextPost } from './daily-post.ts'
import { commandForm, dailyForm } from './form.ts'
import type { Attachments, Message } from './message.ts'
import type { Replied } from './messages-of.ts'
import { EPHEMERAL, previewPage } from './page.ts'
import { commandLine, optionsOf, parseRequest, parseShown, type Shown } from './request.ts'

export interface PreviewParts {
  app: App
  commands: readonly Command[]
  /** Every page of a reply as a message. */
  messagesOf: (replied: Replied) => Message[]
  drawChart: (chart: BarChart) => Promise<Buffer>
  /** A free one when 0. */
  port: number
  /** Told of a bug, with the id that the page shows. */
  onBug(id: string, cause: unknown): void
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

// Somebody who may do everything, in a server of their own: commands that belong to a channel can be seen as well.
const ASKER: Asker = {
  userId: '1000000000000000003',
  channelId: '1000000000000000005',
  guildId: '1000000000000000004',
  requestId: 'preview',
  mayManage: true,
  lacks: () => [],
  takesPosts: true,
}

/** Serves the preview on 127.0.0.1. */
export async function startPreview(parts: PreviewParts): Promise<Preview> {
  const { app, messagesOf, drawChart, onBug, port } = parts
  const commands = parts.commands.filter(({ only }) => only !== 'terminal')
  const css = readFileSync(new URL('preview.css', import.meta.url), 'utf8')
  const script = await pageScript()

  async function shownMessages(messages: readonly Message[], { page }: Shown) {
    const chosen = page === undefined ? messages : messages.slice(page - 1, page)
    return Promise.all(
      chosen.map(async (message) => ({ message, attachments: await attachmentsOf(message, drawChart) })),
    )
  }

  async function replyPage(query: URLSearchParams): Promise<string> {
    const request = parseRequest(query, commands)
    const { command, given, theme, locale, page } = request
    const form = commandForm(commands, request)
    if (Object.keys(given).length === 0 && needsOptions(command)) return previewPage({ messages: [], theme, form })
    const messages = await answered(async () => {
      const options = optionsOf(request)
      const { reply } = await command.run(app, options, ASKER)
      return messagesOf({ app, reply, request: { command: command.name, options }, locale })
    })
    const shown = command.isPrivate ? messages.map(privately) : messages
    return previewPage({
      messages: await shownMessages(shown, request),
      commandLine: commandLine(request),
      theme,
      form,
      ...(page !== undefined && { pageUrl: (target) => withPage('/', query, target) }),
    })
  }

  async function dailyPage(query: URLSearchParams): Promise<string> {
    const request = parseShown(query)
    const { theme, locale, page } = request
    const channel = channelSchema.catch(channelSchema.parse({})).parse(Object.fromEntries(query))
    let thread: string | undefined
    const messages = await answered(async () => {
      const post = await nextPost(app, channel)
      thread = post.thread
      return messagesOf({ app, reply: post.reply, request: { command: 'daily', options: {} }, locale })
    })
    return previewPage({
      messages: await shownMessages(messages, request),
      theme,
      form: dailyForm(commands, request, channel),
      ...(thread !== undefined && { thread }),
      ...(page !== undefined && { pageUrl: (target) => withPage('/daily', query, target) }),
    })
  }

  /** An error is a message as well: the sentence that Discord would be sent. */
  async function answered(work: () => Promise<Message[]>): Promise<Message[]> {
    try {
      return await work()
    } catch (cause) {
      const content = escapeMarkdown(publicError(cause, onBug).message)
      return [privately({ flags: 0, components: [{ type: 10, content }], files: [] })]
    }
  }

  const routes: Record<string, [type: string, body: (query: URLSearchParams) => string | Promise<string>]> = {
    '/': ['text/html', replyPage],
    '/daily': ['text/html', dailyPage],
    '/preview.js': ['text/javascript', () => script],
    '/preview.css': ['text/css', () => css],
  }
  const server = createServer(async ({ method, url = '/', headers }, response) => {
    // Another name means a page of the web that was pointed at this address.
    if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(headers.host ?? '')) return send(response, 403, 'Not here.')
    if (method !== 'GET') return send(response, 405, 'Only GET.')
    const { pathname, searchParams } = new URL(url, 'http://127.0.0.1')
    const route = Object.hasOwn(routes, pathname) ? routes[pathname] : undefined
    if (!route) return send(response, 404, 'There is nothing here: open /.')
    try {
      send(response, 200, await route[1](searchParams), route[0])
    } catch (cause) {
      send(response, 400, publicError(cause, onBug).message)
    }
  })
  await new Promise<void>((listening, failed) => {
    server.once('error', failed)
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

function needsOptions({ options }: Command): boolean {
  return !options.safeParse({}).success
}

function privately(message: Message): Message {
  return { ...message, flags: message.flags | EPHEMERAL }
}

async function attachmentsOf({ files }: Message, drawChart: PreviewParts['drawChart']): Promise<Attachments> {
  const shown = async (file: Message['files'][number]) => {
    if ('text' in file) return { bytes: Buffer.byteLength(file.text) }
    return { picture: `data:image/png;base64,${(await drawChart(file.chart)).toString('base64')}` }
  }
  const entries = files.map(async (file) => [file.name, await shown(file)] as const)
  return new Map(await Promise.all(entries))
}

function withPage(path: string, query: URLSearchParams, page: number): string {
  const turned = new URLSearchParams(query)
  turned.set('page', String(page + 1))
  return `${path}?${turned}`
}
