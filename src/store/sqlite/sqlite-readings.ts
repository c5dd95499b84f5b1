import { z } from "zod";
import type { Scope } from "../scope.js";
import type { Reading, ReadingStore } from "../store.js";
import type { Connection } from "./connection.js";
import { scopeColumn } from "./rows.js";

const readingRow = z.object({
  importId: z.string(),
  scope: scopeColumn,
  person: z.string(),
  name: z.string(),
  at: z.number(),
});

/** The documents being read, of a SQLite database. */
export class SqliteReadings implements ReadingStore {
  readonly #database: Connection;

  constructor(database: Connection) {
    this.#database = database;
  }

  begin({ importId, scope, person, name, at }: Reading): Promise<void> {
    return this.#database.transaction("noting what is read", () => {
      this.#database.run(
        "INSERT INTO reading (import_id, scope, person, name, at) VALUES (?, ?, ?, ?, ?)",
        importId,
        scope,
        person,
        name,
        at,
      );
    });
  }

  end(scope: Scope, importId: string): Promise<void> {
    return this.#database.transaction("noting what was read", () => {
      this.#database.run("DELETE FROM reading WHERE scope = ? AND import_id = ?", scope, importId);
    });
  }

  takeUntil(at: number): Promise<readonly Reading[]> {
    return this.#database.transaction("looking for what was being read", () => {
      const rows = this.#database.all(
        "SELECT import_id AS importId, scope, person, name, at FROM reading WHERE at <= ? ORDER BY at, import_id",
        at,
      );
      this.#database.run("DELETE FROM reading WHERE at <= ?", at);
      return z.array(readingRow).parse(rows);
    });
  }
}
