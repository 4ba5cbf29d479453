import { type AttachmentPayload, DiscordAPIError, type InteractionEditReplyOptions } from 'discord.js'
import type { Logger } from 'pino'
import type { BarChart } from '../answer/comparable.ts'
import type { App } from '../app.ts'
import { publicError } from '../boundary.ts'
import type { Asker, Command } from '../command.ts'
import { UserError } from '../errors.ts'
import { parseOptions, wholeCharacters } from '../parse-options.ts'
import { type DiscordFile, type DiscordMessage, discordMessage } from '../render/discord.ts'
import { escapeMarkdown } from '../render/markdown.ts'
import { type PageRequest, requestIn, requestKey } from '../render/page-request.ts'
import type { TakeTurn } from './turns.ts'

export type DrawChart = (chart: BarChart) => Promise<Buffer>

/** What answering needs. */
export interface Desk {
  app: App
  drawChart: DrawChart
  log: Logger
  token: string
  commands: ReadonlyMap<string, Command>
  tickets: Tickets
  takeTurn: TakeTurn
}

/** A page of the reply to a request, ready to send. Throws what the command throws. */
export async function pageOf(
  desk: Desk,
  request: PageRequest,
  page: number,
  asker: Asker,
): Promise<InteractionEditReplyOptions> {
  const command = desk.commands.get(request.command)
  if (!command) throw new UserError('unknown_command', `/${request.command} is not here any more.`)
  // Discord shows such a command to nobody else, unless a server's settings say otherwise.
  if (command.needsManage && !asker.mayManage) {
    throw new UserError('not_allowed', `/${command.name} is for those who may manage the server.`)
  }
  const options = parseOptions(command, request.options)
  const compute = async () => {
    const { reply } = await command.run(desk.app, options, asker)
    const key = requestKey(request)
    if (!requestIn(key)) desk.tickets.remember(key, request)
    return bodyOf(desk, discordMessage(reply, desk.app.quoteText, key, page))
  }
  return command.asksNetwork ? compute() : desk.takeTurn(compute)
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
export interface Tickets {
  remember(key: string, request: PageRequest): void
  find(key: string): PageRequest | undefined
}

// A ticket costs about 1 kB; a thousand long questions back is further than anyone turns pages.
const MOST_TICKETS = 1000

export function createTickets(): Tickets {
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

export const UNKNOWN_INTERACTION = 10062

/** What the user is told; throws on when the interaction is gone and nobody can be told anything. */
export function sentenceFor({ log, token }: Desk, error: unknown): string {
  if (isCode(error, UNKNOWN_INTERACTION)) throw error
  const report = (id: string) => log.error({ id, error: loggable(error, token) }, 'a command failed')
  return escapeMarkdown(wholeCharacters(publicError(error, report).message.slice(0, 900)))
}

export function isCode(error: unknown, code: number): boolean {
  return error instanceof DiscordAPIError && error.code === code
}

/** Chosen fields only: Discord's errors also carry the address and body of the request, with the reply's token. */
export function loggable(error: unknown, token: string): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: String(error).replaceAll(token, '[token]') }
  return {
    name: error.name,
    message: error.message.replaceAll(token, '[token]'),
    stack: error.stack?.replaceAll(token, '[token]'),
    ...('code' in error && { code: error.code }),
    ...(error.cause !== undefined && { cause: loggable(error.cause, token) }),
  }
}
