import { createHash } from 'node:crypto'
import { Client, DiscordAPIError, Events, GatewayIntentBits, Options, Partials, Routes } from 'discord.js'
import type { Logger } from 'pino'
import type { App } from '../app.ts'
import type { Command } from '../command.ts'
import type { Chat } from '../daily/chat.ts'
import { UserError } from '../errors.ts'
import { discordPages } from '../render/discord.ts'
import type { Reply } from '../render/reply.ts'
import { createDiscordChat } from './chat.ts'
import { createTickets, type Desk, type DrawChart, loggable } from './desk.ts'
import { handleInteraction } from './interactions.ts'
import { handleMessage } from './messages.ts'
import { slashJson } from './slash.ts'
import { createTurns } from './turns.ts'

export interface BotParts {
  token: string
  /** Ends in `/api`; Discord's own when undefined. */
  apiBase?: string | undefined
  commands: Command[]
  app: App
  log: Logger
  /** A chart as a PNG. */
  drawChart: DrawChart
  /** Remembers what was registered last, so that a start that changes nothing asks Discord for nothing. */
  registration: { load(): string | undefined; save(hash: string): void }
}

export interface Bot {
  /** Where posts go. */
  chat: Chat
  stop(): Promise<void>
}

// discord.js keeps a queue for each interaction until it sweeps, which it does once an hour if it is not told otherwise.
const SWEEP_MS = 60_000

// A message is needed while a reply to it is answered. discord.js keeps 200 a channel, for ever, in each private one too.
const KEPT_MESSAGES = 25
const KEPT_SECONDS = 300

/** Logs in, registers the commands if they changed, and answers until stopped. */
export async function startBot(parts: BotParts): Promise<Bot> {
  const { token, apiBase, commands, app, log, registration, drawChart } = parts
  const shown = commands.filter(({ only }) => only !== 'terminal')
  const json = slashJson(shown)
  const desk: Desk = {
    app,
    log,
    token,
    drawChart,
    commands: new Map(shown.map((c) => [c.name, c])),
    tickets: createTickets(),
    takeTurn: createTurns(),
  }
  const client = new Client({
    // None of these is privileged: the words of a message come only when it mentions the bot or is sent to it alone.
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
    // The channel of a private message is known only once somebody has written there.
    partials: [Partials.Channel],
    allowedMentions: { parse: [] },
    makeCache: Options.cacheWithLimits({ ...Options.DefaultMakeCacheSettings, MessageManager: KEPT_MESSAGES }),
    sweepers: { ...Options.DefaultSweeperSettings, messages: { interval: 60, lifetime: KEPT_SECONDS } },
    rest: { handlerSweepInterval: SWEEP_MS, ...(apiBase && { api: apiBase }) },
  })
  const running = new Set<Promise<void>>()
  const track = (work: Promise<void>) => {
    const task = work.finally(() => running.delete(task))
    running.add(task)
  }
  client.on(Events.InteractionCreate, (interaction) => track(handleInteraction(desk, interaction)))
  client.on(Events.MessageCreate, (message) => track(handleMessage(desk, message)))
  logConnection(client, desk)
  try {
    const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve))
    await client.login(token)
    const { application } = await ready
    await register(client, application.id, json, registration, log)
  } catch (error) {
    await client.destroy()
    throw startError(error)
  }
  const pages = (reply: Reply) => discordPages(reply, app.quoteText)
  return {
    chat: createDiscordChat({ rest: client.rest, selfId: client.user?.id ?? '', pages }),
    async stop() {
      client.removeAllListeners(Events.InteractionCreate)
      client.removeAllListeners(Events.MessageCreate)
      await Promise.allSettled(running)
      await client.destroy()
    },
  }
}

function startError(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code !== 'TokenInvalid' && !(error instanceof DiscordAPIError && error.status === 401)) return error
  return new UserError('bad_token', 'Discord refused the token: copy it anew from the developer portal, page Bot.')
}

async function register(
  client: Client,
  applicationId: string,
  body: unknown[],
  registration: BotParts['registration'],
  log: Logger,
): Promise<void> {
  const hash = createHash('sha256')
    .update(`${applicationId} ${JSON.stringify(body)}`)
    .digest('hex')
  if (registration.load() === hash) return
  await client.rest.put(Routes.applicationCommands(applicationId), { body })
  registration.save(hash)
  log.info({ commands: body.length }, 'commands registered')
}

function logConnection(client: Client, { log, token }: Desk): void {
  client.on(Events.Error, (error) => log.error({ error: loggable(error, token) }, 'Discord client error'))
  client.on(Events.ShardError, (error) => log.warn({ error: loggable(error, token) }, 'connection error'))
  client.on(Events.ShardReconnecting, () => log.info('reconnecting'))
  client.on(Events.ShardResume, () => log.info('connection resumed'))
  client.on(Events.ShardDisconnect, ({ code }) => log.warn({ code }, 'disconnected'))
  client.on(Events.Invalidated, () => log.error('the session was invalidated'))
}
