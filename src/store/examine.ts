import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import Database from 'libsql'
import { z } from 'zod'
import { isDamaged } from '../sqlite.ts'
import { LAYOUT } from './migrations.ts'

/** What a look at a database finds, which changes nothing in it. */
export type DatabaseState =
  | { state: 'missing' }
  | { state: 'damaged' | 'unreadable'; why: string }
  | { state: 'newer'; layout: number; known: number }
  | DatabaseContents

/** What is in a sound database. */
export interface DatabaseContents {
  state: 'sound'
  /** The steps that its layout went, and those that this program knows. */
  layout: number
  known: number
  papers: number
  answers: number
  follows: number
  /** Posts written down and not wholly sent. */
  postsWaiting: number
  schedules: ScheduleFacts[]
  /** Channels that get reports of wrong quotes. */
  reportChannels: string[]
}

const scheduleRow = z
  .object({ json: z.string() })
  .transform(({ json }) => JSON.parse(json))
  .pipe(z.object({ channelId: z.string(), paused: z.string().optional() }))
const settingsRow = z
  .object({ json: z.string() })
  .transform(({ json }) => JSON.parse(json))
  .pipe(z.object({ reports: z.object({ channelId: z.string() }).optional() }))
/** A channel that gets daily posts, and why it gets none at present. */
export type ScheduleFacts = z.infer<typeof scheduleRow>

const countRow = z.object({ count: z.number() })
const layoutRow = z.object({ user_version: z.number() })
const checkRow = z.object({ quick_check: z.string() })

/** Looks at `verbatim.db` in `home`, also while the bot writes to it. Throws only what is a bug. */
export function examineDatabase(home: string): DatabaseState {
  const file = join(home, 'verbatim.db')
  if (!existsSync(file)) return { state: 'missing' }
  try {
    const db = forReading(file)
    try {
      return contentsOf(db)
    } finally {
      db.close()
    }
  } catch (cause) {
    // The driver names its errors otherwise only when it cannot open the file at all.
    if (!(cause instanceof Error && ('rawCode' in cause || cause.message.startsWith('ConnectionFailed')))) throw cause
    const why = 'rawCode' in cause ? cause.message.replace(/\s+/g, ' ') : 'SQLite cannot open it'
    return { state: isDamaged(cause) ? 'damaged' : 'unreadable', why }
  }
}

/** Without a log the file is read as it lies there: SQLite would make two more files, of whoever looks. */
function forReading(file: string): Database.Database {
  const log = `${file}-wal`
  const hasLog = existsSync(log) && statSync(log).size > 0
  return new Database(`${pathToFileURL(file).href}?${hasLog ? 'mode=ro' : 'immutable=1'}`)
}

function contentsOf(db: Database.Database): DatabaseState {
  const [found] = z.array(checkRow).parse(db.pragma('quick_check(1)'))
  if (found?.quick_check !== 'ok') return { state: 'damaged', why: (found?.quick_check ?? '').replace(/\s+/g, ' ') }
  const layout = layoutRow.parse(db.prepare('PRAGMA user_version').get()).user_version
  if (layout > LAYOUT) return { state: 'newer', layout, known: LAYOUT }
  // An older layout lacks some of the tables.
  const has = (table: string) => db.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(table) !== undefined
  const count = (table: string, which = '') =>
    has(table) ? countRow.parse(db.prepare(`SELECT count(*) AS count FROM ${table} ${which}`).get()).count : 0
  return {
    state: 'sound',
    layout,
    known: LAYOUT,
    papers: count('papers'),
    answers: count('answers'),
    follows: count('follows'),
    postsWaiting: count('posts', 'WHERE is_done = 0'),
    schedules: has('schedules')
      ? z.array(scheduleRow).parse(db.prepare('SELECT json FROM schedules ORDER BY channel_id').all())
      : [],
    reportChannels: has('server_settings')
      ? z
          .array(settingsRow)
          .parse(db.prepare('SELECT json FROM server_settings ORDER BY guild_id').all())
          .flatMap(({ reports }) => reports?.channelId ?? [])
      : [],
  }
}
