import type { Config } from '../config.ts'
import { createDiscordLook, type DiscordLook } from '../discord/examine.ts'
import { type DatabaseContents, type DatabaseState, examineDatabase } from '../store/examine.ts'
import { clockFindings } from './clock.ts'
import { corpusFinding } from './corpus.ts'
import { databaseFindings } from './database.ts'
import { diskFindings } from './disk.ts'
import type { Check, Finding } from './finding.ts'
import { modelFindings } from './model.ts'
import { permissionFindings, type Wanted } from './permissions.ts'
import { reportOf, withoutSecrets } from './report.ts'
import { runCheck } from './run-check.ts'
import { readSettings, type SettingsParts } from './settings.ts'
import { sourceFindings } from './sources.ts'
import { tokenFinding } from './token.ts'

// Longer than any of these takes where all is well; a person is waiting.
const NETWORK_MS = 10_000
// For one request: three come one after another at Discord, and arXiv's client may wait twice as long on top.
const REQUEST_MS = 3_000
// A large model on a slow disk.
const MODEL_MS = 60_000
const DISK_MS = 20_000

export interface Examined {
  config: Config
  /** Holds the model and the papers that ship. */
  dataFolder: string
  /** The host's clock, in milliseconds since 1970. */
  now: () => number
}

export interface DoctorParts extends Omit<Examined, 'config'>, SettingsParts {
  stdout: NodeJS.WritableStream & { isTTY?: boolean }
}

/** Looks at everything, prints what it finds, and resolves to the exit code: 1 when something is bad. */
export async function runDoctor(parts: DoctorParts): Promise<number> {
  const { config, findings } = readSettings(parts)
  const all = [...findings, ...(await examine({ ...parts, config }))]
  const colour = Boolean(parts.stdout.isTTY) && !parts.env.NO_COLOR
  parts.stdout.write(reportOf(withoutSecrets(all, config.DISCORD_TOKEN), colour))
  return all.some(({ status }) => status === 'bad') ? 1 : 0
}

/** The findings of all checks but that of the settings, which run side by side, in an order that stays. Never throws. */
export async function examine({ config, dataFolder, now }: Examined): Promise<Finding[]> {
  const { DISCORD_TOKEN: token, DISCORD_API_BASE: apiBase, VERBATIM_HOME: home } = config
  // Before the others: SQLite stops the event loop, and their answers would seem late.
  let database: DatabaseState | undefined
  const databaseCheck = await runCheck({
    what: 'database',
    limitMs: DISK_MS,
    look: async () => {
      database = examineDatabase(home)
      return databaseFindings(home, database)
    },
  })
  const wanted = database?.state === 'sound' ? wantedChannels(database) : []
  const discord = token === undefined ? undefined : createDiscordLook({ token, apiBase, timeoutMs: REQUEST_MS })
  const addresses = [`${apiBase ?? 'https://discord.com/api'}/v10/gateway`, config.HUGGINGFACE_URL]
  const timeoutMs = REQUEST_MS
  const checks: Check[] = [
    { what: 'corpus', limitMs: DISK_MS, look: async () => [corpusFinding(config.VERBATIM_CORPUS, dataFolder)] },
    { what: 'disk', limitMs: DISK_MS, look: () => diskFindings(home) },
    { what: 'model', limitMs: MODEL_MS, look: () => modelFindings({ config, dataFolder, timeoutMs }) },
    { what: 'token', limitMs: NETWORK_MS, look: () => discordFindings(token, discord, wanted) },
    { what: 'sources', limitMs: NETWORK_MS, look: () => sourceFindings({ config, now, timeoutMs }) },
    { what: 'clock', limitMs: NETWORK_MS, look: () => clockFindings({ addresses, now, timeoutMs }) },
  ]
  return [...databaseCheck, ...(await Promise.all(checks.map(runCheck))).flat()]
}

/** What the bot may do is asked only as a bot that Discord knows. */
async function discordFindings(
  token: string | undefined,
  discord: DiscordLook | undefined,
  wanted: readonly Wanted[],
): Promise<Finding[]> {
  const self = await discord?.self()
  const first = tokenFinding(token, self)
  return discord && self?.state === 'answered' ? [first, ...(await permissionFindings(discord, wanted))] : [first]
}

function wantedChannels({ schedules, reportChannels }: DatabaseContents): Wanted[] {
  return [
    ...schedules.map(({ channelId }) => ({ channelId, gets: 'daily posts', command: '/daily set' }) as const),
    ...reportChannels.map((channelId) => ({ channelId, gets: 'reports', command: '/settings reports' }) as const),
  ]
}
