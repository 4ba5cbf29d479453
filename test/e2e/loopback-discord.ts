import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'
import { z } from 'zod'

/** A message as the bot sent it, checked against Discord's limits. */
export interface Shown {
  content: string
  embeds: { title?: string; url?: string; description?: string }[]
  buttons: { label: string; custom_id: string; disabled: boolean }[]
  files: { name: string; text: string; description: string | undefined }[]
  ephemeral: boolean
}

interface Pending {
  id: string
  token: string
  sentAt: number
  acknowledged: boolean
  message?: Shown
  followUps: Shown[]
  choices?: { name: string; value: string }[]
  form?: { custom_id: string; title: string }
}

export interface LoopbackDiscord {
  /** What `rest.api` is to be: ends in `/api`. */
  apiBase: string
  registrations: unknown[][]
  /** Everything the bot did that Discord would refuse or punish. */
  faults: string[]
  identifies: number
  resumes: number
  /** When true, the next acknowledgement counts but its answer is the one a repeated call gets (40060). */
  repeatNextAck: boolean
  /** When true, the next interaction is already forgotten when the bot acknowledges it (10062). */
  forgetNext: boolean
  command(name: string, options?: Record<string, string | number | boolean>): Promise<Shown>
  /** Sends a command and returns at once. */
  sendCommand(name: string, options?: Record<string, string | number | boolean>): void
  autocomplete(command: string, option: string, words: string): Promise<{ name: string; value: string }[]>
  /** Clicks a button of a shown message: the message afterwards, or the private words that answered the click. */
  click(message: Shown, label: string): Promise<Shown>
  clickId(customId: string): Promise<Shown>
  /** Clicks a button that opens a form, fills in its one field and sends it: the message that answers. */
  fillIn(message: Shown, label: string, words: string): Promise<Shown>
  /** Says something in a server's channel, to the bot or to nobody, or as a reply to a message of the bot. */
  say(words: string, how: { mentions: boolean; repliesTo?: Shown }): void
  /** What the bot said in channels, oldest first. */
  said: Shown[]
  drop(): Promise<void>
  close(): Promise<void>
}

const APPLICATION = '1000000000000000001'
const CHANNEL = '1000000000000000002'
const GUILD = '1000000000000000004'
const GUILD_CHANNEL = '1000000000000000005'
// Guilds, messages of guilds, private messages: no privileged intent.
const INTENTS = 1 | (1 << 9) | (1 << 12)
const USER = { id: '1000000000000000003', username: 'reader', discriminator: '0', avatar: null, global_name: null }
const BOT = { id: APPLICATION, username: 'bot', discriminator: '0', avatar: null, global_name: null, bot: true }

const embedSchema = z.strictObject({
  title: z.string().min(1).max(256).optional(),
  url: z
    .url({ protocol: /^https?$/ })
    .max(2048)
    .optional(),
  description: z.string().min(1).max(4096).optional(),
})
const buttonSchema = z.object({
  type: z.literal(2),
  style: z.number(),
  label: z.string().min(1).max(80),
  custom_id: z.string().min(1).max(100),
  disabled: z.boolean().default(false),
})
const messageSchema = z.object({
  content: z.string().max(2000).nullish(),
  embeds: z.array(embedSchema).max(10).default([]),
  components: z
    .array(z.object({ type: z.literal(1), components: z.array(buttonSchema).min(1).max(5) }))
    .max(5)
    .default([]),
  allowed_mentions: z.object({ parse: z.array(z.string()).max(0) }),
  flags: z.number().nullish(),
})
const ackSchema = z.object({
  type: z.number(),
  data: z
    .looseObject({
      choices: z
        .array(z.object({ name: z.string().min(1).max(100), value: z.string().max(100) }))
        .max(25)
        .optional(),
    })
    .nullish(),
})
const formSchema = z.object({
  custom_id: z.string().min(1).max(100),
  title: z.string().min(1).max(45),
  components: z
    .array(
      z.object({
        type: z.literal(18),
        label: z.string().min(1).max(45),
        description: z.string().max(100).optional(),
        component: z.object({ type: z.literal(4), custom_id: z.literal('question'), style: z.number() }),
      }),
    )
    .length(1),
})
const commandSchema = z.array(
  z.object({
    name: z
      .string()
      .regex(/^[-_\p{L}\p{N}]{1,32}$/u)
      .lowercase(),
    description: z.string().min(1).max(100),
    options: z
      .array(
        z.object({
          name: z
            .string()
            .regex(/^[-_\p{L}\p{N}]{1,32}$/u)
            .lowercase(),
          description: z.string().min(1).max(100),
          required: z.boolean().default(false),
          choices: z
            .array(z.object({ name: z.string().min(1).max(100), value: z.unknown() }))
            .max(25)
            .optional(),
        }),
      )
      .max(25)
      .refine(
        (all) => all.every(({ required }, index) => !required || index === 0 || all[index - 1]?.required),
        'required first',
      )
      .default([]),
  }),
)

