import type Database from 'libsql'
import { z } from 'zod'
import { type SavedItem, type ServerSettings, serverSettingsSchema, type TeamState, type Votes } from '../team/state.ts'
import type { Kept } from './store.ts'
import { writing } from './writing.ts'

const countRow = z.object({ count: z.number() })
const jsonRow = z.object({ json: z.string() })
const serverRow = z.object({ guild_id: z.string(), json: z.string() })
const answerRow = z.object({ answer_id: z.string() })
const savedRow = z
  .object({ kind: z.enum(['paper', 'answer']), item_id: z.string() })
  .transform(({ kind, item_id }): SavedItem => ({ kind, id: item_id }))
const votesRow = z
  .object({ paper_id: z.string(), up: z.number(), down: z.number() })
  .transform(({ paper_id, up, down }): Votes => ({ paperId: paper_id, up, down }))

const COUNTED = 'coalesce(sum(value = 1), 0) AS up, coalesce(sum(value = -1), 0) AS down'

/** What a team keeps that must not be lost once it is said to be kept. */
type Settled = Omit<TeamState, keyof Given>
type Given = Pick<TeamState, 'putRequest' | 'request' | 'putLastAnswerIn' | 'lastAnswerIn'>

/** What is kept about a person in these tables, and how it is deleted. */
interface Personal {
  keptInTeam(userId: string): Pick<Kept, 'saved' | 'votes' | 'reports'>
  forgetInTeam(userId: string): void
}

/** Where a team's settings, saved items and votes are kept: the tables of a database of the present layout. */
export function teamStateOver(db: Database.Database, write: <T>(work: () => T) => T): Settled & Personal {
  const isChanged = (statement: Database.Statement, ...values: unknown[]) =>
    write(() => statement.run(...values).changes > 0)
  const settings = settingsOver(db, write)
  const saved = db.prepare('SELECT * FROM saved WHERE user_id = ? ORDER BY saved_at DESC, number DESC')
  const save = db.prepare('INSERT OR IGNORE INTO saved (user_id, kind, item_id, saved_at) VALUES (?, ?, ?, ?)')
  const unsave = db.prepare('DELETE FROM saved WHERE user_id = ? AND kind = ? AND item_id = ?')
  // A vote that is changed counts as cast last.
  const vote = db.prepare('INSERT OR REPLACE INTO votes (guild_id, paper_id, user_id, value) VALUES (?, ?, ?, ?)')
  const unvote = db.prepare('DELETE FROM votes WHERE guild_id = ? AND paper_id = ? AND user_id = ?')
  const votesOn = db.prepare(`SELECT ?2 AS paper_id, ${COUNTED} FROM votes WHERE guild_id = ?1 AND paper_id = ?2`)
  const votes = db.prepare(
    `SELECT paper_id, ${COUNTED} FROM votes WHERE guild_id = ? GROUP BY paper_id ORDER BY max(number) DESC LIMIT ?`,
  )
  const count = (table: 'saved' | 'votes', userId: string) =>
    countRow.parse(db.prepare(`SELECT count(*) AS count FROM ${table} WHERE user_id = ?`).get(userId)).count
  return {
    serverSettings: settings.of,
    putServerSettings: settings.put,
    serversReportingTo: (channelId) =>
      settings.all().flatMap(({ guildId, reports }) => (reports?.channelId === channelId ? [guildId] : [])),
    saved: (userId) => saved.all(userId).map((row) => savedRow.parse(row)),
    putSaved: (userId, { kind, id }, at) => isChanged(save, userId, kind, id, at),
    removeSaved: (userId, { kind, id }) => isChanged(unsave, userId, kind, id),
    putVote: (guildId, userId, paperId, value) =>
      void write(() =>
        value === 0 ? unvote.run(guildId, paperId, userId) : vote.run(guildId, paperId, userId, value),
      ),
    votesOn: (guildId, paperId) => votesRow.parse(votesOn.get(guildId, paperId)),
    votes: (guildId, limit) => votes.all(guildId, limit).map((row) => votesRow.parse(row)),
    keptInTeam: (userId) => ({
      saved: count('saved', userId),
      votes: count('votes', userId),
      reports: settings.all().filter(({ reports }) => reports?.setBy === userId).length,
    }),
    forgetInTeam(userId) {
      for (const table of ['saved', 'votes']) db.prepare(`DELETE FROM ${table} WHERE user_id = ?`).run(userId)
      for (const { guildId, ...own } of settings.all()) {
        if (own.reports?.setBy !== userId) continue
        const { setBy: _gone, ...reports } = own.reports
        settings.put(guildId, { ...own, reports })
      }
      // What is sent already is empty, and no JSON.
      db.prepare(
        `DELETE FROM posts WHERE purpose IN ('report', 'notice')
         AND CASE WHEN reply = '' THEN NULL ELSE json_extract(reply, '$.by.userId') END = ?`,
      ).run(userId)
      db.prepare('DELETE FROM last_answers WHERE answer_id NOT IN (SELECT id FROM answers)').run()
    },
  }
}

function settingsOver(db: Database.Database, write: <T>(work: () => T) => T) {
  const one = db.prepare('SELECT json FROM server_settings WHERE guild_id = ?')
  const all = db.prepare('SELECT * FROM server_settings ORDER BY guild_id')
  const put = db.prepare('INSERT OR REPLACE INTO server_settings VALUES (?, ?)')
  const settingsIn = (json: string) => serverSettingsSchema.parse(JSON.parse(json))
  return {
    of(guildId: string): ServerSettings {
      const row = one.get(guildId)
      return row === undefined ? serverSettingsSchema.parse({}) : settingsIn(jsonRow.parse(row).json)
    },
    put: (guildId: string, settings: ServerSettings) => void write(() => put.run(guildId, JSON.stringify(settings))),
    all: () =>
      all.all().map((row) => {
        const { guild_id, json } = serverRow.parse(row)
        return { guildId: guild_id, ...settingsIn(json) }
      }),
  }
}

// About half a kilobyte each; pages of a request so far back are turned by nobody.
const REQUESTS_KEPT = 20_000

/** What is written down with every answer, over the connection that does not wait for the disk. */
export function givenOver(answers: Database.Database): Given {
  const write = writing(answers)
  // One that is asked again is the newest again.
  const put = answers.prepare('INSERT OR REPLACE INTO requests (key, json) VALUES (?, ?)')
  const dropOldest = answers.prepare(
    `DELETE FROM requests WHERE number = (SELECT min(number) FROM requests)
     AND (SELECT count(*) FROM requests) > ${REQUESTS_KEPT}`,
  )
  const get = answers.prepare('SELECT json FROM requests WHERE key = ?')
  const putLast = answers.prepare('INSERT OR REPLACE INTO last_answers VALUES (?, ?)')
  const last = answers.prepare(
    'SELECT answer_id FROM last_answers WHERE channel_id = ? AND answer_id IN (SELECT id FROM answers)',
  )
  return {
    putRequest: (key, json) =>
      write(() => {
        put.run(key, json)
        dropOldest.run()
      }),
    request(key) {
      const row = get.get(key)
      return row === undefined ? undefined : jsonRow.parse(row).json
    },
    putLastAnswerIn: (channelId, answerId) => void write(() => putLast.run(channelId, answerId)),
    lastAnswerIn(channelId) {
      const row = last.get(channelId)
      return row === undefined ? undefined : answerRow.parse(row).answer_id
    },
  }
}
