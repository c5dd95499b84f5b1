import type { DatabaseSyncInstance } from "@photostructure/sqlite";
import { StoreError } from "../errors.js";
import { addChecksums } from "./checksum.js";
import { databaseAt } from "./connection.js";
import { ADD_FACTS } from "./facts.js";

/**
 * Each step takes the database one version further; `PRAGMA user_version` counts them. Released steps are never edited,
 * only added to. Vectors are little-endian float32, positions little-endian int32 (those of tokens int16): any database or tool can read them.
 */
const STEPS: readonly (string | ((database: DatabaseSyncInstance) => void))[] = [
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

  // Text and vectors get ids of their own, so that they are written and deleted bit by bit: an article points to what is
  // whole, and what nothing points to (yet, or any more) is listed as unused.
  `CREATE TABLE unused (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
   CREATE TABLE paragraph_of_text (
     text_id TEXT NOT NULL,
     number INTEGER NOT NULL,
     headings TEXT NOT NULL,
     text TEXT NOT NULL,
     sentences TEXT NOT NULL,
     page INTEGER,
     PRIMARY KEY (text_id, number)
   ) STRICT, WITHOUT ROWID;
   INSERT INTO paragraph_of_text SELECT 't' || article_id, number, headings, text, sentences, page FROM paragraph;
   INSERT INTO paragraph_of_text
     SELECT 'i' || import_id, one.value ->> 'number', one.value -> 'headings', one.value ->> 'text',
            one.value -> 'sentences', one.value ->> 'page'
       FROM import, json_each(import.content) AS one;
   DROP TABLE paragraph;
   ALTER TABLE paragraph_of_text RENAME TO paragraph;
   CREATE TABLE vector_part (
     vectors_id TEXT NOT NULL,
     part INTEGER NOT NULL,
     data BLOB NOT NULL,
     paragraph_of BLOB NOT NULL,
     sentence_of BLOB NOT NULL,
     PRIMARY KEY (vectors_id, part)
   ) STRICT;
   ALTER TABLE article ADD COLUMN text_id TEXT NOT NULL DEFAULT '';
   ALTER TABLE article ADD COLUMN vectors_id TEXT NOT NULL DEFAULT '';
   ALTER TABLE article ADD COLUMN vector_rows INTEGER NOT NULL DEFAULT 0;
   UPDATE article SET text_id = 't' || id, vectors_id = 'v' || id,
     vector_rows = (SELECT length(paragraph_of) / 4 FROM vectors WHERE article_id = article.id);
   WITH RECURSIVE part (article_id, number, rows, width) AS (
     SELECT article_id, 0, length(paragraph_of) / 4, length(data) / (length(paragraph_of) / 4) FROM vectors
     UNION ALL SELECT article_id, number + 1, rows, width FROM part WHERE (number + 1) * 512 < rows
   )
   INSERT INTO vector_part
     SELECT 'v' || article_id, number, substr(data, 1 + number * 512 * width, 512 * width),
            substr(paragraph_of, 1 + number * 512 * 4, 512 * 4), substr(sentence_of, 1 + number * 512 * 4, 512 * 4)
       FROM part JOIN vectors USING (article_id);
   DROP TABLE vectors;
   ALTER TABLE import ADD COLUMN text_id TEXT NOT NULL DEFAULT '';
   UPDATE import SET text_id = 'i' || import_id;
   ALTER TABLE import DROP COLUMN content;
   CREATE TRIGGER article_gone AFTER DELETE ON article BEGIN
     INSERT OR IGNORE INTO unused (id) VALUES (old.text_id), (old.vectors_id);
   END;
   CREATE TRIGGER vectors_replaced AFTER UPDATE OF vectors_id ON article BEGIN
     INSERT OR IGNORE INTO unused (id) VALUES (old.vectors_id);
   END;
   CREATE TRIGGER import_gone AFTER DELETE ON import BEGIN
     INSERT OR IGNORE INTO unused (id) VALUES (old.text_id);
   END;`,

  // What is being fetched or read, so that the next start can tell whose document the end of the process cut off.
  `CREATE TABLE reading (
     import_id TEXT PRIMARY KEY,
     scope TEXT NOT NULL,
     person TEXT NOT NULL,
     name TEXT NOT NULL,
     at INTEGER NOT NULL
   ) STRICT;`,

  // Articles of before have no tokens, until they are embedded anew.
  `CREATE TABLE paragraph_tokens (
     vectors_id TEXT NOT NULL,
     paragraph INTEGER NOT NULL,
     codes BLOB NOT NULL,
     sentence_of BLOB NOT NULL,
     PRIMARY KEY (vectors_id, paragraph)
   ) STRICT;
   ALTER TABLE article ADD COLUMN token_rows INTEGER NOT NULL DEFAULT 0;`,

  // Paragraphs of before are running text without links, until their document is read anew.
  `ALTER TABLE paragraph ADD COLUMN time TEXT;
   ALTER TABLE paragraph ADD COLUMN form TEXT;
   ALTER TABLE paragraph ADD COLUMN links TEXT NOT NULL DEFAULT '[]';`,

  // Questions without an answer, where a server keeps them.
  `CREATE TABLE gap (
     id TEXT PRIMARY KEY,
     scope TEXT NOT NULL,
     question TEXT NOT NULL,
     reason TEXT NOT NULL,
     person TEXT NOT NULL,
     article_id TEXT,
     paragraph INTEGER,
     at INTEGER NOT NULL
   ) STRICT;
   CREATE INDEX gap_by_scope ON gap (scope, at);
   CREATE INDEX gap_by_person ON gap (person);`,

  // An article that is replaced stays the same row, so that what belongs to it stays.
  `CREATE TRIGGER text_replaced AFTER UPDATE OF text_id ON article BEGIN
     INSERT OR IGNORE INTO unused (id) VALUES (old.text_id);
   END;
   CREATE TABLE refresh_plan (
     article_id TEXT PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
     pace TEXT NOT NULL,
     next_at INTEGER NOT NULL,
     failures INTEGER NOT NULL DEFAULT 0,
     problem TEXT,
     etag TEXT,
     last_modified TEXT,
     validated_hash TEXT
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX refresh_plan_by_time ON refresh_plan (next_at);
   CREATE TABLE article_change (
     article_id TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
     at INTEGER NOT NULL,
     added INTEGER NOT NULL,
     removed INTEGER NOT NULL,
     kept INTEGER NOT NULL,
     PRIMARY KEY (article_id, at)
   ) STRICT, WITHOUT ROWID;`,

  // Who wrote the messages that an article was made of. Of articles of before nobody knows.
  `ALTER TABLE article ADD COLUMN messages TEXT NOT NULL DEFAULT '[]';
   ALTER TABLE import ADD COLUMN messages TEXT NOT NULL DEFAULT '[]';
   CREATE INDEX article_of_messages ON article (scope) WHERE messages <> '[]';`,

  // What is to be told of imports that have ended, until it was.
  `CREATE TABLE report (
     import_id TEXT PRIMARY KEY,
     scope TEXT NOT NULL,
     person TEXT NOT NULL,
     channel_id TEXT,
     article_id TEXT,
     text TEXT,
     at INTEGER NOT NULL
   ) STRICT;`,

  // The first versions called an article of a message after its author, whose name stayed when all about them was deleted.
  `UPDATE article SET source = 'a message' WHERE source_kind = 'text' AND source LIKE 'message by %';
   UPDATE import SET source = 'a message' WHERE source_kind = 'text' AND source LIKE 'message by %';`,

  // A checksum of each row of texts, vectors and tokens, apart from them: what is large is only read.
  (database) => {
    database.exec(`CREATE TABLE checksum (
      blob_id TEXT NOT NULL,
      row TEXT NOT NULL,
      sum INTEGER NOT NULL,
      PRIMARY KEY (blob_id, row)
    ) STRICT, WITHOUT ROWID`);
    addChecksums(database);
  },

  ADD_FACTS,
];

