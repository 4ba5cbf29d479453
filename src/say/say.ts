import { createInstance } from 'i18next'
import { de } from './de.ts'
import { en } from './en/index.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { ja } from './ja.ts'
import { LANGUAGES, type Language } from './language.ts'
import type { Translation } from './translation.ts'

type Catalogue = typeof en
/** A message by its name; one that depends on a count is declared twice, as `name_one` and `name_other`. */
export type Message = keyof Catalogue extends infer K
  ? K extends `${infer Name}_${'one' | 'other'}`
    ? Name
    : K
  : never

/** The names in `{{braces}}` of a text. */
type Blanks<Text> = Text extends `${string}{{${infer Name}}}${infer Rest}` ? Name | Blanks<Rest> : never
type TextOf<K extends Message> = K extends keyof Catalogue
  ? Catalogue[K]
  : `${K}_other` extends keyof Catalogue
    ? Catalogue[`${K}_other`]
    : never
type Filling<K extends Message> = [Blanks<TextOf<K>>] extends [never]
  ? []
  : [{ [Name in Blanks<TextOf<K>>]: Name extends 'count' ? number : string | number }]

/** Says a message in one language, its blanks filled in; a count chooses between singular and plural. */
export interface Say {
  <K extends Message>(message: K, ...filling: Filling<K>): string
  readonly language: Language
}

const catalogues: Record<Language, Translation> = { en, de, fr, es, ja }

/** French and Spanish have a form of their own for millions, which no message here counts: it is that of the others. */
function withMany(catalogue: Readonly<Record<string, string>>): Record<string, string> {
  const others = Object.entries(catalogue).filter(([key]) => key.endsWith('_other'))
  return { ...catalogue, ...Object.fromEntries(others.map(([key, text]) => [key.replace(/other$/, 'many'), text])) }
}

const speaker = createInstance()
// With nothing to load this is done when the call returns.
speaker.init({
  initAsync: false,
  lng: 'en',
  fallbackLng: 'en',
  resources: Object.fromEntries(
    LANGUAGES.map((language) => [language, { translation: withMany(catalogues[language]) }]),
  ),
  // The renderers escape, each in its own way; names of messages hold points.
  interpolation: { escapeValue: false },
  keySeparator: false,
  nsSeparator: false,
})

/** The bot's voice in a language. */
export function sayIn(language: Language): Say {
  const fixed = speaker.getFixedT(language)
  const say = <K extends Message>(message: K, ...[filling]: Filling<K>): string => fixed(message, { ...filling })
  return Object.assign(say, { language })
}

/** The voice of the terminal, of logs and of everything without a reader's language. */
export const sayEnglish = sayIn('en')
