import { describe, expect, it } from 'vitest'
import { commands } from '../../commands/index.ts'
import { localWords } from '../../src/say/commands/index.ts'
import { commandNameIn } from '../../src/say/commands/names.ts'
import { de } from '../../src/say/de.ts'
import { en } from '../../src/say/en/index.ts'
import { es } from '../../src/say/es.ts'
import { fr } from '../../src/say/fr.ts'
import { ja } from '../../src/say/ja.ts'
import type { Language } from '../../src/say/language.ts'
import type { Translation } from '../../src/say/translation.ts'

const others: [Exclude<Language, 'en'>, Translation][] = [
  ['de', de],
  ['fr', fr],
  ['es', es],
  ['ja', ja],
]
// Units, and words that are the same in the language.
const UNITS = ['daily.minutes_one', 'daily.minutes_other', 'daily.hours_one', 'daily.hours_other']
const SAME: Readonly<Record<Exclude<Language, 'en'>, readonly string[]>> = {
  de: [...UNITS, 'claims.inUnit', 'team.reportedPaper'],
  fr: [
    ...UNITS,
    'chart.baselineBar',
    'chart.altBaseline',
    'paper.code',
    'privacy.countVotes_one',
    'privacy.countVotes_other',
    'team.linkSource',
    'topic.baseline',
  ],
  es: UNITS,
  ja: [],
}
const all: [Language, Translation][] = [['en', en], ...others]
const keys = Object.keys(en) as (keyof Translation)[]

const blanks = (text: string) => [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name))].sort()
const withoutBlanks = (text: string) => text.replace(/\{\{\w+\}\}/g, '')
const declared = [...new Set(commands.flatMap(({ name }) => [name, name.split(' ')[0] ?? name]))]

/** The commands in a text by the names that they declare, `undefined` for what is none; a part with its command. */
function commandsIn(text: string, language: Language): (string | undefined)[] {
  const byName = new Map(declared.map((name) => [commandNameIn(language, name), name]))
  const typed = text.matchAll(/(?<![\p{L}\p{N}}])\/(\p{L}[\p{L}\p{N}-]*)(?: (\p{L}[\p{L}\p{N}-]*))?/gu)
  return [...typed].map(([, first = '', second]) => byName.get(`${first} ${second}`) ?? byName.get(first)).sort()
}

/** What is shown of the commands themselves in a language: descriptions and names of choices. */
function shownOfCommands(language: Language): string[] {
  return Object.values(localWords(language)).flatMap(({ description, options = {}, onMessage = '' }) => [
    description,
    onMessage,
    ...Object.values(options).flatMap((option) => [option.description, ...Object.values(option.choices ?? {})]),
  ])
}

describe.each(others)('in %s', (language, catalogue) => {
  it('every message has the blanks that it has in English; a singular may leave the count out', () => {
    const compared = (key: string, text: string) =>
      blanks(text).filter((name) => !(key.endsWith('_one') && name === 'count'))
    const wrong = keys.filter((key) => String(compared(key, catalogue[key])) !== String(compared(key, en[key])))
    expect(wrong).toEqual([])
  })

  it('every message names the commands that it names in English, as they are called there', () => {
    const named = (key: keyof Translation) => [key, commandsIn(catalogue[key], language)]
    const wanted = (key: keyof Translation) => [key, commandsIn(en[key], 'en')]
    expect(keys.map(named)).toEqual(keys.map(wanted))
    expect(shownOfCommands(language).flatMap((text) => commandsIn(text, language))).not.toContain(undefined)
  })

  it('no message is as in English but for names and words that are the same', () => {
    const same = keys.filter((key) => catalogue[key] === en[key] && /\p{L}/u.test(withoutBlanks(en[key])))
    expect(new Set(same)).toEqual(new Set(SAME[language]))
  })
})

const QUOTES: Readonly<Record<Language, string>> = { en: '“”', de: '„“', fr: '«»', es: '«»', ja: '「」' }

it.each(all)('has no quotation marks in %s but those of the language, in pairs', (language, catalogue) => {
  const texts = [...Object.values(catalogue), ...shownOfCommands(language)]
  const [opening, closing] = QUOTES[language]
  for (const text of texts) {
    // A line of JSON as it is typed.
    const prose = text.replace('{"id", "title", "abstract"}', '')
    const marks = prose.match(/["“”„‟«»‹›「」『』]/g) ?? []
    expect([text, marks.join('')]).toEqual([text, `${opening}${closing}`.repeat(marks.length / 2)])
    if (language !== 'en') expect(text).not.toContain("'")
  }
})

// Discord's limits: titles and labels of forms, buttons, what a menu says before a choice, descriptions.
const longest = (key: string): number | undefined => {
  if (/^form\.\w+Help$/.test(key)) return 100
  if (key.startsWith('form.')) return 45
  if (key === 'card.actions') return 150
  return /^card\.(?:previous|next|share|more|askOn|moreLikeThis|lessLikeThis)$/.test(key) ? 80 : undefined
}

it.each(all)('has labels in %s that Discord takes', (_language, catalogue) => {
  const limited = Object.entries(catalogue).flatMap(([key, text]) => ({ key, text, most: longest(key) ?? Infinity }))
  expect(limited.filter(({ most }) => most < Infinity).length).toBeGreaterThan(12)
  expect(limited.filter(({ text, most }) => text.length > most)).toEqual([])
})
