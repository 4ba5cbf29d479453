import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { optionFlaw } from '../../src/say/en/error-app.ts'
import { en } from '../../src/say/en/index.ts'
import { LANGUAGES, languageOf } from '../../src/say/language.ts'
import { sayEnglish, sayIn } from '../../src/say/say.ts'

const root = join(import.meta.dirname, '../..')
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom('{{count}}', '{{title}}', '{{', '}}', '$t(x)', '$t(card.open)', '$1', '$&', '$', '<b>', '&amp;'),
      fc.constantFrom('"', "'", '“', '\\', '{{- title}}', '{{title, x}}', '%s', ':', '.'),
      fc.string({ unit: 'binary', maxLength: 5 }),
    ),
  )
  .map((parts) => parts.join(''))

describe('a message', () => {
  it('holds what fills its blanks exactly as given, whatever it is', () => {
    fc.assert(
      fc.property(hostile, hostile, (first, second) => {
        expect(sayEnglish('claims.or', { first, second })).toBe(`${first} or ${second}`)
        expect(sayEnglish('claims.versus', { wish: first, subject: second })).toBe(
          `${first}, compared with “${second}”`,
        )
      }),
    )
  })

  it('holds what fills a blank exactly as given beside a count', () => {
    fc.assert(
      fc.property(fc.nat(), hostile, (count, query) => {
        const papers = count === 1 ? '1 paper' : `${count} papers`
        expect(sayEnglish('search.found', { count, query })).toBe(`${papers} for “${query}”, best first`)
      }),
    )
  })

  it.each([
    [0, 'from 0 papers'],
    [1, 'from 1 paper'],
    [2, 'from 2 papers'],
    [1_000_000, 'from 1000000 papers'],
  ])('of %d things is said in the right number', (count, said) => {
    expect(sayEnglish('paper.from', { count })).toBe(said)
  })

  it('is said in every language, with any count', () => {
    for (const language of LANGUAGES) {
      const say = sayIn(language)
      expect(say.language).toBe(language)
      expect(say('card.page', { page: 3, pages: 7 })).toMatch(/3.*7/s)
      for (const count of [0, 1, 2, 5, 11, 1_000_000]) expect(say('paper.from', { count })).toContain(String(count))
    }
  })
})

describe('a locale', () => {
  it.each(['pt-BR', 'xx', '', undefined, 'constructor', '-de'])(
    '%j, which the bot does not speak, is English',
    (locale) => {
      expect(languageOf(locale)).toBe('en')
    },
  )

  it.each([
    ['de', 'de'],
    ['es-419', 'es'],
    ['JA', 'ja'],
  ])('%j is %s', (locale, language) => {
    expect(languageOf(locale)).toBe(language)
  })
})

// Options of i18next's `t`: a blank with such a name would change how its message is looked up.
const RESERVED =
  'context defaultValue fallbackLng interpolation joinArrays keySeparator lng lngs ns nsSeparator ordinal postProcess replace returnDetails returnObjects skipInterpolation'.split(
    ' ',
  )

describe('the catalogue', () => {
  const entries: [string, string][] = Object.entries(en)
  const sources = ['src', 'commands']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(root, folder, file)),
    )
    .filter((file) => file.endsWith('.ts') && !file.includes(join('src', 'say', 'en')))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n')

  it('holds no message that nothing says', () => {
    // Flaws are found by their English words. Names that end with what stands in a variable: `team.kind.${kind}`.
    const begun = [...sources.matchAll(/`([a-z][\w-]*\.[\w.]*)\$\{/gi)].map(([, start = '']) => start)
    const unsaid = entries
      .map(([key]) => key.replace(/_(?:one|other)$/, ''))
      .filter(
        (name) =>
          !Object.hasOwn(optionFlaw, name) &&
          !sources.includes(`'${name}'`) &&
          !begun.some((start) => name.startsWith(start)),
      )
    expect(unsaid).toEqual([])
  })

  it('says a count in both numbers, with the same blanks; a singular may leave the count out', () => {
    const blanks = (text = '') =>
      [...text.matchAll(/\{\{(\w+)\}\}/g)]
        .map(([, name]) => name)
        .filter((name) => name !== 'count')
        .sort()
    const byKey = new Map(entries)
    for (const [key, text] of entries) {
      const other = key.replace(/_one$/, '_other')
      if (key.endsWith('_one')) expect([key, blanks(byKey.get(other))]).toEqual([key, blanks(text)])
      if (key.endsWith('_other')) expect(byKey.has(key.replace(/_other$/, '_one'))).toBe(true)
      if (!key.endsWith('_one')) expect([key, text.includes('{{count}}')]).toEqual([key, key.endsWith('_other')])
    }
  })

  it('has blanks that the code fills, and nothing else in braces or said inside of another message', () => {
    const isFilled = (name: string) => new RegExp(`[{,]\\s*${name}\\s*[:,}]`).test(sources)
    const wrong = entries.flatMap(([key, text]) => {
      const names = [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name)
      const rest = text.replace(/\{\{\w+\}\}/g, '')
      const unknown = names.filter((name) => RESERVED.includes(name) || !isFilled(name))
      return unknown.length > 0 || /\{\{|\}\}|\$t\(/.test(rest) ? [`${key}: ${text}`] : []
    })
    expect(wrong).toEqual([])
  })
})
