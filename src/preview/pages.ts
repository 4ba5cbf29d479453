import type { BarChart } from '../answer/comparable.ts'
import type { App } from '../app.ts'
import { publicError } from '../boundary.ts'
import type { Asker, Command } from '../command.ts'
import { escapeMarkdown } from '../render/markdown.ts'
import { languageOf } from '../say/language.ts'
import { channelSchema, nextPost } from './daily-post.ts'
import { commandForm, dailyForm } from './form.ts'
import type { Attachments, Message } from './message.ts'
import type { Replied } from './messages-of.ts'
import { EPHEMERAL, previewPage } from './page.ts'
import { commandLine, optionsOf, parseRequest, parseShown, type Shown } from './request.ts'

export interface PagesParts {
  app: App
  commands: readonly Command[]
  /** Every page of a reply as a message. */
  messagesOf: (replied: Replied) => Message[]
  drawChart: (chart: BarChart) => Promise<Buffer>
  /** Told of a bug, with the id that the page shows. */
  onBug(id: string, cause: unknown): void
}

/** The pages of the preview as HTML, by what stands in their addresses. */
export interface Pages {
  reply(query: URLSearchParams): Promise<string>
  daily(query: URLSearchParams): Promise<string>
}

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

/** Makes pages out of what the commands of Discord answer. */
export function createPages(parts: PagesParts): Pages {
  const { app, messagesOf, drawChart, onBug } = parts
  const commands = parts.commands.filter(({ only }) => only !== 'terminal')

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
      const { reply } = await command.run(app, options, { ...ASKER, language: languageOf(locale) })
      return messagesOf({
        app,
        reply,
        request: { command: command.name, options },
        canShare: !command.isPrivate,
        locale,
      })
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
      const post = await nextPost(app, channel, languageOf(locale))
      thread = post.thread
      return messagesOf({ app, reply: post.reply, locale })
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

  return { reply: replyPage, daily: dailyPage }
}

function needsOptions({ options }: Command): boolean {
  return !options.safeParse({}).success
}

function privately(message: Message): Message {
  return { ...message, flags: message.flags | EPHEMERAL }
}

async function attachmentsOf({ files }: Message, drawChart: PagesParts['drawChart']): Promise<Attachments> {
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
