import type { z } from 'zod'
import type { App } from './app.ts'
import type { Suggested } from './papers/suggest.ts'
import type { Reply } from './render/reply.ts'

/** What a command gives back: `result` for JSON (the shapes of the headless interface), `reply` for people. */
export interface Outcome {
  result: unknown
  reply: Reply
}

/** One thing a person can ask. One declaration serves slash commands, the terminal, batch and help. */
export interface Command<S extends z.ZodObject = z.ZodObject> {
  name: string
  /** At most 100 characters (Discord's limit). */
  description: string
  /** Every option is a string, number, boolean or enum, with `.describe()`; defaults and optionals as zod says. */
  options: S
  /** The option that free words on the terminal fill: `ask how fast is it` → question. */
  positional?: string & keyof z.infer<S>
  example: string
  /** Options that complete to what is here; Discord and the prompt ask `app.suggest`. */
  completes?: Readonly<Record<string, Suggested>>
  /** False keeps a command off Discord (it reads files of the host). */
  discord?: boolean
  run(app: App, options: z.infer<S>): Promise<Outcome>
}

/** Checks a declaration's types against its own options, and forgets them so that commands fit one list. */
export function defineCommand<S extends z.ZodObject>(command: Command<S>): Command {
  return command as unknown as Command
}
