import type { Language } from '../language.ts'
import { localWords } from './index.ts'

/** A command as a reader types it: `daily set` is `täglich einrichten` in German. */
export function commandNameIn(language: Language, name: string): string {
  const words = localWords(language)
  const own = words[name]?.name ?? name
  const [group = name] = name.split(' ')
  return group === name || own === name ? own : `${words[group]?.name ?? group} ${own}`
}

/** The example of a command as a reader types it: what fills its options stays, as papers are in English. */
export function exampleIn(language: Language, { name, example }: { name: string; example: string }): string {
  return example.startsWith(name) ? `${commandNameIn(language, name)}${example.slice(name.length)}` : example
}

/** An option as a reader sees it, by the name that its command declares. */
export function optionNameIn(language: Language, command: string, option: string): string {
  return localWords(language)[command]?.options?.[option]?.name ?? option
}
