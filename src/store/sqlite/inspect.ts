import { existsSync, statSync } from "node:fs";
import path from "node:path";
import type { DatabaseSyncInstance } from "@photostructure/sqlite";
import type { Scope } from "../scope.js";
import { Connection } from "./connection.js";
import { DATABASE_FILE } from "./folder.js";
import { isOfOlderVersion } from "./migrations.js";

/** What a database file holds, and whether it is sound. */
export interface DatabaseReport {
  readonly file: string;
  /** In bytes, without its write-ahead log. */
  readonly size: number;
  /** Made by an older Pilcrow: the next start brings it up to date. */
  readonly isOld: boolean;
  readonly articles: number;
  /** Whose articles are in it. */
  readonly scopes: readonly Scope[];
  /** What SQLite finds wrong with its pages, indexes and references; empty where nothing is. */
  readonly problems: readonly string[];
}

/**
 * Reads a data folder's database as a whole, while it may be in use, and changes nothing. It waits for the disk in the thread
 * that calls it.
 * @returns `undefined` where there is none
 * @throws StoreError when it cannot be opened, is of a newer version or no database
 */
export function inspectDatabase(folder: string): DatabaseReport | undefined {
  const file = path.join(folder, DATABASE_FILE);
  if (!existsSync(file)) return undefined;
  const problems: string[] = [];
  let isOld = false;
  const check = (database: DatabaseSyncInstance, at: string) => {
    isOld = isOfOlderVersion(database, at);
    for (const { integrity_check: says } of database.prepare("PRAGMA integrity_check").all())
      if (says !== "ok") problems.push(String(says));
    for (const { table, parent } of database.prepare("PRAGMA foreign_key_check").all())
      problems.push(`a row of ${String(table)} belongs to a ${String(parent)} that is not there`);
  };
  const database = new Connection(file, { readOnly: true, check });
  try {
    const articles = database.count("SELECT count(*) AS count FROM article WHERE removed_at IS NULL");
    const scopes = database.all("SELECT DISTINCT scope FROM article").map((row) => row.scope());
    return { file, size: statSync(file).size, isOld, articles, scopes, problems };
  } finally {
    database.close();
  }
}
