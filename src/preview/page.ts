import { componentHtml } from './components.ts'
import { escapeHtml } from './html.ts'
import type { Attachments, Message } from './message.ts'

/** A message with what its `attachment://` addresses name. */
export interface ShownMessage {
  message: Message
  attachments: Attachments
}

export interface PreviewPage {
  messages: readonly ShownMessage[]
  /** What was asked, above the first message: `/ask how fast is it`. Nothing above a message nobody asked for. */
  commandLine?: string
  theme: 'dark' | 'light'
  /** The name of the thread that is open on the first message. */
  thread?: string
  /** The address that shows a page of the reply, counted from 0; its place on this page if left out. */
  pageUrl?: (page: number) => string
  /** What stands above the messages, as HTML. */
  form?: string
}

/** The flag of a message that only the person who asked sees. */
export const EPHEMERAL = 64

// Discord shows one letter on a colour for a bot without a picture.
const picture = (letter: string, colour: string) =>
  `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="40" height="40" fill="${colour}"/><text x="20" y="27" text-anchor="middle" font-family="sans-serif" font-size="20" font-weight="bold" fill="#fff">${letter}</text></svg>`,
  )}`
const BOT_AVATAR = picture('V', '#5865f2')
const PERSON_AVATAR = picture('R', '#3ba55d')

/** A whole page with the messages as Discord shows them. It loads two files of its server, /preview.js and /preview.css. */
export function previewPage(page: PreviewPage): string {
  const { messages, theme, form = '' } = page
  const shown = messages.map((message, at) => messageHtml(message, at, page)).join('\n')
  return `<!doctype html>
<html lang="en" class="${theme}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Verbatim, as Discord shows it</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/preview.css">
<script src="/preview.js"></script>
</head>
<body>
${form}
<discord-messages${theme === 'light' ? ' light-theme' : ''}>
${shown}
</discord-messages>
</body>
</html>
`
}

function messageHtml({ message, attachments }: ShownMessage, at: number, page: PreviewPage): string {
  const { commandLine, theme, thread, pageUrl = (target: number) => `#page-${target + 1}` } = page
  const place = { theme, attachments, pageUrl }
  const isPrivate = (message.flags & EPHEMERAL) !== 0
  const asked =
    at === 0 && commandLine !== undefined
      ? `<discord-command slot="reply" author="Robin" avatar="${PERSON_AVATAR}" command="${escapeHtml(commandLine)}"></discord-command>`
      : ''
  const threadHtml =
    at === 0 && thread !== undefined
      ? `<discord-thread slot="thread" name="${escapeHtml(thread)}" cta="See Thread">There are no recent messages in this thread.</discord-thread>`
      : ''
  return `<discord-message id="page-${at + 1}" author="Verbatim" bot avatar="${BOT_AVATAR}" timestamp="Today at 09:00"${isPrivate ? ' ephemeral' : ''}>${asked}
<div slot="components" class="components">
${message.components.map((component) => componentHtml(component, place)).join('\n')}
</div>${threadHtml}</discord-message>`
}