/** The tables that are small enough to be checked at every start: all but vectors and tokens, whose sizes are checked when read. */
const CHECKED_TABLES = [
  "article",
  "article_facts",
  "paragraph",
  "import",
  "import_count",
  "settings",
  "feedback",
  "gap",
  "refresh_plan",
  "article_change",
  "guild_left",
  "unused",
  "reading",
  "report",
];

/**
 * Brings a database to this version of Pilcrow, in one transaction, and checks it.
 * @throws StoreError when a newer Pilcrow made it, or it is damaged; the file is left as it is.
 */
export function migrate(database: DatabaseSyncInstance, file: string): void {
  const version = checkVersion(database, file);
  if (version > 0) checkTables(database, file);
  else checkEmpty(database, file);
  prepare(database);
  if (version === STEPS.length) return;
  database.exec("BEGIN IMMEDIATE");
  try {
    for (const step of STEPS.slice(version)) {
      if (typeof step === "string") database.exec(step);
      else step(database);
    }
    database.exec(`PRAGMA user_version = ${STEPS.length}`);
    database.exec("COMMIT");
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}

/** Sets what a connection that writes needs. */
function prepare(database: DatabaseSyncInstance): void {
  database.exec("PRAGMA journal_mode = WAL");
  // What people delete is overwritten, not only unlinked.
  database.exec("PRAGMA secure_delete = ON");
}

/**
 * Checks a database that may only be read.
 * @throws StoreError unless it is of this very version and sound.
 */
export function checkReadable(database: DatabaseSyncInstance, file: string): void {
  const version = checkVersion(database, file);
  if (version < STEPS.length) {
    throw new StoreError(
      databaseAt(file),
      `it is of an older version (${version}; this Pilcrow has ${STEPS.length}). Start the bot once.`,
    );
  }
  checkTables(database, file);
}

/** Whether the next start brings a database up to date. @throws StoreError when a newer Pilcrow made it */
export function isOfOlderVersion(database: DatabaseSyncInstance, file: string): boolean {
  return checkVersion(database, file) < STEPS.length;
}

function checkVersion(database: DatabaseSyncInstance, file: string): number {
  const version = Number(database.prepare("PRAGMA user_version").get()?.user_version ?? 0);
  if (version <= STEPS.length) return version;
  throw new StoreError(
    databaseAt(file),
    `it was made by a newer Pilcrow (version ${version}, this one knows ${STEPS.length}). Update Pilcrow, or set another DATA_DIR.`,
  );
}

/** A database of another program has tables, and no version that Pilcrow gave it. */
function checkEmpty(database: DatabaseSyncInstance, file: string): void {
  if (database.prepare("SELECT 1 FROM sqlite_master").get() === undefined) return;
  throw new StoreError(databaseAt(file), "it was not made by Pilcrow. Move it away, or set another DATA_DIR.");
}

function checkTables(database: DatabaseSyncInstance, file: string): void {
  // With the indexes: an article that is not in the one by which it is listed would be gone.
  const check = database.prepare(
    "SELECT integrity_check AS problem FROM pragma_integrity_check(?) WHERE integrity_check <> 'ok'",
  );
  // A database of an older version has not all of them.
  const isThere = database.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?");
  for (const table of CHECKED_TABLES.filter((name) => isThere.get(name) !== undefined)) {
    const problem: unknown = check.get(table)?.problem;
    if (problem === undefined) continue;
    throw new StoreError(
      databaseAt(file),
      `it is damaged (${String(problem)}). Restore a backup (see README), or move it away.`,
    );
  }
}
