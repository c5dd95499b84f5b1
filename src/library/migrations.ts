import type { DatabaseSyncInstance } from "@photostructure/sqlite";
import { StoreError } from "./library-error.js";

/** Each step takes the database one version further; `PRAGMA user_version` counts them. Steps are never edited, only added. */
const STEPS = [
  `CREATE TABLE article (
     id TEXT PRIMARY KEY,
     scope TEXT NOT NULL,
     title TEXT NOT NULL,
     source TEXT NOT NULL,
     content_hash TEXT NOT NULL,
     added_at INTEGER NOT NULL
   ) STRICT;
   CREATE INDEX article_scope ON article (scope);
   CREATE TABLE paragraph (
     article_id TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
     number INTEGER NOT NULL,
     headings TEXT NOT NULL,
     text TEXT NOT NULL,
     sentences TEXT NOT NULL,
     PRIMARY KEY (article_id, number)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE vectors (
     article_id TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
     model TEXT NOT NULL,
     data BLOB NOT NULL,
     paragraph_of BLOB NOT NULL,
     sentence_of BLOB NOT NULL,
     PRIMARY KEY (article_id, model)
   ) STRICT;`,
];

/**
 * Brings a database to this version of Pilcrow, in one transaction.
 * @throws StoreError when a newer Pilcrow made it; the file is left as it is.
 */
export function migrate(database: DatabaseSyncInstance, file: string): void {
  const version = userVersion(database);
  if (version > STEPS.length) {
    throw new StoreError(
      file,
      `it was made by a newer Pilcrow (version ${version}, this one knows ${STEPS.length}). Update Pilcrow, or set another DATA_DIR.`,
    );
  }
  database.exec("PRAGMA journal_mode = WAL");
  if (version === STEPS.length) return;
  database.exec("BEGIN IMMEDIATE");
  try {
    for (const step of STEPS.slice(userVersion(database))) database.exec(step);
    database.exec(`PRAGMA user_version = ${STEPS.length}`);
    database.exec("COMMIT");
  } catch (error) {
    database.exec("ROLLBACK");
    throw error;
  }
}

function userVersion(database: DatabaseSyncInstance): number {
  return Number(database.prepare("PRAGMA user_version").get()?.user_version ?? 0);
}
