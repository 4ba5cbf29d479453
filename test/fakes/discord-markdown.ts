/** What Discord's client makes of a text: the characters shown, and what it turned into links, mentions or emoji. */
interface Shown {
  text: string
  effects: string[]
}

interface Rule {
  pattern: RegExp
  show(match: RegExpExecArray): Shown
}

const plain = (text: string, ...effects: string[]): Shown => ({ text, effects })
const inside = (match: RegExpExecArray): Shown => inline(match[1] ?? '')

/** The inline rules of Discord's client, in its order; the first that matches at a place wins. */
const RULES: Rule[] = [
  { pattern: /\\([^0-9A-Za-z\s])/y, show: (match) => plain(match[1] ?? '') },
  { pattern: /<((?:https?|steam):\/\/[^\s<>]+)>/y, show: (match) => plain(match[1] ?? '', 'link') },
  { pattern: /(?:https?|steam|discord):\/\/[^\s<]+[^<.,:;"'\]\s]/y, show: (match) => plain(match[0], 'link') },
  {
    pattern: /\[((?:\\[\s\S]|[^\\\]])+)\]\((https?:\/\/[^\s)]+)\)/y,
    show: (match) => ({ text: inline(match[1] ?? '').text, effects: ['link'] }),
  },
  { pattern: /<@[!&]?\d+>/y, show: () => plain('@someone', 'mention') },
  { pattern: /<#\d+>/y, show: () => plain('#channel', 'mention') },
  { pattern: /<id:\w+>|<\/[^:>]+:\d+>/y, show: () => plain('#place', 'mention') },
  { pattern: /<t:-?\d+(?::\w)?>/y, show: () => plain('a date', 'time') },
  { pattern: /<a?:\w+:\d+>/y, show: () => plain('☺', 'emoji') },
  { pattern: /:[^\s:]+?:/y, show: () => plain('☺', 'emoji') },
  { pattern: /@(?:everyone|here)/y, show: (match) => plain(match[0], 'mention') },
  { pattern: /(`+)([\s\S]*?[^`])\1(?!`)/y, show: (match) => plain(match[2] ?? '', 'code') },
  { pattern: /\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/y, show: inside },
  { pattern: /__((?:\\[\s\S]|[^\\])+?)__(?!_)/y, show: inside },
  { pattern: /~~((?:\\[\s\S]|[^\\])+?)~~(?!~)/y, show: inside },
  { pattern: /\|\|((?:\\[\s\S]|[^\\])+?)\|\|/y, show: inside },
  { pattern: /\*(?=\S)((?:\\[\s\S]|[^\\*])+?)\*(?!\*)/y, show: inside },
  { pattern: /_((?:\\[\s\S]|[^\\_])+?)_(?!\w)/y, show: inside },
]

function inline(markdown: string): Shown {
  const shown = plain('')
  let at = 0
  while (at < markdown.length) {
    const found = matchAt(markdown, at)
    shown.text += found ? found.shown.text : markdown.charAt(at)
    shown.effects.push(...(found?.shown.effects ?? []))
    at += found?.length ?? 1
  }
  return shown
}

function matchAt(markdown: string, at: number): { shown: Shown; length: number } | undefined {
  for (const { pattern, show } of RULES) {
    pattern.lastIndex = at
    const match = pattern.exec(markdown)
    if (match) return { shown: show(match), length: match[0].length }
  }
  return undefined
}

/** Splits into runs of `> ` lines and runs of other lines. */
function blocks(markdown: string): { quoted: boolean; markdown: string }[] {
  const found: { quoted: boolean; lines: string[] }[] = []
  for (const line of markdown.split('\n')) {
    const quoted = /^ *> /.test(line)
    const last = found.at(-1)
    const content = quoted ? line.replace(/^ *> /, '') : line
    if (last?.quoted === quoted) last.lines.push(content)
    else found.push({ quoted, lines: [content] })
  }
  return found.map(({ quoted, lines }) => ({ quoted, markdown: lines.join('\n') }))
}

/** Small print, headings and list marks are taken away or replaced, line by line. */
function withoutLineMarks(markdown: string): string {
  return markdown
    .replace(/(^|[\n\r])[^\S\n\r]*(?:-# |#{1,3} )/g, '$1')
    .replace(/(^|[\n\r])([^\S\n\r]*)(?:[-*+]|\d+\.) /g, '$1$2• ')
}

function shownOf(markdown: string): Shown {
  const parts = blocks(markdown).map((block) => inline(withoutLineMarks(block.markdown)))
  return { text: parts.map(({ text }) => text).join('\n'), effects: parts.flatMap(({ effects }) => effects) }
}

/** The characters a reader sees. */
export function renderMarkdown(markdown: string): string {
  return shownOf(markdown).text
}

/** What the text does besides being read: links, mentions, emoji, code, dates. */
export function markdownEffects(markdown: string): string[] {
  return shownOf(markdown).effects
}

/** The characters a reader sees in each `> ` block. */
export function shownBlockQuotes(markdown: string): string[] {
  return blocks(markdown)
    .filter(({ quoted }) => quoted)
    .map((block) => inline(withoutLineMarks(block.markdown)).text)
}
