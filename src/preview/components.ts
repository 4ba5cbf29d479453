import { parseButtonId } from '../render/buttons.ts'
import { escapeHtml } from './html.ts'
import { discordHtml } from './markdown.ts'
import type { Attachments, Button, Component, Container, Section, Select } from './message.ts'

/** Where the components of a message stand: what its addresses mean. */
export interface Place {
  theme: 'dark' | 'light'
  attachments: Attachments
  /** The address that shows a page of the reply, counted from 0. */
  pageUrl(page: number): string
}

/** A component of a message as HTML: the library's elements, and own ones where it has none. */
export function componentHtml(component: Component, place: Place): string {
  switch (component.type) {
    case 1: {
      const children = component.components.map((each) =>
        each.type === 2 ? buttonHtml(each, place) : selectHtml(each, place),
      )
      return `<discord-action-row>${children.join('')}</discord-action-row>`
    }
    case 9:
      return sectionHtml(component, place)
    case 10:
      return `<div class="text">${discordHtml(component.content)}</div>`
    case 12:
      return `<div class="gallery">${component.items.map(({ media, description }) => imageHtml(media.url, description, place)).join('')}</div>`
    case 13:
      return fileHtml(component.file.url, place)
    case 14:
      return `<div class="separator spacing-${component.spacing}">${component.divider ? '<hr>' : ''}</div>`
    case 17:
      return containerHtml(component, place)
  }
}

function containerHtml({ accent_color: accent, components }: Container, place: Place): string {
  // The colour is an attribute of a picture: a style attribute would need a hole in the page's content policy.
  const bar =
    typeof accent === 'number'
      ? `<svg class="accent" aria-hidden="true"><rect width="4" height="100%" fill="#${accent.toString(16).padStart(6, '0')}"/></svg>`
      : ''
  return `<div class="container">${bar}${components.map((each) => componentHtml(each, place)).join('')}</div>`
}

function sectionHtml({ components, accessory }: Section, place: Place): string {
  const shown =
    accessory.type === 2
      ? `<discord-action-row>${buttonHtml(accessory, place)}</discord-action-row>`
      : `<div class="thumbnail">${imageHtml(accessory.media.url, accessory.description, place)}</div>`
  const texts = components.map((each) => componentHtml(each, place)).join('')
  return `<div class="section"><div>${texts}</div>${shown}</div>`
}

const BUTTON_TYPES = ['primary', 'secondary', 'success', 'destructive']

function buttonHtml({ style, label, emoji, custom_id, url, disabled }: Button, { theme, pageUrl }: Place): string {
  const target = custom_id === undefined ? undefined : parseButtonId(custom_id)
  const attributes = [
    `type="${BUTTON_TYPES[style - 1] ?? 'secondary'}"`,
    `class="${theme}"`,
    disabled && 'disabled',
    url !== undefined && isWeb(url) && `url="${escapeHtml(url)}"`,
    // A page that is not there belongs to a button that is disabled.
    target?.action === 'page' && !disabled && `data-href="${escapeHtml(pageUrl(target.page))}"`,
  ]
  const words = [emoji?.name, label].filter(Boolean).join(' ')
  return `<discord-button ${attributes.filter(Boolean).join(' ')}>${escapeHtml(words)}</discord-button>`
}

function selectHtml({ placeholder, disabled, options }: Select, { theme }: Place): string {
  const shown = options.map(
    ({ label, description, emoji }) =>
      `<discord-string-select-menu-option label="${escapeHtml(label)}"${attribute('description', description)}${attribute('emoji', emoji?.name)}></discord-string-select-menu-option>`,
  )
  return `<discord-string-select-menu class="${theme}" placeholder="${escapeHtml(placeholder)}"${disabled ? ' disabled' : ''}>${shown.join('')}</discord-string-select-menu>`
}

function imageHtml(url: string, description: string | undefined, { attachments }: Place): string {
  const attached = attachments.get(attachedName(url))
  const alt = escapeHtml(description ?? '')
  // Nothing is fetched from the network: a picture from there is shown by its description.
  if (!attached || !('picture' in attached)) return `<div class="no-picture">${alt || escapeHtml(url)}</div>`
  return `<img src="${escapeHtml(attached.picture)}" alt="${alt}">`
}

function fileHtml(url: string, { attachments }: Place): string {
  const name = attachedName(url)
  const attached = attachments.get(name)
  const bytes = attached && 'bytes' in attached ? attached.bytes : 0
  return `<discord-file-attachment name="${escapeHtml(name)}" bytes="${bytes}" bytes-unit="bytes"></discord-file-attachment>`
}

function attachedName(url: string): string {
  return url.replace(/^attachment:\/\//, '')
}

function attribute(name: string, value: string | undefined): string {
  return value === undefined ? '' : ` ${name}="${escapeHtml(value)}"`
}

function isWeb(url: string): boolean {
  return /^https?:\/\//i.test(url) && URL.canParse(url)
}
