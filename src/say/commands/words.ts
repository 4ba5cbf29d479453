/** An option as Discord shows it in a language. */
interface OptionWords {
  /** Lower case, no spaces, at most 32 characters. */
  name: string
  /** At most 100 characters. */
  description: string
  /** What is shown for each value of an option that takes one of a few. */
  choices?: Readonly<Record<string, string>>
}

/** A command as Discord shows it in a language. */
export interface CommandWords {
  /** Of the command, or of the part of one (`daily set` → what stands for `set`). */
  name: string
  /** At most 100 characters. */
  description: string
  /** By the names that the command declares. */
  options?: Readonly<Record<string, OptionWords>>
  /** What it is called in the menu of a message. */
  onMessage?: string
}

/** By the names that the commands declare; a command of parts has an entry of its own (`daily`). */
export type CommandCatalogue = Readonly<Record<string, CommandWords>>

/** Languages by their own names: the same in every language. */
export const LANGUAGE_NAMES = { en: 'English', de: 'Deutsch', fr: 'Français', es: 'Español', ja: '日本語' } as const
