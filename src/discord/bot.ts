import { createHash } from 'node:crypto'
import {
  type AttachmentPayload,
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  Client,
  DiscordAPIError,
  Events,
  GatewayIntentBits,
  type Interaction,
  type InteractionEditReplyOptions,
  MessageFlags,
  Routes,
} from 'discord.js'
import type { Logger } from 'pino'
import type { BarChart } from '../answer/comparable.ts'
import type { App } from '../app.ts'
import { publicError } from '../boundary.ts'
import type { Command } from '../command.ts'
import { UserError } from '../errors.ts'
import { parseOptions } from '../parse-options.ts'
import { type DiscordFile, type DiscordMessage, discordMessage, parsePageId } from '../render/discord.ts'
import { escapeMarkdown } from '../render/markdown.ts'
import { type PageRequest, requestIn, requestKey } from '../render/page-request.ts'
import { declaredName, optionsOf, slashJson } from './slash.ts'

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

type DrawChart = (chart: BarChart) => Promise<Buffer>

export interface Bot {
  stop(): Promise<void>
}

interface Desk {
  app: App
  drawChart: DrawChart
  log: Logger
  token: string
  commands: Map<string, Command>
  tickets: Tickets
}

const UNKNOWN_INTERACTION = 10062
const ALREADY_ACKNOWLEDGED = 40060

