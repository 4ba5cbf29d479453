import { type APIMessageTopLevelComponent, type AttachmentPayload, DiscordAPIError } from 'discord.js'
import type { Logger } from 'pino'
import type { BarChart } from '../answer/comparable.ts'
import type { App } from '../app.ts'
import { publicError } from '../boundary.ts'
import { type Asker, type Command, voiceFor } from '../command.ts'
import { UserError } from '../errors.ts'
import { loggable } from '../operation/loggable.ts'
import type { Tally } from '../operation/tally.ts'
import { parseOptions, wholeCharacters } from '../parse-options.ts'
import { COMPONENTS_V2, textDisplay } from '../render/components.ts'
import { type DiscordFile, type DiscordMessage, discordMessage, type Showing } from '../render/discord.ts'
import { escapeMarkdown } from '../render/markdown.ts'
import { type PageRequest, requestFrom, requestIn, requestJson, requestKey } from '../render/page-request.ts'
import type { Reply } from '../render/reply.ts'
import { commandNameIn } from '../say/commands/names.ts'
import type { Language } from '../say/language.ts'
import { sayIn } from '../say/say.ts'
import { stageFor } from '../stage.ts'
import type { Seen } from './measured.ts'
import type { TakeTurn } from './turns.ts'

export { loggable }

export type DrawChart = (chart: BarChart) => Promise<Buffer>

/** What answering needs. */
export interface Desk {
  app: App
  drawChart: DrawChart
  log: Logger
  token: string
  commands: ReadonlyMap<string, Command>
  takeTurn: TakeTurn
  metrics: Tally
  /** What becomes of the one thing that is being answered; undefined where nobody counts it. */
  seen?: Seen | undefined
}

/** Which page of a request's reply, and how it is shown. */
export interface Wanted extends Showing {
  /** The index that the page before was made from, when a page is turned. */
  since?: string
  /** Who shows it to everybody. */
  by?: Reply['by']
}

/** A message made of components, ready to send. */
export interface Body extends Pick<DiscordMessage, 'flags'> {
  components: APIMessageTopLevelComponent[]
  allowedMentions: { parse: [] }
  files: AttachmentPayload[]
  attachments: []
}

/** A page of the reply to a request. Throws what the command throws. */
export async function pageOf(desk: Desk, { since, by, ...showing }: Wanted, asker: Asker): Promise<Body> {
  const { app, commands, seen } = desk
  const { request, canShare } = showing
  const command = commands.get(request.command)
  if (!command) throw new UserError('unknown_command', (say) => say('error.commandGone', { name: request.command }))
  seen?.asks(command.name)
  // Discord shows such a command to nobody else, unless a server's settings say otherwise.
  if (command.needsManage && !asker.mayManage) {
    throw new UserError('not_allowed', (say) =>
      say('error.notAllowed', { command: commandNameIn(say.language, command.name) }),
    )
  }
  const options = parseOptions(command, request.options)
  const compute = async () => {
    const { reply } = await command.run(app, options, asker)
    const { answer } = reply
    if (answer && asker.isInThread && !canShare) {
      keep(desk, 'lastAnswer', () => app.state.putLastAnswerIn(asker.channelId, answer.id))
    }
    const say = voiceFor(asker)
    const stage = stageFor(app, say)
    const isOther = since !== undefined && since !== stage.version
    const heading = isOther ? `${reply.heading} · ${say('card.changed')}` : reply.heading
    const told = { ...reply, heading, ...(by && { by }) }
    return bodyOf(desk, discordMessage(told, stage, { ...showing, canShare: canShare && !command.isPrivate }))
  }
  return command.asksNetwork ? compute() : desk.takeTurn(compute)
}

/** For what a person can do without: a full disk must not keep the answer from them. */
function keep({ log, token }: Desk, what: string, write: () => void): void {
  try {
    write()
  } catch (error) {
    log.warn({ what, error: loggable(error, token) }, 'not kept')
  }
}

/** Keeps what buttons stand for that do not hold it themselves. */
export function keepRequests(desk: Desk, requests: readonly PageRequest[]): void {
  for (const request of requests) {
    keep(desk, 'request', () => desk.app.state.putRequest(requestKey(request), requestJson(request)))
  }
}

/** What a button's key stands for; undefined when it is not kept any more. */
export function keptRequest({ app }: Desk, key: string): PageRequest | undefined {
  return requestIn(key) ?? requestFrom(app.state.request(key) ?? '')
}

/** What a button's key stands for. Throws UserError when it is not kept any more. */
export function requestOf(desk: Desk, key: string): PageRequest {
  const request = keptRequest(desk, key)
  if (!request) throw new UserError('request_gone', (say) => say('error.requestGone'))
  return request
}

async function bodyOf(desk: Desk, { flags, components, files, kept }: DiscordMessage): Promise<Body> {
  keepRequests(desk, kept)
  const uploads = (await Promise.all((files ?? []).map((file) => uploadOf(desk, file)))).flat()
  const isThere = (url: string) => uploads.some(({ name }) => url === `attachment://${name}`)
  // A picture that was not drawn is left out, not a message that Discord refuses.
  const shown = components.filter((one) => one.type !== 12 || one.items.every(({ media }) => isThere(media.url)))
  // No attachments of the page before stay on this one.
  return { flags, components: shown, allowedMentions: { parse: [] }, files: uploads, attachments: [] }
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

export const UNKNOWN_INTERACTION = 10062

/**
 * What the user is told; made of components as every message is, since one that was must stay so. Throws on when the
 * interaction is gone and nobody can be told anything.
 */
export function apology({ log, token, seen }: Desk, error: unknown, language: Language = 'en'): Omit<Body, 'files'> {
  if (isCode(error, UNKNOWN_INTERACTION)) throw error
  seen?.failed(error instanceof UserError ? 'user_error' : 'bug')
  const report = (id: string) => log.error({ id, error: loggable(error, token) }, 'a command failed')
  const sentence = escapeMarkdown(wholeCharacters(publicError(error, report, sayIn(language)).message.slice(0, 900)))
  return { flags: COMPONENTS_V2, components: [textDisplay(sentence)], allowedMentions: { parse: [] }, attachments: [] }
}

export function isCode(error: unknown, code: number): boolean {
  return error instanceof DiscordAPIError && error.code === code
}
