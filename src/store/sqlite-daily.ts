import type Database from 'libsql'
import { z } from 'zod'
import {
  type DailyState,
  type Follow,
  followSchema,
  type Listed,
  type Match,
  PARKED,
  type Post,
  type Schedule,
  scheduleSchema,
  whySchema,
} from '../daily/state.ts'

const jsonRow = z.object({ json: z.string() })
const idRow = z.object({ paper_id: z.string() })
const postIdRow = z.object({ id: z.string() })
const listedRow = z
  .object({ paper_id: z.string(), source: z.string(), listed_on: z.string(), votes: z.number() })
  .transform(
    ({ paper_id, source, listed_on, votes }): Listed => ({
      paperId: paper_id,
      source,
      listedOn: listed_on,
      votes,
    }),
  )
const whyRow = z.object({ paper_id: z.string(), post_id: z.string().nullable(), why: z.string() })
const postRow = z
  .object({
    id: z.string(),
    target_kind: z.enum(['channel', 'user']),
    target_id: z.string(),
    purpose: z.enum(['daily', 'follow', 'notice', 'report']),
    reply: z.string(),
    mentions: z.string(),
    thread: z.string().nullable(),
    due_at: z.number(),
    attempted_at: z.number().nullable(),
    tries: z.number(),
    message_ids: z.string(),
  })
  .transform(
    (row): Post => ({
      id: row.id,
      target: { kind: row.target_kind, id: row.target_id },
      purpose: row.purpose,
      reply: row.reply,
      mentions: strings(row.mentions),
      ...(row.thread !== null && { thread: row.thread }),
      dueAt: row.due_at,
      ...(row.attempted_at !== null && { attemptedAt: row.attempted_at }),
      tries: row.tries,
      messageIds: strings(row.message_ids),
    }),
  )

// What was written down later does not overtake what waits for its next try; what is put aside holds up nobody.
const POSTS_TO_SEND = `
  SELECT * FROM posts WHERE is_done = 0 AND not_before <= ?1 AND NOT EXISTS (
    SELECT 1 FROM posts AS earlier WHERE earlier.is_done = 0 AND earlier.number < posts.number
    AND earlier.target_id = posts.target_id AND earlier.purpose = posts.purpose AND earlier.not_before > ?1
    AND earlier.not_before < ${PARKED}
  ) ORDER BY number`

const stringList = z.array(z.string())

function strings(json: string): string[] {
  return stringList.parse(JSON.parse(json))
}

