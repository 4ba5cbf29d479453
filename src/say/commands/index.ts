import type { Language } from '../language.ts'
import { de } from './de.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { ja } from './ja.ts'
import type { CommandCatalogue } from './words.ts'

const catalogues: Readonly<Record<Language, CommandCatalogue>> = { en: {}, de, fr, es, ja }

/** The commands as Discord shows them in a language; nothing for English, where the declarations say it. */
export function localWords(language: Language): CommandCatalogue {
  return catalogues[language]
}
