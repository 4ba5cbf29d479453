/**
 * Characters that open or close something anywhere in a line. The colon is among them because it is what makes
 * `https://…` a link and `:word:` an emoji: `https\://x` shows as `https://x`, the same characters, without a link.
 */
const ANYWHERE = /[\\*_`~|#<>[\]@:]/g

/** What makes a list or small print, only at the start of a line: `- `, `+ `, `-# `, `1. `. */
const LINE_START = /(^|[\n\r])([^\S\n\r]*)([-+]|\d+(?=\.(?:\s|$)))/g

/**
 * Discord Markdown that shows exactly the characters of `text`. Backslashes are enough for everything: Discord drops
 * one before any character that is not a letter, digit or space. Whether `@everyone` pings is decided by the server on
 * the raw text, so every message also carries `allowed_mentions: { parse: [] }`.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(ANYWHERE, '\\$&')
    .replace(LINE_START, (_all, before: string, space: string, mark: string) =>
      /\d/.test(mark) ? `${before}${space}${mark}\\` : `${before}${space}\\${mark}`,
    )
}