/** Where daily posts and follows are kept: the tables of a database that has the present layout. */
export function dailyStateOver(
  db: Database.Database,
  write: <T>(work: () => T) => T,
): Omit<DailyState, 'get' | 'set' | 'atomically'> {
  const statements = new Map<string, Database.Statement>()
  /** Prepared when it is first used. */
  const sql = (text: string) => {
    const before = statements.get(text)
    if (before) return before
    const made = db.prepare(text)
    statements.set(text, made)
    return made
  }
  const run = (text: string, ...values: unknown[]) => void write(() => sql(text).run(...values))
  const all = <T>(row: z.ZodType<T>, text: string, ...values: unknown[]) =>
    sql(text)
      .all(...values)
      .map((each) => row.parse(each))
  const json = <T>(schema: z.ZodType<T>, text: string, ...values: unknown[]) =>
    all(jsonRow, text, ...values).map((row) => schema.parse(JSON.parse(row.json)))

  const dropPost = (id: string) =>
    write(() => {
      sql('DELETE FROM posts WHERE id = ?').run(id)
      sql('DELETE FROM shown WHERE post_id = ?').run(id)
      sql('UPDATE matches SET post_id = NULL WHERE post_id = ?').run(id)
    })

  return {
    schedules: () => json<Schedule>(scheduleSchema, 'SELECT json FROM schedules ORDER BY channel_id'),
    schedule: (channelId) =>
      json<Schedule>(scheduleSchema, 'SELECT json FROM schedules WHERE channel_id = ?', channelId)[0],
    putSchedule: (schedule) =>
      run('INSERT OR REPLACE INTO schedules VALUES (?, ?)', schedule.channelId, JSON.stringify(schedule)),
    removeSchedule: (channelId) => run('DELETE FROM schedules WHERE channel_id = ?', channelId),

    putListed: (listed) =>
      write(() => {
        // A paper keeps the first day it was listed on; its votes go on growing.
        const put = sql(
          `INSERT INTO listed VALUES (?, ?, ?, ?)
           ON CONFLICT (paper_id, source) DO UPDATE SET votes = max(votes, excluded.votes)`,
        )
        for (const { paperId, source, listedOn, votes } of listed) put.run(paperId, source, listedOn, votes)
      }),
    listedSince: (date) => all(listedRow, 'SELECT * FROM listed WHERE listed_on >= ?', date),
    listingsOf: (paperId) => all(listedRow, 'SELECT * FROM listed WHERE paper_id = ? ORDER BY listed_on', paperId),

    shownIn: (channelId) =>
      new Set(all(idRow, 'SELECT paper_id FROM shown WHERE channel_id = ?', channelId).map(({ paper_id }) => paper_id)),
    shown(channelId, paperId) {
      const [row] = all(
        whyRow,
        'SELECT paper_id, post_id, why FROM shown WHERE channel_id = ? AND paper_id = ?',
        channelId,
        paperId,
      )
      return row && { paperId, postId: row.post_id ?? '', why: whySchema.parse(JSON.parse(row.why)) }
    },
    putShown: (channelId, shown) =>
      write(() => {
        const put = sql('INSERT OR IGNORE INTO shown VALUES (?, ?, ?, ?)')
        for (const { paperId, postId, why } of shown) put.run(channelId, paperId, postId, JSON.stringify(why))
      }),

    putPost: ({ id, target, purpose, reply, mentions, thread, dueAt }) =>
      write(() => {
        const put = sql(
          `INSERT OR IGNORE INTO posts (id, target_kind, target_id, purpose, reply, mentions, thread, due_at)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        )
        const names = JSON.stringify(mentions)
        return put.run(id, target.kind, target.id, purpose, reply, names, thread ?? null, dueAt).changes > 0
      }),
    postsToSend: (now) => all(postRow, POSTS_TO_SEND, now),
    isPostWaiting: (channelId) =>
      sql(`SELECT 1 FROM posts WHERE is_done = 0 AND target_id = ? AND purpose = 'daily'`).get(channelId) !== undefined,
    markAttempt: (id, at, reply) =>
      run('UPDATE posts SET attempted_at = ?, reply = ?, tries = tries + 1 WHERE id = ?', at, reply, id),
    markSent: (id, messageId) =>
      run(
        `UPDATE posts SET attempted_at = NULL, tries = 0, message_ids = json_insert(message_ids, '$[#]', ?) WHERE id = ?`,
        messageId,
        id,
      ),
    // What was said is on Discord now; the row stays so that it is never said again.
    markDone: (id) => run(`UPDATE posts SET is_done = 1, reply = '', mentions = '[]' WHERE id = ?`, id),
    postpone: (id, notBefore) => run('UPDATE posts SET not_before = ? WHERE id = ?', notBefore, id),
    unparkPosts: ({ kind, id }) =>
      run('UPDATE posts SET not_before = 0 WHERE is_done = 0 AND target_kind = ? AND target_id = ?', kind, id),
    dropPost,
    endPosts: ({ kind, id }, purpose) =>
      run(
        `UPDATE posts SET is_done = 1, reply = '', mentions = '[]'
         WHERE is_done = 0 AND target_kind = ? AND target_id = ? AND purpose = ?`,
        kind,
        id,
        purpose,
      ),
    dropUnsent: ({ kind, id }, purpose) =>
      write(() => {
        const unsent = sql(
          `SELECT id FROM posts WHERE is_done = 0 AND message_ids = '[]' AND attempted_at IS NULL AND target_kind = ? AND target_id = ? AND purpose = ?`,
        )
        for (const row of unsent.all(kind, id, purpose)) dropPost(postIdRow.parse(row).id)
      }),

    follows: (userId) =>
      userId === undefined
        ? json<Follow>(followSchema, 'SELECT json FROM follows ORDER BY id')
        : json<Follow>(followSchema, 'SELECT json FROM follows WHERE user_id = ? ORDER BY id', userId),
    putFollow: (follow) =>
      run('INSERT OR REPLACE INTO follows VALUES (?, ?, ?)', follow.id, follow.userId, JSON.stringify(follow)),
    removeFollow: (id) =>
      write(() => {
        sql('DELETE FROM follows WHERE id = ?').run(id)
        sql('DELETE FROM matches WHERE follow_id = ?').run(id)
      }),
    unmatched: (limit) =>
      all(idRow, 'SELECT paper_id FROM unmatched ORDER BY number LIMIT ?', limit).map((row) => row.paper_id),
    putMatches: (matches, considered) =>
      write(() => {
        // Not for a topic that was unfollowed or forgotten while it was held against the papers.
        const put = sql(
          `INSERT OR IGNORE INTO matches (follow_id, paper_id, why)
           SELECT ?1, ?2, ?3 WHERE EXISTS (SELECT 1 FROM follows WHERE id = ?1)`,
        )
        for (const { followId, paperId, why } of matches) put.run(followId, paperId, JSON.stringify(why))
        const drop = sql('DELETE FROM unmatched WHERE paper_id = ?')
        for (const id of considered) drop.run(id)
      }),
    untold: (followId) =>
      all(whyRow, 'SELECT * FROM matches WHERE follow_id = ? AND post_id IS NULL ORDER BY number', followId).map(
        ({ paper_id, why }): Match => ({ followId, paperId: paper_id, why: whySchema.parse(JSON.parse(why)) }),
      ),
    markTold: (followId, paperIds, postId) =>
      write(() => {
        const mark = sql('UPDATE matches SET post_id = ? WHERE follow_id = ? AND paper_id = ?')
        for (const id of paperIds) mark.run(postId, followId, id)
      }),
  }
}
