import { z } from 'zod'
import { LANGUAGES } from '../say/language.ts'

/** What those who manage a server chose for it. */
export const serverSettingsSchema = z.object({
  /** Whether an answer is shown to the person who asked alone until it is shared. */
  answers: z.enum(['private', 'public']).default('private'),
  /** The channel that gets reports of wrong quotes, who named it, and the language reports are worded in. */
  reports: z
    .object({
      channelId: z.string(),
      setBy: z.string().optional(),
      /** English when undefined. */
      language: z.enum(LANGUAGES).optional(),
    })
    .optional(),
})
export type ServerSettings = z.infer<typeof serverSettingsSchema>

/** Something that a person keeps for later. */
export type SavedItem = { kind: 'paper'; id: string } | { kind: 'answer'; id: string }

/** What the people of a server think of a paper that was shown to them. */
export interface Votes {
  paperId: string
  /** How many want more like it. */
  up: number
  /** How many want less like it. */
  down: number
}

/** Port: what a team keeps beside its daily posts. Everything is ids; no words of anybody. */
export interface TeamState {
  /** The defaults where nothing was chosen. */
  serverSettings(guildId: string): ServerSettings
  putServerSettings(guildId: string, settings: ServerSettings): void
  /** Ids of the servers whose reports go to a channel. */
  serversReportingTo(channelId: string): string[]

  /** Newest first. */
  saved(userId: string): SavedItem[]
  /** False when it was kept already. `at` in milliseconds since 1970. */
  putSaved(userId: string, item: SavedItem, at: number): boolean
  /** False when it was not kept. */
  removeSaved(userId: string, item: SavedItem): boolean

  /** A person has one vote on a paper in a server; 0 takes it back. */
  putVote(guildId: string, userId: string, paperId: string, value: 1 | -1 | 0): void
  votesOn(guildId: string, paperId: string): Votes
  /** Of the papers that were voted on last, at most `limit`, those voted on last first. */
  votes(guildId: string, limit: number): Votes[]

  /** Keeps what a button stands for, by its key; the newest 20,000 are kept. By itself, as an answer is: not `atomically`. */
  putRequest(key: string, json: string): void
  request(key: string): string | undefined

  /** The answer given last in a thread, to be asked on from; undefined when that answer is no longer kept. */
  lastAnswerIn(channelId: string): string | undefined
  /** By itself, as an answer is: not `atomically`. */
  putLastAnswerIn(channelId: string, answerId: string): void
}