/** Logs in, registers the commands if they changed, and answers until stopped. */
export async function startBot(parts: BotParts): Promise<Bot> {
  const { token, apiBase, commands, app, log, registration, drawChart } = parts
  const shown = commands.filter(({ discord }) => discord !== false)
  const json = slashJson(shown)
  const desk: Desk = {
    app,
    log,
    token,
    drawChart,
    commands: new Map(shown.map((c) => [c.name, c])),
    tickets: createTickets(),
  }
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    allowedMentions: { parse: [] },
    ...(apiBase && { rest: { api: apiBase } }),
  })
  const running = new Set<Promise<void>>()
  client.on(Events.InteractionCreate, (interaction) => {
    const task = handle(desk, interaction).finally(() => running.delete(task))
    running.add(task)
  })
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
  return {
    async stop() {
      client.removeAllListeners(Events.InteractionCreate)
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

/** The one boundary: nothing thrown while answering gets past it. */
async function handle(desk: Desk, interaction: Interaction): Promise<void> {
  try {
    if (interaction.isAutocomplete()) await complete(desk, interaction)
    else if (interaction.isChatInputCommand()) await answer(desk, interaction)
    else if (interaction.isButton()) await turnPage(desk, interaction)
  } catch (error) {
    const gone = isCode(error, UNKNOWN_INTERACTION)
    desk.log[gone ? 'info' : 'error'](
      { error: loggable(error, desk.token) },
      gone ? 'too late to answer' : 'no reply sent',
    )
  }
}

async function answer(desk: Desk, interaction: ChatInputCommandInteraction): Promise<void> {
  if (!(await acknowledged(interaction, () => interaction.deferReply()))) return
  try {
    const request = { command: interaction.commandName, options: optionsOf(interaction) }
    await interaction.editReply(await pageOf(desk, request, 0))
  } catch (error) {
    // Empty lists: a page that Discord refused halfway must not stay beside the sentence.
    await interaction.editReply({ content: sentenceFor(desk, error), embeds: [], components: [] })
  }
}

async function turnPage(desk: Desk, interaction: ButtonInteraction): Promise<void> {
  if (!(await acknowledged(interaction, () => interaction.deferUpdate()))) return
  try {
    const target = parsePageId(interaction.customId)
    const request = target && (requestIn(target.key) ?? desk.tickets.find(target.key))
    if (!target || !request) throw new UserError('request_gone', 'I no longer know this question: please ask it again.')
    await interaction.editReply(await pageOf(desk, request, target.page))
  } catch (error) {
    // The page shown stays; only the person who clicked sees what went wrong.
    await interaction.followUp({ content: sentenceFor(desk, error), flags: MessageFlags.Ephemeral })
  }
}

async function complete({ app, commands }: Desk, interaction: AutocompleteInteraction): Promise<void> {
  const focused = interaction.options.getFocused(true)
  const what = commands.get(interaction.commandName)?.completes?.[declaredName(focused.name)]
  const choices = (what ? app.suggest(what, focused.value, 25) : [])
    .filter(({ value }) => value.length <= 100)
    .map(({ label, value }) => ({ name: choiceName(label) || value, value }))
  await interaction.respond(choices.slice(0, 25))
}

function choiceName(title: string): string {
  const line = title.replace(/\s+/g, ' ').trim()
  return line.length <= 100 ? line : `${line.slice(0, 99).replace(/[\uD800-\uDBFF]$/, '')}…`
}

/**
 * Tells Discord within its 3 seconds that an answer will come; false when it is too late. "Already acknowledged" is
 * what discord.js gets when it repeats a call whose answer was slow: the first one counted.
 */
async function acknowledged(interaction: { deferred: boolean }, defer: () => Promise<unknown>): Promise<boolean> {
  try {
    await defer()
  } catch (error) {
    if (!isCode(error, ALREADY_ACKNOWLEDGED)) throw error
    interaction.deferred = true
  }
  return interaction.deferred
}

async function pageOf(desk: Desk, request: PageRequest, page: number): Promise<InteractionEditReplyOptions> {
  const command = desk.commands.get(request.command)
  if (!command) throw new UserError('unknown_command', `/${request.command} is not here any more.`)
  const { reply } = await command.run(desk.app, parseOptions(command, request.options))
  const key = requestKey(request)
  if (!requestIn(key)) desk.tickets.remember(key, request)
  return bodyOf(desk, discordMessage(reply, desk.app.quoteText, key, page))
}

async function bodyOf(desk: Desk, message: DiscordMessage): Promise<InteractionEditReplyOptions> {
  const { content, embeds, components, files = [] } = message
  const uploads = await Promise.all(files.map((file) => uploadOf(desk, file)))
  // No attachments of the page before stay on this one.
  const attachments: [] = []
  return { content, embeds, components, allowedMentions: { parse: [] }, files: uploads.flat(), attachments }
}

/** A file to upload; none when a chart cannot be drawn, since the numbers are in the text as well. */
async function uploadOf({ drawChart, log, token }: Desk, file: DiscordFile): Promise<AttachmentPayload[]> {
  if ('text' in file) return [{ name: file.name, attachment: Buffer.from(file.text) }]
  try {
    return [{ name: file.name, attachment: await drawChart(file.chart), description: file.description }]
  } catch (error) {
    log.error({ error: loggable(error, token) }, 'a chart was not drawn')
    return []
  }
}

/** The requests whose buttons carry a ticket, because they are too long to be carried themselves. */
interface Tickets {
  remember(key: string, request: PageRequest): void
  find(key: string): PageRequest | undefined
}

// A ticket costs about 1 kB; a thousand long questions back is further than anyone turns pages.
const MOST_TICKETS = 1000

function createTickets(): Tickets {
  const tickets = new Map<string, PageRequest>()
  return {
    remember(key, request) {
      tickets.delete(key)
      const oldest = tickets.keys().next().value
      if (oldest !== undefined && tickets.size >= MOST_TICKETS) tickets.delete(oldest)
      tickets.set(key, request)
    },
    find: (key) => tickets.get(key),
  }
}

/** What the user is told; throws on when the interaction is gone and nobody can be told anything. */
function sentenceFor({ log, token }: Desk, error: unknown): string {
  if (isCode(error, UNKNOWN_INTERACTION)) throw error
  const report = (id: string) => log.error({ id, error: loggable(error, token) }, 'a command failed')
  return escapeMarkdown(publicError(error, report).message.slice(0, 900))
}

function isCode(error: unknown, code: number): boolean {
  return error instanceof DiscordAPIError && error.code === code
}

/** Chosen fields only: Discord's errors also carry the address and body of the request, with the reply's token. */
function loggable(error: unknown, token: string): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: String(error).replaceAll(token, '[token]') }
  return {
    name: error.name,
    message: error.message.replaceAll(token, '[token]'),
    stack: error.stack?.replaceAll(token, '[token]'),
    ...('code' in error && { code: error.code }),
    ...(error.cause !== undefined && { cause: loggable(error.cause, token) }),
  }
}
