import type { z } from 'zod'
import type { App } from './app.ts'
import { UserError } from './errors.ts'
import type { Suggested } from './papers/suggest.ts'
import type { Reply } from './render/reply.ts'
import type { Language } from './say/language.ts'
import type { Right } from './say/rights.ts'
import { type Say, sayIn } from './say/say.ts'

/** What a command gives back: `result` for JSON (the shapes of the headless interface), `reply` for people. */
export interface Outcome {
  result: unknown
  reply: Reply
}

/** Who asks on Discord, and where. */
export interface Asker {
  userId: string
  channelId: string
  /** Undefined in a private message. */
  guildId?: string
  /** Names this one request: what is done for it is done once. */
  requestId: string
  /** The language they read; English when undefined. */
  language?: Language
  /** Whether Discord says that this person may manage the server. */
  mayManage: boolean
  /** What the bot may not do in a channel, of what posts need; nothing when Discord has not told. */
  lacks(channelId: string): Right[]
  /** Whether daily posts can be made here: a text channel of a server. */
  takesPosts: boolean
  /** Whether this is a thread, where questions go on from each other. */
  isInThread?: boolean
}

/** One thing a person can ask. One declaration serves slash commands, the terminal, batch and help. */
export interface Command<S extends z.ZodObject = z.ZodObject> {
  /** One word, or two (`daily set`): a command and its part. */
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
  /** Where it can be used, when not everywhere: the terminal alone (it reads files of the host), or Discord alone. */
  only?: 'terminal' | 'discord'
  /** Whether only those who may manage the server can use it. */
  needsManage?: boolean
  /** Whether the reply is shown to the person who asked alone. */
  isPrivate?: boolean
  /** Whether it waits for others on the network, so that nobody is to wait for its turn to end. */
  asksNetwork?: boolean
  /** As a command on a message: what it is called there, and the option that the words of the message fill. */
  onMessage?: { name: string; option: string & keyof z.infer<S> }
  /** `asker` is there on Discord only; a command that is `only` there can rely on it. */
  run(app: App, options: z.infer<S>, asker?: Asker): Promise<Outcome>
}

/** Checks a declaration's types against its own options, and forgets them so that commands fit one list. */
export function defineCommand<S extends z.ZodObject>(command: Command<S>): Command {
  return command as unknown as Command
}

/** Who asks, for a command that only somebody whom Discord names can use. Throws UserError elsewhere. */
export function askerOnDiscord(asker: Asker | undefined): Asker {
  if (!asker) throw new UserError('discord_only', (say) => say('error.discordOnly'))
  return asker
}

/** Who asks, for what belongs to a server. Throws UserError with the given words in a private message. */
export function askerInServer(asker: Asker | undefined, mend: (say: Say) => string): Asker & { guildId: string } {
  if (!asker?.guildId) throw new UserError('server_only', mend)
  return { ...asker, guildId: asker.guildId }
}

/** The bot's voice for who asks; English on the terminal. */
export function voiceFor(asker: Asker | undefined): Say {
  return sayIn(asker?.language ?? 'en')
}
