import { existsSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";
import { StoreError } from "../errors.js";
import { Connection, databaseAt } from "./connection.js";
import { DATABASE_FILE } from "./folder.js";
import { checkReadable } from "./migrations.js";
import { makePrivateFile, ownerAdvice } from "./ownership.js";

/** What a backup holds. */
export interface BackupReport {
  readonly file: string;
  readonly articles: number;
}

/**
 * Copies the database of a data folder, as it is at one moment, while another process may go on using it. The copy gets its
 * name only when it is whole and was opened and checked.
 * @throws StoreError when there is no database, the copy's folder is missing, its file exists already, or it cannot be written.
 */
export function backup(folder: string, copy: string): BackupReport {
  const source = path.join(folder, DATABASE_FILE);
  if (!existsSync(source)) throw new StoreError(databaseAt(source), "there is none to back up. Check DATA_DIR.");
  const target = path.dirname(copy);
  if (!existsSync(target))
    throw new StoreError(databaseAt(copy), `there is no folder ${target}. Make it first, or name another file.`);
  if (existsSync(copy))
    throw new StoreError(databaseAt(copy), "it exists already and is not overwritten. Name another file.");
  const partial = `${copy}.${process.pid}.partial`;
  try {
    makePrivateFile(partial);
    vacuumInto(source, partial);
    const articles = countArticles(partial);
    renameSync(partial, copy);
    return { file: copy, articles };
  } catch (cause) {
    if (cause instanceof StoreError) throw cause;
    const advice = ownerAdvice(source, { readOnly: true });
    throw new StoreError(databaseAt(copy), `the backup could not be written.${advice}`, { cause });
  } finally {
    rmSync(partial, { force: true });
  }
}

function vacuumInto(source: string, copy: string): void {
  const database = new DatabaseSync(source, { readOnly: true });
  try {
    database.prepare("VACUUM INTO ?").run(copy);
  } finally {
    database.close();
  }
}

function countArticles(file: string): number {
  const database = new Connection(file, { readOnly: true, check: checkReadable });
  try {
    return database.all("SELECT 1 FROM article WHERE removed_at IS NULL").length;
  } finally {
    database.close();
  }
}
