// Runs in the page, before its body: the library's elements, with the colours and corners that Discord has now.

import { DiscordActionRow } from '@skyra/discord-components-core/discord-action-row.js'
import { DiscordAuthorInfo } from '@skyra/discord-components-core/discord-author-info.js'
import { DiscordButton } from '@skyra/discord-components-core/discord-button.js'
import { DiscordCommand } from '@skyra/discord-components-core/discord-command.js'
import { DiscordFileAttachment } from '@skyra/discord-components-core/discord-file-attachment.js'
import { DiscordMessage } from '@skyra/discord-components-core/discord-message.js'
import { DiscordMessages } from '@skyra/discord-components-core/discord-messages.js'
import { DiscordQuote } from '@skyra/discord-components-core/discord-quote.js'
import { DiscordStringSelectMenu } from '@skyra/discord-components-core/discord-string-select-menu.js'
import { DiscordStringSelectMenuOption } from '@skyra/discord-components-core/discord-string-select-menu-option.js'
import { DiscordThread } from '@skyra/discord-components-core/discord-thread.js'
import { DiscordVerifiedAuthorTag } from '@skyra/discord-components-core/discord-verified-author-tag.js'
import parts from './parts.css'

const sheet = new CSSStyleSheet()
sheet.replaceSync(parts)
const elements = [
  DiscordMessages,
  DiscordMessage,
  DiscordActionRow,
  DiscordAuthorInfo,
  DiscordButton,
  DiscordCommand,
  DiscordFileAttachment,
  DiscordQuote,
  DiscordStringSelectMenu,
  DiscordStringSelectMenuOption,
  DiscordThread,
  DiscordVerifiedAuthorTag,
]
for (const element of elements) element.elementStyles.push(sheet)

document.addEventListener('click', (event) => {
  const href = event.target.closest?.('[data-href]')?.dataset.href
  if (href) location.assign(href)
})
