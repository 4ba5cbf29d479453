import { Locale, type LocalizationMap } from 'discord.js'
import { localWords } from '../say/commands/index.ts'
import type { CommandCatalogue } from '../say/commands/words.ts'
import type { Language } from '../say/language.ts'

/** The languages of Discord's readers that the commands are shown in; the others see the declarations. */
const SHOWN: readonly (readonly [Locale, Language])[] = [
  [Locale.German, 'de'],
  [Locale.French, 'fr'],
  [Locale.SpanishES, 'es'],
  [Locale.SpanishLATAM, 'es'],
  [Locale.Japanese, 'ja'],
]

interface Named {
  name_localizations?: LocalizationMap
}
interface Described extends Named {
  description_localizations?: LocalizationMap
}

/** What a command is called and described as, in Discord's languages; nothing for one that no catalogue has. */
export function commandLocalized(command: string): Described {
  return described((words) => words[command])
}

/** The same for an option, by the name that the command declares. */
export function optionLocalized(command: string, option: string): Described {
  return described((words) => words[command]?.options?.[option])
}

/** What is shown for one value of an option. */
export function choiceLocalized(command: string, option: string, value: string): Named {
  return named((words) => words[command]?.options?.[option]?.choices?.[value])
}

/** What a command is called in the menu of a message. */
export function menuLocalized(command: string): Named {
  return named((words) => words[command]?.onMessage)
}

type Words<T> = (words: CommandCatalogue) => T | undefined

function described(wordsOf: Words<{ name: string; description: string }>): Described {
  const description_localizations = inEach((words) => wordsOf(words)?.description)
  return { ...named((words) => wordsOf(words)?.name), ...(description_localizations && { description_localizations }) }
}

function named(nameOf: Words<string>): Named {
  const name_localizations = inEach(nameOf)
  return name_localizations ? { name_localizations } : {}
}

function inEach(said: Words<string>): LocalizationMap | undefined {
  const all = SHOWN.flatMap(([locale, language]) => {
    const words = said(localWords(language))
    return words === undefined ? [] : [[locale, words]]
  })
  return all.length > 0 ? Object.fromEntries(all) : undefined
}
