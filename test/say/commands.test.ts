import { expect, it } from 'vitest'
import { z } from 'zod'
import { commands } from '../../commands/index.ts'
import { slashJson } from '../../src/discord/slash.ts'
import { localWords } from '../../src/say/commands/index.ts'
import { optionFlaw } from '../../src/say/en/error-app.ts'
import { LANGUAGES } from '../../src/say/language.ts'
import { checkedCommands, lengthOf } from '../e2e/loopback-commands.ts'

const others = LANGUAGES.filter((language) => language !== 'en')
const shown = commands.filter(({ only }) => only !== 'terminal')
const groups = [...new Set(shown.flatMap(({ name }) => (name.includes(' ') ? [name.split(' ')[0] ?? ''] : [])))]
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u
// In which language a channel's posts are is an option of some versions only.
const MAY_BE_MISSING = 'daily set language'

interface Property {
  enum?: string[]
}
const propertiesOf = (command: (typeof commands)[number]): [string, Property][] =>
  Object.entries((z.toJSONSchema(command.options, { io: 'input' }).properties ?? {}) as Record<string, Property>)

/** Everything that has words of its own: commands, options, choices and menus. */
const declared = [
  ...groups,
  ...shown.flatMap((command) => [
    command.name,
    ...(command.onMessage ? [`${command.name} on messages`] : []),
    ...propertiesOf(command).flatMap(([option, { enum: values = [] }]) => [
      `${command.name} ${option}`,
      ...values.map((value) => `${command.name} ${option}=${value}`),
    ]),
  ]),
].filter((name) => !name.startsWith(MAY_BE_MISSING))

const said = (language: (typeof LANGUAGES)[number]) =>
  Object.entries(localWords(language)).flatMap(([name, { options = {}, onMessage }]) => [
    name,
    ...(onMessage ? [`${name} on messages`] : []),
    ...Object.entries(options).flatMap(([option, { choices = {} }]) => [
      `${name} ${option}`,
      ...Object.keys(choices).map((value) => `${name} ${option}=${value}`),
    ]),
  ])

it.each(others)('says every command, option and choice in %s, and nothing else', (language) => {
  expect(new Set(said(language).filter((name) => !name.startsWith(MAY_BE_MISSING)))).toEqual(new Set(declared))
})

it.each(others)('has names and descriptions in %s that Discord takes', (language) => {
  for (const { name, description, options = {}, onMessage = 'x' } of Object.values(localWords(language))) {
    const named = [{ name, description }, ...Object.values(options)]
    for (const each of named) {
      expect(each.name).toMatch(NAME)
      expect(each.name).toBe(each.name.toLowerCase())
      expect(each.description.length, each.description).toBeGreaterThan(0)
      expect(each.description.length, each.description).toBeLessThanOrEqual(100)
    }
    const labels = Object.values(options).flatMap(({ choices = {} }) => Object.values(choices))
    for (const label of labels) expect(label.length).toBeLessThanOrEqual(100)
    expect(onMessage.length, onMessage).toBeLessThanOrEqual(32)
    expect(new Set(Object.values(options).map((option) => option.name)).size).toBe(Object.keys(options).length)
    for (const { choices = {} } of Object.values(options))
      expect(new Set(Object.values(choices)).size).toBe(Object.keys(choices).length)
  }
})

it.each(others)('calls no two commands the same in %s, nor one as another is called in English', (language) => {
  const entries = Object.entries(localWords(language))
  // A part is called within its command.
  const full = entries.map(([name, words]) => (name.includes(' ') ? `${name.split(' ')[0]} ${words.name}` : words.name))
  expect(full.filter((name, index) => full.indexOf(name) !== index)).toEqual([])
  const english = new Set(entries.map(([name]) => name))
  const stolen = entries.filter(([name], index) => full[index] !== name && english.has(full[index] ?? ''))
  expect(stolen).toEqual([])
})

it('registers commands that Discord takes in every language, each under its 8,000 characters', () => {
  const json = slashJson(commands)
  expect(checkedCommands(json)).toHaveLength(json.length)
  for (const command of json) expect(lengthOf(command)).toBeLessThan(8000)
  const daily = json.find(({ name }) => name === 'daily')
  expect(daily).toMatchObject({
    name_localizations: { de: 'täglich', fr: 'quotidien', 'es-ES': 'diario', 'es-419': 'diario', ja: '毎日の投稿' },
    options: [{ name: 'set', name_localizations: { de: 'einrichten' } }, {}, {}, {}, {}, {}, {}],
  })
  const mode = json
    .flatMap((command) => ('options' in command && command.options) || [])
    .find(({ name }) => name === 'mode')
  expect(mode).toMatchObject({
    choices: [{ name: 'fused', value: 'fused', name_localizations: { de: 'kombiniert' } }, {}, {}],
  })
  expect(json.find(({ name }) => name === 'Check the numbers')).toMatchObject({
    name_localizations: { de: 'Zahlen prüfen', ja: '数値を検証' },
  })
})

it('knows what the schemas of options say is wrong', () => {
  const flaws = shown.flatMap((command) =>
    Object.values(command.options.shape).flatMap((schema) => {
      const issues = [schema as z.ZodType].flatMap((one) => one.safeParse('\u0000').error?.issues ?? [])
      return issues.filter(({ message }) => message.startsWith('is ')).map(({ message }) => message)
    }),
  )
  expect(new Set(flaws)).toEqual(new Set(Object.values(optionFlaw)))
})
