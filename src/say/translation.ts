import type { en } from './en/index.ts'

/** The messages of another language: one for each that English has. */
export type Translation = Readonly<Record<keyof typeof en, string>>
