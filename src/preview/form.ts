import { z } from 'zod'
import type { Command } from '../command.ts'
import { escapeHtml } from './html.ts'
import type { PreviewRequest, Shown } from './request.ts'

const optionSchema = z.object({
  type: z.enum(['string', 'integer', 'number', 'boolean']),
  description: z.string().default(''),
  enum: z.array(z.union([z.string(), z.number()])).optional(),
  default: z.unknown().optional(),
})

/** The commands to choose from and a field an option, as HTML; sending it gives the address of the reply. */
export function commandForm(commands: readonly Command[], request: PreviewRequest): string {
  const { command, given } = request
  const json = z.toJSONSchema(command.options, { io: 'input' })
  const fields = Object.entries(json.properties ?? {}).map(([name, property]) =>
    fieldHtml(name, optionSchema.parse(property), given[name] ?? ''),
  )
  return `${linksHtml(commands, command.name, request)}
<form action="/" method="get"><input type="hidden" name="command" value="${escapeHtml(command.name)}">${fields.join('')}${shownFields(request)}<button>Show</button></form>`
}

/** The same for the next daily post. */
export function dailyForm(commands: readonly Command[], shown: Shown, given: Record<string, string | number>): string {
  const fields = Object.entries(given).map(([name, value]) => {
    const type = typeof value === 'number' ? 'integer' : 'string'
    return fieldHtml(name, { type, description: name, default: undefined }, String(value))
  })
  return `${linksHtml(commands, 'daily', shown)}
<form action="/daily" method="get">${fields.join('')}${shownFields(shown)}<button>Show</button></form>`
}

function linksHtml(commands: readonly Command[], current: string, { theme, locale }: Shown): string {
  const rest = { theme, ...(locale !== undefined && { locale }) }
  const link = (name: string, address: string) =>
    `<a href="${escapeHtml(address)}"${name === current ? ' aria-current="page"' : ''}>${escapeHtml(name)}</a>`
  const links = commands.map(({ name }) => link(name, `/?${new URLSearchParams({ command: name, ...rest })}`))
  return `<nav>${[...links, link('next daily post', `/daily?${new URLSearchParams(rest)}`)].join('')}</nav>`
}

function fieldHtml(name: string, option: z.infer<typeof optionSchema>, value: string): string {
  const { type, description, enum: values, default: usual } = option
  const label = (field: string, isLong = false) =>
    `<label${isLong ? ' class="long"' : ''} title="${escapeHtml(description)}">${escapeHtml(name)}${field}</label>`
  const choices = values ?? (type === 'boolean' ? ['true', 'false'] : undefined)
  if (choices) return label(selectHtml(name, ['', ...choices.map(String)], value))
  const hint = escapeHtml(String(usual ?? description))
  const kind = type === 'string' ? 'text' : 'number'
  const attributes = `name="${escapeHtml(name)}" type="${kind}" value="${escapeHtml(value)}" placeholder="${hint}"`
  return label(`<input ${attributes}${type === 'number' ? ' step="any"' : ''}>`, type === 'string')
}

function shownFields({ theme, locale = '' }: Shown): string {
  const language = `<label>locale<input name="locale" type="text" size="5" value="${escapeHtml(locale)}" placeholder="en"></label>`
  return `${language}<label>theme${selectHtml('theme', ['dark', 'light'], theme)}</label>`
}

function selectHtml(name: string, values: readonly string[], chosen: string): string {
  const options = values.map(
    (value) =>
      `<option value="${escapeHtml(value)}"${value === chosen ? ' selected' : ''}>${escapeHtml(value)}</option>`,
  )
  return `<select name="${escapeHtml(name)}">${options.join('')}</select>`
}
