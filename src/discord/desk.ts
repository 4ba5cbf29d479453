import { type APIMessageTopLevelComponent, type AttachmentPayload, DiscordAPIError } from 'discord.js'
import type { Logger } from 'pino'
import type { BarChart } from '../answer/comparable.ts'
import type { App } from '../app.ts'
import { publicError } from '../boundary.ts'
import type { Asker, Command } from '../command.ts'
import { UserError } from '../errors.ts'
import { loggable } from '../operation/loggable.ts'
import type { Tally } from '../operation/tally.ts'
import { parseOptions } from '../parse-options.ts'
import { COMPONENTS_V2, textDisplay } from '../render/components.ts'
import { type DiscordFile, type DiscordMessage, discordMessage, type Showing } from '../render/discord.ts'
import { escapeMarkdown } from '../render/markdown.ts'
import { type PageRequest, requestKey } from '../render/page-request.ts'
import { sayEnglish } from '../say/say.ts'
import { stageFor } from '../stage.ts'
import type { Seen } from './measured.ts'

export { loggable }

export type DrawChart = (chart: BarChart) => Promise<Buffer>

/** What answering needs. */
export interface Desk {
  app: App
  drawChart: DrawChart
  log: Logger
  token: string
  commands: ReadonlyMap<string, Command>
  tickets: Tickets
  metrics: Tally
  /** What becomes of the one thing that is being answered; undefined where nobody counts it. */
  seen?: Seen | undefined
}

/** Which page of a request's reply, and how it is shown. */
export interface Wanted extends Showing {
  /** The index that the page before was made from, when a page is turned. */
  since?: string
}

/** A message made of components, ready to send. */
export interface Body extends Pick<DiscordMessage, 'flags'> {
  components: APIMessageTopLevelComponent[]
  allowedMentions: { parse: [] }
  files: AttachmentPayload[]
  attachments: []
}

/** A page of the reply to a request. Throws what the command throws. */
export async function pageOf(desk: Desk, { request, since, ...how }: Wanted, asker: Asker): Promise<Body> {
  const { app, commands } = desk
  const command = commands.get(request.command)
  if (!command) throw new UserError('unknown_command', `/${request.command} is not here any more.`)
  desk.seen?.asks(command.name)
  // Discord shows such a command to nobody else, unless a server's settings say otherwise.
  if (command.needsManage && !asker.mayManage) {
    throw new UserError('not_allowed', `/${command.name} is for those who may manage the server.`)
  }
  const { reply } = await command.run(app, parseOptions(command, request.options), asker)
  const stage = stageFor(app, sayEnglish)
  const isOther = since !== undefined && since !== stage.version
  const told = isOther ? { ...reply, heading: `${reply.heading} · ${sayEnglish('card.changed')}` } : reply
  return bodyOf(desk, discordMessage(told, stage, { request, ...how }))
}

async function bodyOf(desk: Desk, message: DiscordMessage): Promise<Body> {
  for (const request of message.kept) desk.tickets.remember(requestKey(request), request)
  const uploads = (await Promise.all((message.files ?? []).map((file) => uploadOf(desk, file)))).flat()
  const isThere = (url: string) => uploads.some(({ name }) => url === `attachment://${name}`)
  // A picture that was not drawn is left out, not a message that Discord refuses.
  const components = message.components.filter(
    (one) => one.type !== 12 || one.items.every(({ media }) => isThere(media.url)),
  )
  // No attachments of the page before stay on this one.
  const { flags } = message
  return { flags, components, allowedMentions: { parse: [] }, files: uploads, attachments: [] }
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

/**
 * What the user is told; made of components as every message is, since one that was must stay so. Throws on when the
 * interaction is gone and nobody can be told anything.
 */
export function apology({ log, token, seen }: Desk, error: unknown): Omit<Body, 'files'> {
  if (isCode(error, UNKNOWN_INTERACTION)) throw error
  seen?.failed(error instanceof UserError ? 'user_error' : 'bug')
  const report = (id: string) => log.error({ id, error: loggable(error, token) }, 'a command failed')
  const sentence = escapeMarkdown(publicError(error, report).message.slice(0, 900))
  return { flags: COMPONENTS_V2, components: [textDisplay(sentence)], allowedMentions: { parse: [] }, attachments: [] }
}

export function isCode(error: unknown, code: number): boolean {
  return error instanceof DiscordAPIError && error.code === code
}
