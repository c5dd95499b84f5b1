import type { DatabaseSyncInstance } from "@photostructure/sqlite";
import { StoreError } from "../library-error.js";

/**
 * Each step takes the database one version further; `PRAGMA user_version` counts them. Released steps are never edited,
 * only added to. Vectors are little-endian float32, positions little-endian int32: any database or tool can read them.
 */
const STEPS = [
  `CREATE TABLE article (
     id TEXT PRIMARY KEY,
     scope TEXT NOT NULL,
     title TEXT NOT NULL,
     source TEXT NOT NULL,
     source_kind TEXT NOT NULL,
     site TEXT,
     published TEXT,
     added_by TEXT,
     added_at INTEGER NOT NULL,
     refreshed_at INTEGER,
     bytes INTEGER NOT NULL,
     paragraphs INTEGER NOT NULL,
     content_hash TEXT NOT NULL,
     vector_key TEXT NOT NULL,
     model TEXT NOT NULL,
     removed_at INTEGER
   ) STRICT;
   CREATE INDEX article_by_scope ON article (scope);
   CREATE INDEX article_by_vectors ON article (vector_key, model);
   CREATE INDEX article_by_adder ON article (added_by) WHERE added_by IS NOT NULL;
   CREATE TABLE paragraph (
     article_id TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
     number INTEGER NOT NULL,
     headings TEXT NOT NULL,
     text TEXT NOT NULL,
     sentences TEXT NOT NULL,
     page INTEGER,
     PRIMARY KEY (article_id, number)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE vectors (
     article_id TEXT PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
     data BLOB NOT NULL,
     paragraph_of BLOB NOT NULL,
     sentence_of BLOB NOT NULL
   ) STRICT;
   CREATE TABLE import (
     import_id TEXT PRIMARY KEY,
     scope TEXT NOT NULL,
     id TEXT NOT NULL,
     title TEXT NOT NULL,
     source TEXT NOT NULL,
     source_kind TEXT NOT NULL,
     site TEXT,
     published TEXT,
     added_by TEXT,
     added_at INTEGER NOT NULL,
     refreshed_at INTEGER,
     bytes INTEGER NOT NULL,
     paragraphs INTEGER NOT NULL,
     content_hash TEXT NOT NULL,
     vector_key TEXT NOT NULL,
     content TEXT NOT NULL,
     attempts INTEGER NOT NULL DEFAULT 1
   ) STRICT;
   CREATE INDEX import_by_scope ON import (scope);
   CREATE TABLE import_count (scope TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
   CREATE INDEX import_count_by_scope ON import_count (scope, at);
   CREATE TABLE settings (scope TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT;
   CREATE TABLE feedback (
     scope TEXT NOT NULL,
     person TEXT NOT NULL,
     article_id TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
     paragraph INTEGER NOT NULL,
     verdict TEXT NOT NULL,
     at INTEGER NOT NULL,
     PRIMARY KEY (scope, person, article_id, paragraph)
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX feedback_by_person ON feedback (person);
   CREATE INDEX feedback_by_article ON feedback (article_id);
   CREATE TABLE guild_left (scope TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT;`,
];

/** The tables that are small enough to be checked at every start: all but the vectors, whose sizes are checked when read. */
const CHECKED_TABLES = ["article", "paragraph", "import", "import_count", "settings", "feedback", "guild_left"];

/**
 * Brings a database to this version of Pilcrow, in one transaction, and checks it.
 * @throws StoreError when a newer Pilcrow made it, or it is damaged; the file is left as it is.
 */
export function migrate(database: DatabaseSyncInstance, file: string): void {
  const version = checkVersion(database, file);
  if (version > 0) checkTables(database, file);
  database.exec("PRAGMA journal_mode = WAL");
  // What people delete is overwritten, not only unlinked.
  database.exec("PRAGMA secure_delete = ON");
  if (version === STEPS.length) return;
  database.exec("BEGIN IMMEDIATE");
  try {
    for (const step of STEPS.slice(version)) database.exec(step);
    database.exec(`PRAGMA user_version = ${STEPS.length}`);
    database.exec("COMMIT");
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}

/**
 * Checks a database that may only be read.
 * @throws StoreError unless it is of this very version and sound.
 */
export function checkReadable(database: DatabaseSyncInstance, file: string): void {
  const version = checkVersion(database, file);
  if (version < STEPS.length) {
    throw new StoreError(
      file,
      `it is of an older version (${version}; this Pilcrow has ${STEPS.length}). Start the bot once.`,
    );
  }
  checkTables(database, file);
}

function checkVersion(database: DatabaseSyncInstance, file: string): number {
  const version = Number(database.prepare("PRAGMA user_version").get()?.user_version ?? 0);
  if (version <= STEPS.length) return version;
  throw new StoreError(
    file,
    `it was made by a newer Pilcrow (version ${version}, this one knows ${STEPS.length}). Update Pilcrow, or set another DATA_DIR.`,
  );
}

function checkTables(database: DatabaseSyncInstance, file: string): void {
  const check = database.prepare("SELECT quick_check AS problem FROM pragma_quick_check(?) WHERE quick_check <> 'ok'");
  for (const table of CHECKED_TABLES) {
    const problem: unknown = check.get(table)?.problem;
    if (problem === undefined) continue;
    throw new StoreError(file, `it is damaged (${String(problem)}). Restore a backup (see README), or move it away.`);
  }
}
