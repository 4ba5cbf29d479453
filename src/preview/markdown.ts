import { escapeHtml } from './html.ts'

interface Rule {
  pattern: RegExp
  show(match: RegExpExecArray): string
}

const wrapped = (tag: string) => (match: RegExpExecArray) => `<${tag}>${inline(match[1] ?? '')}</${tag}>`
const mention = (name: string) => () => `<span class="mention">${name}</span>`

/** The inline rules of Discord's client, in its order; the first that matches at a place wins. */
const RULES: Rule[] = [
  { pattern: /\\([^0-9A-Za-z\s])/y, show: (match) => escapeHtml(match[1] ?? '') },
  { pattern: /<(https?:\/\/[^\s<>]+)>/y, show: (match) => link(escapeHtml(match[1] ?? ''), match[1] ?? '') },
  { pattern: /https?:\/\/[^\s<]+[^<.,:;"'\]\s]/y, show: (match) => link(escapeHtml(match[0]), match[0]) },
  {
    pattern: /\[((?:\\[\s\S]|[^\\\]])+)\]\((https?:\/\/[^\s)]+)\)/y,
    show: (match) => link(inline(match[1] ?? ''), match[2] ?? ''),
  },
  { pattern: /<@[!&]?\d+>/y, show: mention('@someone') },
  { pattern: /<#\d+>/y, show: mention('#channel') },
  { pattern: /<\/([^:<>]+):\d+>/y, show: (match) => `<span class="mention">/${escapeHtml(match[1] ?? '')}</span>` },
  { pattern: /<t:(-?\d+)(?::\w)?>/y, show: (match) => `<span class="time">${dateOf(Number(match[1]))}</span>` },
  { pattern: /<a?:\w+:\d+>/y, show: () => '☺' },
  { pattern: /@(?:everyone|here)/y, show: (match) => `<span class="mention">${match[0]}</span>` },
  { pattern: /(`+)([\s\S]*?[^`])\1(?!`)/y, show: (match) => `<code>${escapeHtml(match[2] ?? '')}</code>` },
  { pattern: /\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/y, show: wrapped('strong') },
  { pattern: /__((?:\\[\s\S]|[^\\])+?)__(?!_)/y, show: wrapped('u') },
  { pattern: /~~((?:\\[\s\S]|[^\\])+?)~~(?!~)/y, show: wrapped('s') },
  {
    pattern: /\|\|((?:\\[\s\S]|[^\\])+?)\|\|/y,
    show: (match) => `<span class="spoiler">${inline(match[1] ?? '')}</span>`,
  },
  { pattern: /\*(?=\S)((?:\\[\s\S]|[^\\*])+?)\*(?!\*)/y, show: wrapped('em') },
  { pattern: /_((?:\\[\s\S]|[^\\_])+?)_(?!\w)/y, show: wrapped('em') },
]

/**
 * A text display as HTML. Line breaks and runs of spaces stay as they are: the element around it must keep them
 * (`white-space: break-spaces`). Every character of the text is escaped; links go to http and https alone.
 */
export function discordHtml(markdown: string): string {
  return blocks(markdown)
    .map(({ isQuoted, lines }) => (isQuoted ? quote(lines) : linesHtml(lines)))
    .join('')
}

interface Block {
  isQuoted: boolean
  lines: string[]
}

/** Splits into runs of `> ` lines and runs of other lines. */
function blocks(markdown: string): Block[] {
  const found: Block[] = []
  for (const line of markdown.split('\n')) {
    const isQuoted = /^ *> /.test(line)
    const last = found.at(-1)
    const content = isQuoted ? line.replace(/^ *> /, '') : line
    if (last?.isQuoted === isQuoted) last.lines.push(content)
    else found.push({ isQuoted, lines: [content] })
  }
  return found
}

function quote(lines: readonly string[]): string {
  return `<discord-quote><div class="text">${linesHtml(lines)}</div></discord-quote>`
}

/** Headings, small print and lists end their own lines; what is between them is one run of text. */
function linesHtml(lines: readonly string[]): string {
  let html = ''
  let run: string[] = []
  const endRun = () => {
    if (run.length > 0) html += `<div>${inline(run.join('\n')) || '\n'}</div>`
    run = []
  }
  for (const line of lines) {
    const block = lineBlock(line)
    if (block === undefined) run.push(line)
    else {
      endRun()
      html += block
    }
  }
  endRun()
  return html
}

function lineBlock(line: string): string | undefined {
  const [, small] = /^ *-# +(.+)$/.exec(line) ?? []
  if (small !== undefined) return `<div class="small">${inline(small)}</div>`
  const [, marks, heading] = /^ *(#{1,3}) +(.+)$/.exec(line) ?? []
  if (marks !== undefined) return `<h${marks.length}>${inline(heading ?? '')}</h${marks.length}>`
  const [, mark, item] = /^ *([-*+]|\d+\.) +(.+)$/.exec(line) ?? []
  if (mark === undefined) return undefined
  return `<div class="item"><span>${/\d/.test(mark) ? mark : '•'}</span><div>${inline(item ?? '')}</div></div>`
}

function inline(markdown: string): string {
  let html = ''
  let at = 0
  while (at < markdown.length) {
    const found = matchAt(markdown, at)
    html += found?.html ?? escapeHtml(markdown.charAt(at))
    at += found?.length ?? 1
  }
  return html
}

function matchAt(markdown: string, at: number): { html: string; length: number } | undefined {
  for (const { pattern, show } of RULES) {
    pattern.lastIndex = at
    const match = pattern.exec(markdown)
    if (match) return { html: show(match), length: match[0].length }
  }
  return undefined
}

/** `label` is HTML already. */
function link(label: string, url: string): string {
  if (!URL.canParse(url)) return label
  return `<a href="${escapeHtml(new URL(url).href)}" target="_blank" rel="noreferrer noopener">${label}</a>`
}

function dateOf(seconds: number): string {
  const date = new Date(seconds * 1000)
  if (Number.isNaN(date.getTime())) return 'Invalid Date'
  return escapeHtml(date.toISOString().slice(0, 16).replace('T', ' '))
}
