import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { discordHtml } from '../../src/preview/markdown.ts'
import { escapeMarkdown } from '../../src/render/markdown.ts'

/** The text that HTML of this room's making shows. */
function shown(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}

/** The tags of HTML, without what stands in their attributes. */
function tags(html: string): string[] {
  return [...html.matchAll(/<\/?([\w-]+)/g)].map(([, name = '']) => name)
}

describe('the Markdown that the bot writes', () => {
  it('shows bold, links, small print, headings and quotes', () => {
    expect(discordHtml('a **b** c')).toBe('<div>a <strong>b</strong> c</div>')
    expect(discordHtml('-# small *b*')).toBe('<div class="small">small <em>b</em></div>')
    expect(discordHtml('### [A **b**](https://arxiv.org/abs/1)')).toBe(
      '<h3><a href="https://arxiv.org/abs/1" target="_blank" rel="noreferrer noopener">A <strong>b</strong></a></h3>',
    )
    expect(discordHtml('before\n> one\n> two\nafter')).toBe(
      '<div>before</div><discord-quote><div class="text"><div>one\ntwo</div></div></discord-quote><div>after</div>',
    )
  })

  it('keeps two quotes with a blank line between them apart', () => {
    expect(discordHtml('> one\n\n> two').match(/<discord-quote>/g)).toHaveLength(2)
  })

  it('drops a backslash before a mark and keeps it before a letter', () => {
    expect(discordHtml('\\*not\\* C:\\\\x \\d')).toBe('<div>*not* C:\\x \\d</div>')
  })

  it('turns a bare address into a link, and an escaped one not', () => {
    expect(tags(discordHtml('see https://a.b/c.'))).toContain('a')
    expect(discordHtml('https\\://a.b/c')).toBe('<div>https://a.b/c</div>')
  })

  it('shows mentions as such, so that one that slipped through is seen', () => {
    expect(discordHtml('@everyone <@123>')).toContain('<span class="mention">@everyone</span>')
  })
})

describe('hostile text', () => {
  const HOSTILE = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    '[x](javascript:alert(1))',
    '[x](https://a.b/"onmouseover="alert(1))',
    '[<img src=x>](https://a.b)',
    'https://a.b/"><script>',
    '<https://a.b/"><b>',
    '`<script>`',
    '</div></discord-quote><script>',
    '&lt;script&gt;',
  ]

  it.each(HOSTILE)('becomes no markup: %s', (text) => {
    for (const markdown of [text, `> ${text}`, `### ${text}`, `-# ${text}`, `**${text}**`]) {
      const html = discordHtml(markdown)
      const known = ['div', 'h3', 'a', 'strong', 'code', 'discord-quote']
      expect(tags(html).filter((tag) => !known.includes(tag))).toEqual([])
      const attributes = [...html.matchAll(/<[\w-]+ ([^>]*)>/g)].map(([, all = '']) => all)
      for (const all of attributes) {
        expect(all).toMatch(/^(class="[\w ]+"|href="https?:\/\/[^"<>]*" target="_blank" rel="noreferrer noopener")$/)
      }
    }
  })

  it('shows an escaped text with exactly its characters, whatever they are', () => {
    const character = fc.constantFrom(...'<>&"\'*_~`|#-+1.[]()\\:/@! \naé字😀')
    fc.assert(
      fc.property(fc.string({ unit: character, minLength: 1, maxLength: 40 }), (text) => {
        const quoted = `> ${escapeMarkdown(text).replaceAll('\n', '\n> ')}`
        expect(shown(discordHtml(quoted))).toBe(text)
      }),
      { numRuns: 500 },
    )
  })
})
