import { expect, it } from 'vitest'
import { z } from 'zod'
import { commands } from '../../commands/index.ts'
import { defineCommand } from '../../src/command.ts'
import { pausedWords } from '../../src/daily/paused.ts'
import { UserError } from '../../src/errors.ts'
import { parseOptions } from '../../src/parse-options.ts'
import { localWords } from '../../src/say/commands/index.ts'
import { commandNameIn, exampleIn, optionNameIn } from '../../src/say/commands/names.ts'
import { LANGUAGES } from '../../src/say/language.ts'
import { listed } from '../../src/say/listed.ts'
import { rightNames } from '../../src/say/rights.ts'
import { sayEnglish, sayIn } from '../../src/say/say.ts'
import { linesOf, openTeamRig } from '../team/team-rig.ts'

const commandNamed = (name: string) => {
  const command = commands.find((one) => one.name === name)
  if (!command) throw new RangeError(name)
  return command
}

it('calls a command and its options as the reader sees them', () => {
  expect(commandNameIn('de', 'daily set')).toBe('täglich einrichten')
  expect(commandNameIn('ja', 'ask')).toBe('質問')
  expect(optionNameIn('es', 'settings', 'noReports')).toBe('sin-reportes')
})

it('calls commands as declared in English, and where a language has no name for one', () => {
  for (const { name, example } of commands) {
    expect(commandNameIn('en', name)).toBe(name)
    expect(exampleIn('en', { name, example })).toBe(example)
  }
  expect(commandNameIn('de', 'backup')).toBe('backup')
  expect(optionNameIn('de', 'backup', 'file')).toBe('file')
})

it('leaves what fills the options of an example in English', () => {
  expect(exampleIn('fr', commandNamed('topic'))).toBe('sujet KV cache compression')
  expect(exampleIn('de', commandNamed('daily set'))).toBe('täglich einrichten 09:00 Europe/Berlin')
})

it('has an example of each command that begins with its name', () => {
  for (const { name, example } of commands) expect(`${example} `.startsWith(`${name} `), example).toBe(true)
})

it('names the command and the options in the language of who gave wrong ones', () => {
  const said = (name: string, options: object) => {
    try {
      parseOptions(commandNamed(name), options)
    } catch (error) {
      if (error instanceof UserError) return { de: error.in(sayIn('de')), ja: error.in(sayIn('ja')), en: error.message }
    }
    return undefined
  }
  expect(said('similar', { paper: 'x', colour: 1 })).toEqual({
    de: 'ähnliche hat keine Option "colour", sondern diese: paper, anzahl.',
    ja: '類似論文 にオプション "colour" はありません。使えるオプション：論文、件数。',
    en: 'similar has no option "colour": its options are paper, limit.',
  })
  expect(said('daily set', { zone: 'UTC' })?.de).toBe(
    'täglich einrichten braucht die Option uhrzeit (Uhrzeit vor Ort, etwa 09:00).',
  )
})

it('takes an option that has no name in a language by its own', () => {
  const command = defineCommand({
    name: 'similar',
    description: 'd',
    options: z.object({ depth: z.number() }),
    example: 'similar',
    run: async () => ({ result: {}, reply: { heading: '', cards: [] } }),
  })
  try {
    parseOptions(command, {})
    expect.unreachable()
  } catch (error) {
    expect(error instanceof UserError && error.in(sayIn('de'))).toBe('ähnliche braucht die Option depth.')
  }
})

it('parts items and sentences as the language does', () => {
  const parted = (language: (typeof LANGUAGES)[number]) =>
    (['comma', 'semicolon', 'sentence'] as const).map((between) => listed(sayIn(language), ['a', 'b'], between))
  expect(parted('en')).toEqual(['a, b', 'a; b', 'a b'])
  expect(parted('fr')).toEqual(['a, b', 'a\u202f; b', 'a b'])
  expect(parted('ja')).toEqual(['a、b', 'a；b', 'ab'])
  expect(listed(sayEnglish, [])).toBe('')
})

it('names the rights of a channel as Discord shows them to the reader', () => {
  expect(rightNames(sayEnglish, ['ViewChannel', 'SendMessages'])).toBe('View Channel, Send Messages')
  expect(rightNames(sayIn('ja'), ['ViewChannel', 'SendMessages'])).toBe('チャンネルを見る、メッセージを送信')
})

it.each([
  'I may not see the channel (View Channel)',
  'I may not write there (Send Messages, Embed Links, Read Message History, Create Public Threads)',
  'Discord refuses it (50001)',
])('says why something is paused in English as it is kept, and otherwise in other languages: %s', (reason) => {
  expect(pausedWords(reason, sayEnglish)).toBe(reason)
  for (const language of LANGUAGES.filter((one) => one !== 'en'))
    expect(pausedWords(reason, sayIn(language))).not.toMatch(/View Channel|Send Messages|refuses|\{/)
})

it('lists the commands in /help as the reader sees them, with examples whose words are English', async () => {
  const team = await openTeamRig()
  try {
    const help = commandNamed('help')
    const french = await team.run(help, {}, { language: 'fr' })
    expect(linesOf(french)).toEqual(
      expect.arrayContaining([
        `/sujet\u00a0: ${localWords('fr').topic?.description}`,
        'p. ex. /sujet KV cache compression',
      ]),
    )
    const english = await team.run(help)
    expect(french.result).toEqual(english.result)
    expect(linesOf(english)).toContain('/daily set: Post new papers in a channel, at a time of day')
  } finally {
    await team.close()
  }
})
