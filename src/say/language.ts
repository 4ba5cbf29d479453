/** The languages that the bot speaks in its own voice; quotes stay as printed. */
export const LANGUAGES = ['en', 'de', 'fr', 'es', 'ja'] as const
export type Language = (typeof LANGUAGES)[number]

/** The language for a reader's locale (`de`, `es-419`, `pt-BR`): its own where the bot speaks it, else English. */
export function languageOf(locale: string | undefined): Language {
  const [language] = (locale ?? '').toLowerCase().split('-')
  return LANGUAGES.find((known) => known === language) ?? 'en'
}