/** The message in a body, or the reason why Discord would refuse it. */
export function checkedMessage(body: unknown): Omit<Shown, 'files'> | string {
  const parsed = messageSchema.safeParse(body)
  if (!parsed.success) return z.prettifyError(parsed.error)
  const { content, embeds, components, flags } = parsed.data
  const buttons = components.flatMap((row) => row.components)
  const total = embeds.reduce((sum, { title = '', description = '' }) => sum + title.length + description.length, 0)
  if (total > 6000) return `embeds of ${total} characters`
  if (embeds.some(({ title, description }) => !title?.trim() && !description?.trim())) return 'an empty embed'
  if (new Set(buttons.map(({ custom_id }) => custom_id)).size < buttons.length) return 'custom_id twice'
  if (!content?.trim() && embeds.length === 0) return 'an empty message'
  return { content: content ?? '', embeds, buttons, ephemeral: ((flags ?? 0) & 64) !== 0 }
}

/** Discord's REST and gateway on this machine, as far as a bot of slash commands needs them. */
export async function startLoopbackDiscord(token: string): Promise<LoopbackDiscord> {
  const pending = new Map<string, Pending>()
  const sockets = new Set<WebSocket>()
  let nextId = 2_000_000_000_000_000_000n
  let sequence = 0
  let session: WebSocket | undefined
  const newId = () => String(++nextId)

  const http = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      loopback.faults.push(String(error))
      send(response, 500, { message: 'loopback failed', code: 0 })
    })
  })
  const gateway = new WebSocketServer({ server: http, path: '/gateway' })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const { port } = http.address() as AddressInfo
  const gatewayUrl = `ws://127.0.0.1:${port}/gateway`

  function dispatch(socket: WebSocket, type: string, data: unknown): void {
    socket.send(JSON.stringify({ op: 0, t: type, s: ++sequence, d: data }))
  }

  gateway.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => {
      sockets.delete(socket)
      if (session === socket) session = undefined
    })
    socket.send(JSON.stringify({ op: 10, d: { heartbeat_interval: 1000 } }))
    socket.on('message', (raw) => {
      const { op, d } = JSON.parse(String(raw))
      if (op === 1) socket.send(JSON.stringify({ op: 11 }))
      if (op === 2) identify(socket, d)
      if (op === 6) resume(socket, d)
    })
  })

  function identify(socket: WebSocket, data: { token: string; intents: number }) {
    loopback.identifies++
    if (data.token !== token) return socket.close(4004)
    if (data.intents !== INTENTS) loopback.faults.push(`intents ${data.intents}`)
    session = socket
    dispatch(socket, 'READY', {
      v: 10,
      user: BOT,
      guilds: [{ id: GUILD, unavailable: true }],
      session_id: 'session',
      resume_gateway_url: gatewayUrl,
      application: { id: APPLICATION, flags: 0 },
    })
    dispatch(socket, 'GUILD_CREATE', {
      id: GUILD,
      name: 'Team',
      owner_id: USER.id,
      roles: [{ id: GUILD, name: '@everyone', permissions: '0', position: 0 }],
      channels: [{ id: GUILD_CHANNEL, type: 0, name: 'papers', position: 0, permission_overwrites: [] }],
      members: [],
      threads: [],
      emojis: [],
      stickers: [],
      presences: [],
      voice_states: [],
      member_count: 2,
      preferred_locale: 'en-US',
    })
  }

  function resume(socket: WebSocket, data: { token: string; session_id: string }) {
    if (data.token !== token || data.session_id !== 'session') return socket.close(4004)
    loopback.resumes++
    session = socket
    dispatch(socket, 'RESUMED', {})
  }

  async function serve(request: IncomingMessage, response: ServerResponse) {
    const path = decodeURIComponent(new URL(request.url ?? '', 'http://loopback').pathname).replace(/^\/api\/v10/, '')
    const { body, files } = await bodyOf(request)
    const route = `${request.method} ${path}`
    const [, id = '', secret = ''] = /^\/(?:interactions|webhooks)\/(\d+)\/([^/]+)/.exec(path) ?? []
    if (/^POST \/interactions\/.*\/callback$/.test(route)) return acknowledge(response, pending.get(id), body)
    if (/^PATCH \/webhooks\/.*\/messages\/@original$/.test(route)) return edit(response, secret, body, files)
    if (/^POST \/webhooks\/\d+\/[^/]+$/.test(route)) return followUp(response, secret, body, files)
    if (request.headers.authorization !== `Bot ${token}`)
      return send(response, 401, { message: '401: Unauthorized', code: 0 })
    if (route === 'GET /gateway/bot') {
      const limit = { total: 1000, remaining: 999, reset_after: 86_400_000, max_concurrency: 1 }
      return send(response, 200, { url: gatewayUrl, shards: 1, session_start_limit: limit })
    }
    if (route === `PUT /applications/${APPLICATION}/commands`) return register(response, body)
    if (/^POST \/channels\/\d+\/typing$/.test(route)) return response.writeHead(204).end()
    if (/^POST \/channels\/\d+\/messages$/.test(route)) return post(response, body, files)
    loopback.faults.push(`unknown route ${route}`)
    send(response, 404, { message: 'Not Found', code: 0 })
  }

  function register(response: ServerResponse, body: unknown) {
    const parsed = commandSchema.safeParse(body)
    if (!parsed.success) return refuse(response, 50035, z.prettifyError(parsed.error))
    loopback.registrations.push(body as unknown[])
    send(
      response,
      200,
      parsed.data.map((command) => ({ ...command, id: newId(), application_id: APPLICATION })),
    )
  }

  function acknowledge(response: ServerResponse, interaction: Pending | undefined, body: unknown) {
    if (loopback.forgetNext || !interaction) {
      loopback.forgetNext = false
      return send(response, 404, { message: 'Unknown interaction', code: 10062 })
    }
    if (Date.now() - interaction.sentAt > 3000) return refuse(response, 10062, 'answered after 3 seconds')
    if (interaction.acknowledged) return refuse(response, 40060, 'acknowledged twice')
    const parsed = ackSchema.safeParse(body)
    if (!parsed.success) return refuse(response, 50035, z.prettifyError(parsed.error))
    interaction.acknowledged = true
    if (parsed.data.data?.choices) interaction.choices = parsed.data.data.choices
    if (parsed.data.type === 9) interaction.form = formSchema.parse(parsed.data.data)
    if (loopback.repeatNextAck) {
      loopback.repeatNextAck = false
      return send(response, 400, { message: 'Interaction has already been acknowledged.', code: 40060 })
    }
    response.writeHead(204).end()
  }

  function edit(response: ServerResponse, secret: string, body: unknown, files: Shown['files']) {
    const interaction = byToken(secret)
    const message = checkedMessage(body)
    if (!interaction?.acknowledged) return refuse(response, 10015, 'edited before it was acknowledged')
    if (typeof message === 'string') return refuse(response, 50035, message)
    interaction.message = { ...message, files }
    send(response, 200, messageJson(message))
  }

  function followUp(response: ServerResponse, secret: string, body: unknown, files: Shown['files']) {
    const interaction = byToken(secret)
    const message = checkedMessage(body)
    if (!interaction?.acknowledged) return refuse(response, 10015, 'followed up before it was acknowledged')
    if (typeof message === 'string') return refuse(response, 50035, message)
    interaction.followUps.push({ ...message, files })
    send(response, 200, messageJson(message))
  }

  function post(response: ServerResponse, body: unknown, files: Shown['files']) {
    const message = checkedMessage(body)
    if (typeof message === 'string') return refuse(response, 50035, message)
    loopback.said.push({ ...message, files })
    send(response, 200, { ...messageJson(message), channel_id: GUILD_CHANNEL })
  }

  function refuse(response: ServerResponse, code: number, message: string): void {
    loopback.faults.push(`${code} ${message}`)
    send(response, code === 10062 || code === 10015 ? 404 : 400, { message, code })
  }

  const byToken = (secret: string) => [...pending.values()].find((interaction) => interaction.token === secret)

  function messageJson({ content, embeds }: Omit<Shown, 'files'>): object {
    const empty = { attachments: [], components: [], mentions: [], mention_roles: [], mention_everyone: false }
    const now = new Date().toISOString()
    const base = { id: newId(), channel_id: CHANNEL, author: BOT, type: 0, timestamp: now, edited_timestamp: null }
    return { ...base, ...empty, tts: false, pinned: false, flags: 0, content, embeds }
  }

  function interact(type: number, data: object, message?: object): Pending {
    if (!session) throw new Error('the bot is not connected')
    const id = newId()
    const interaction: Pending = { id, token: `secret-${id}`, sentAt: Date.now(), acknowledged: false, followUps: [] }
    pending.set(id, interaction)
    dispatch(session, 'INTERACTION_CREATE', {
      id,
      application_id: APPLICATION,
      type,
      data,
      token: interaction.token,
      version: 1,
      user: USER,
      channel_id: CHANNEL,
      channel: { id: CHANNEL, type: 1, recipients: [USER] },
      context: 1,
      locale: 'en-US',
      app_permissions: '0',
      entitlements: [],
      authorizing_integration_owners: { 0: '0' },
      attachment_size_limit: 10_485_760,
      ...(message && { message }),
    })
    return interaction
  }

  const loopback: LoopbackDiscord = {
    apiBase: `http://127.0.0.1:${port}/api`,
    registrations: [],
    faults: [],
    identifies: 0,
    resumes: 0,
    repeatNextAck: false,
    forgetNext: false,
    async command(name, options = {}) {
      const interaction = interact(2, { id: newId(), name, type: 1, options: optionsJson(options) })
      return until(() => interaction.message, `a reply to /${name}`)
    },
    sendCommand(name, options = {}) {
      interact(2, { id: newId(), name, type: 1, options: optionsJson(options) })
    },
    async autocomplete(command, option, words) {
      const options = [{ name: option, type: 3, value: words, focused: true }]
      const interaction = interact(4, { id: newId(), name: command, type: 1, options })
      return until(() => interaction.choices, 'choices')
    },
    async click(message, label) {
      const button = message.buttons.find((each) => each.label === label)
      if (!button || button.disabled) throw new Error(`no button ${label} to click`)
      return loopback.clickId(button.custom_id)
    },
    async clickId(customId) {
      const shown = messageJson({ content: '', embeds: [], buttons: [], ephemeral: false })
      const interaction = interact(3, { component_type: 2, custom_id: customId }, shown)
      return until(() => interaction.message ?? interaction.followUps[0], 'an answer to the click')
    },
    async fillIn(message, label, words) {
      const button = message.buttons.find((each) => each.label === label)
      if (!button) throw new Error(`no button ${label} to click`)
      const shown = messageJson({ content: '', embeds: [], buttons: [], ephemeral: false })
      const click = interact(3, { component_type: 2, custom_id: button.custom_id }, shown)
      const form = await until(() => click.form, 'a form')
      const field = { type: 18, id: 1, component: { type: 4, id: 2, custom_id: 'question', value: words } }
      const sent = interact(5, { custom_id: form.custom_id, components: [field] })
      return until(() => sent.message, 'an answer to the form')
    },
    say(words, { mentions, repliesTo }) {
      if (!session) throw new Error('the bot is not connected')
      const own = messageJson({ content: '', embeds: [], buttons: [], ephemeral: false })
      const buttons = repliesTo?.buttons.map((button, id) => ({ ...button, type: 2, style: 2, id }))
      const earlier = repliesTo && {
        ...own,
        id: newId(),
        channel_id: GUILD_CHANNEL,
        content: repliesTo.content,
        components: [{ type: 1, id: 9, components: buttons }],
      }
      dispatch(session, 'MESSAGE_CREATE', {
        ...own,
        id: newId(),
        channel_id: GUILD_CHANNEL,
        guild_id: GUILD,
        author: USER,
        member: { roles: [], joined_at: new Date().toISOString(), deaf: false, mute: false, flags: 0 },
        // Discord leaves the words out unless they mention the bot.
        content: mentions ? words : '',
        mentions: mentions ? [BOT] : [],
        ...(earlier && {
          type: 19,
          message_reference: { type: 0, message_id: earlier.id, channel_id: GUILD_CHANNEL, guild_id: GUILD },
          referenced_message: earlier,
        }),
      })
    },
    said: [],
    async drop() {
      const before = loopback.resumes + loopback.identifies
      for (const socket of sockets) socket.terminate()
      session = undefined
      await until(() => (loopback.resumes + loopback.identifies > before ? true : undefined), 'a reconnect')
    },
    async close() {
      for (const socket of sockets) socket.terminate()
      gateway.close()
      http.closeAllConnections()
      await new Promise((resolve) => http.close(resolve))
    },
  }
  return loopback
}

