import { createHash } from 'node:crypto'
import { Client, Events, GatewayIntentBits, Options, Partials, Routes } from 'discord.js'
import type { Logger } from 'pino'
import type { App } from '../app.ts'
import type { Command } from '../command.ts'
import type { Chat } from '../daily/chat.ts'
import type { UserError } from '../errors.ts'
import type { Connection } from '../operation/connection.ts'
import { endedWithin, FINISH_MS } from '../operation/stop.ts'
import { noTally, type Tally } from '../operation/tally.ts'
import { discordPages } from '../render/discord.ts'
import type { PageRequest } from '../render/page-request.ts'
import type { Reply } from '../render/reply.ts'
import { sayIn } from '../say/say.ts'
import { stageFor } from '../stage.ts'
import { createDiscordChat } from './chat.ts'
import { type Desk, type DrawChart, keepRequests, loggable } from './desk.ts'
import { endOf, startError, tokenGone } from './ending.ts'
import { handleInteraction } from './interactions.ts'
import { handleMessage } from './messages.ts'
import { createMakeRequest, longestCall, PATIENCE, type Patience } from './requests.ts'
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
  /** Counts what happens; nobody does when undefined. */
  metrics?: Tally | undefined
  /** Told whether the bot is connected. */
  connection?: Connection | undefined
  /** How long Discord is waited for. */
  patience?: Patience
}

export interface Bot {
  /** Where posts go. */
  chat: Chat
  /** Resolves to the reason when Discord will not take this bot any more; never while it may. */
  ended: Promise<UserError>
  /**
   * Takes nothing new, lets what runs (and `others`) end for `limitMs` at most, and leaves Discord. Says whether all ended.
   */
  stop(others?: readonly Promise<unknown>[], limitMs?: number): Promise<boolean>
}

// Discord's own limits last seconds; a longer one is a ban, which neither a person nor a stop waits for.
const LONGEST_RATE_LIMIT_MS = 60_000

// discord.js keeps a queue for each interaction until it sweeps, which it does once an hour if it is not told otherwise.
const SWEEP_MS = 60_000

// A message is needed while a reply to it is answered. discord.js keeps 200 a channel, for ever, in each private one too.
const KEPT_MESSAGES = 25
const KEPT_SECONDS = 300

/** Logs in, registers the commands if they changed, and answers until stopped. */
export async function startBot(parts: BotParts): Promise<Bot> {
  const { token, apiBase, commands, app, log, registration, drawChart } = parts
  const { metrics = noTally, connection, patience = PATIENCE } = parts
  const shown = commands.filter(({ only }) => only !== 'terminal')
  const json = slashJson(shown)
  const desk: Desk = {
    app,
    log,
    token,
    drawChart,
    commands: new Map(shown.map((c) => [c.name, c])),
    metrics,
    takeTurn: createTurns(),
  }
  const stopping = new AbortController()
  const { ended, end } = createEnd()
  ended.then(() => stopping.abort())
  const client: Client = new Client({
    // None of these is privileged: the words of a message come only when it mentions the bot or is sent to it alone.
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
    // The channel of a private message is known only once somebody has written there.
    partials: [Partials.Channel],
    allowedMentions: { parse: [] },
    rest: {
      ...(apiBase && { api: apiBase }),
      handlerSweepInterval: SWEEP_MS,
      makeRequest: createMakeRequest({
        patience,
        log,
        stopping: stopping.signal,
        // Before, it was never right: the start says so.
        onUnauthorized: () => client.isReady() && end(tokenGone()),
      }),
      // Both are seen to there.
      retries: 0,
      timeout: longestCall(patience),
      rejectOnRateLimit: ({ retryAfter }) => retryAfter > LONGEST_RATE_LIMIT_MS,
    },
    makeCache: Options.cacheWithLimits({ ...Options.DefaultMakeCacheSettings, MessageManager: KEPT_MESSAGES }),
    sweepers: { ...Options.DefaultSweeperSettings, messages: { interval: 60, lifetime: KEPT_SECONDS } },
  })
  const running = new Set<Promise<void>>()
  const track = (work: Promise<void>) => {
    const task = work.finally(() => running.delete(task))
    running.add(task)
  }
  client.on(Events.InteractionCreate, (interaction) => track(handleInteraction(desk, interaction)))
  client.on(Events.MessageCreate, (message) => track(handleMessage(desk, message)))
  logConnection(client, desk)
  watchClient(client, metrics, connection)
  client.on(Events.ShardDisconnect, ({ code }) => {
    const reason = endOf(code)
    if (reason) end(reason)
  })
  try {
    const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve))
    const { application } = await Promise.race([
      client.login(token).then(() => ready),
      ended.then((reason) => {
        throw reason
      }),
    ])
    await register(client, application.id, json, registration, log)
  } catch (error) {
    stopping.abort()
    await client.destroy()
    throw startError(error)
  }
  const pages = (reply: Reply) => discordPages(reply, stageFor(app, sayIn(reply.language ?? 'en')))
  const keep = (request: PageRequest) => keepRequests(desk, [request])
  return {
    chat: createDiscordChat({ rest: client.rest, selfId: client.user?.id ?? '', pages, keep }),
    ended,
    async stop(others = [], limitMs = FINISH_MS) {
      stopping.abort()
      client.removeAllListeners(Events.InteractionCreate)
      client.removeAllListeners(Events.MessageCreate)
      const isDone = await endedWithin(limitMs, [...running, ...others])
      if (!isDone) log.warn({ answers: running.size, limitMs }, 'stopped before everything that ran had ended')
      // Leaving is no lost connection, although the client says so.
      client.removeAllListeners(Events.ShardReconnecting)
      await client.destroy()
      return isDone
    },
  }
}

/** The end that Discord makes: the first reason counts. */
function createEnd() {
  let end: (reason: UserError) => void = () => {}
  const ended = new Promise<UserError>((resolve) => {
    end = resolve
  })
  return { ended, end }
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
  // discord.js tells of every try, several a second while Discord is away.
  let isAway = false
  client.on(Events.ShardReconnecting, () => {
    if (!isAway) log.warn('not connected to Discord; trying on')
    isAway = true
  })
  for (const event of [Events.ShardReady, Events.ShardResume] as const) {
    client.on(event, () => {
      log.info({ servers: client.guilds.cache.size }, 'connected to Discord')
      isAway = false
    })
  }
  client.on(Events.ShardDisconnect, ({ code }) => log.warn({ code }, 'disconnected'))
  client.on(Events.Invalidated, () => log.error('the session was invalidated'))
}

function watchClient(client: Client, metrics: Tally, connection: Connection | undefined): void {
  client.rest.on('response', (_request, { status }) => metrics.discordResponded(status))
  client.rest.on('rateLimited', () => metrics.discordLimited())
  for (const event of [Events.ShardReady, Events.ShardResume] as const) client.on(event, () => connection?.set(true))
  for (const event of [Events.ShardReconnecting, Events.ShardDisconnect, Events.Invalidated] as const)
    client.on(event, () => connection?.set(false))
}
