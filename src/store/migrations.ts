import type Database from 'libsql'
import { UserError } from '../errors.ts'
import { inTransaction } from '../sqlite.ts'

/** The steps from an empty file to the present layout. A step that was released is never changed, only followed. */
export const STEPS: readonly string[] = [
  `CREATE TABLE IF NOT EXISTS papers (id TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT;
   CREATE TABLE IF NOT EXISTS settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
   CREATE TABLE IF NOT EXISTS answers (
     number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, json TEXT NOT NULL
   ) STRICT`,

  `CREATE TABLE old_texts (
     paper_id TEXT NOT NULL, field TEXT NOT NULL, hash TEXT NOT NULL, text TEXT NOT NULL,
     PRIMARY KEY (paper_id, field, hash)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE askers (
     answer_id TEXT NOT NULL, user_id TEXT NOT NULL, PRIMARY KEY (user_id, answer_id)
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX askers_by_answer ON askers (answer_id);
   CREATE TABLE schedules (channel_id TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE TABLE listed (
     paper_id TEXT NOT NULL, source TEXT NOT NULL, listed_on TEXT NOT NULL, votes INTEGER NOT NULL,
     PRIMARY KEY (paper_id, source)
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX listed_by_day ON listed (listed_on);
   CREATE TABLE shown (
     channel_id TEXT NOT NULL, paper_id TEXT NOT NULL, post_id TEXT NOT NULL, why TEXT NOT NULL,
     PRIMARY KEY (channel_id, paper_id)
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX shown_by_post ON shown (post_id);
   CREATE TABLE posts (
     number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, target_kind TEXT NOT NULL, target_id TEXT NOT NULL,
     purpose TEXT NOT NULL, reply TEXT NOT NULL, mentions TEXT NOT NULL, thread TEXT, due_at INTEGER NOT NULL,
     not_before INTEGER NOT NULL DEFAULT 0, attempted_at INTEGER, tries INTEGER NOT NULL DEFAULT 0,
     message_ids TEXT NOT NULL DEFAULT '[]', is_done INTEGER NOT NULL DEFAULT 0
   ) STRICT;
   CREATE INDEX posts_waiting ON posts (number) WHERE is_done = 0;
   CREATE TABLE follows (id TEXT PRIMARY KEY, user_id TEXT NOT NULL, json TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE INDEX follows_by_user ON follows (user_id);
   CREATE TABLE unmatched (number INTEGER PRIMARY KEY, paper_id TEXT NOT NULL) STRICT;
   CREATE TABLE matches (
     number INTEGER PRIMARY KEY, follow_id TEXT NOT NULL, paper_id TEXT NOT NULL, why TEXT NOT NULL, post_id TEXT,
     UNIQUE (follow_id, paper_id)
   ) STRICT;
   CREATE INDEX matches_by_post ON matches (post_id)`,

  `CREATE TABLE server_settings (guild_id TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE TABLE saved (
     number INTEGER PRIMARY KEY, user_id TEXT NOT NULL, kind TEXT NOT NULL, item_id TEXT NOT NULL,
     saved_at INTEGER NOT NULL, UNIQUE (user_id, kind, item_id)
   ) STRICT;
   CREATE INDEX saved_by_item ON saved (item_id, kind);
   CREATE TABLE votes (
     number INTEGER PRIMARY KEY, guild_id TEXT NOT NULL, paper_id TEXT NOT NULL, user_id TEXT NOT NULL,
     value INTEGER NOT NULL, UNIQUE (guild_id, paper_id, user_id)
   ) STRICT;
   CREATE INDEX votes_by_user ON votes (user_id);
   CREATE TABLE requests (number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, json TEXT NOT NULL) STRICT;
   CREATE TABLE last_answers (channel_id TEXT PRIMARY KEY, answer_id TEXT NOT NULL) STRICT, WITHOUT ROWID`,

  `ALTER TABLE papers ADD COLUMN change INTEGER NOT NULL DEFAULT 0;
   CREATE INDEX papers_by_change ON papers (change)`,
]
/** The layout of a database that this program made or opened: how many steps it went. */
export const LAYOUT = STEPS.length

/**
 * Brings a database to the present layout, each step whole or not at all. Throws UserError when it is of a newer layout
 * than this program knows.
 */
export function migrate(db: Database.Database, steps = STEPS): void {
  for (let at = layoutOf(db); at < steps.length; at = layoutOf(db)) {
    inTransaction(db, () => {
      // Another process may have made the step while this one waited for the lock.
      if (layoutOf(db) !== at) return
      db.exec(steps[at] ?? '')
      db.pragma(`user_version = ${at + 1}`)
    })
  }
  if (layoutOf(db) > steps.length) {
    throw new UserError(
      'newer_database',
      `The database is of layout ${layoutOf(db)}, and this version of the bot knows ${steps.length}: update the bot.`,
    )
  }
}

function layoutOf(db: Database.Database): number {
  return (db.prepare('PRAGMA user_version').get() as { user_version: number }).user_version
}