function optionsJson(options: Record<string, string | number | boolean>): object[] {
  const types = { string: 3, number: 10, boolean: 5 } as const
  return Object.entries(options).map(([name, value]) => ({
    name,
    value,
    type: types[typeof value as keyof typeof types],
  }))
}

async function until<T>(value: () => T | undefined, what: string): Promise<T> {
  const giveUpAt = Date.now() + 8000
  for (;;) {
    const found = value()
    if (found !== undefined) return found
    if (Date.now() > giveUpAt) throw new Error(`${what} did not come`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

async function bodyOf(request: IncomingMessage): Promise<{ body: unknown; files: Shown['files'] }> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const bytes = Buffer.concat(chunks)
  const type = request.headers['content-type'] ?? ''
  if (!type.startsWith('multipart/')) return { body: bytes.length ? JSON.parse(String(bytes)) : undefined, files: [] }
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData()
  const body: { attachments?: { id: number | string; description?: string }[] } = JSON.parse(
    String(form.get('payload_json')),
  )
  const files: Shown['files'] = []
  for (const [key, value] of form) {
    if (typeof value === 'string') continue
    const id = /^files\[(\d+)\]$/.exec(key)?.[1]
    const description = body.attachments?.find((one) => String(one.id) === id)?.description
    files.push({ name: value.name, text: await value.text(), description })
  }
  return { body, files }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
