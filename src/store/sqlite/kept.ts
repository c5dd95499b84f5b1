import { z } from "zod";
import { byTitle, type Kept } from "../rules.js";
import type { Scope } from "../scope.js";
import type { ArticleRecord } from "../store.js";
import type { Connection } from "./connection.js";
import { countRow, IMPORT_COLUMNS, importRow, RECORD_COLUMNS, recordRow } from "./rows.js";

/** The articles of a scope without those removed, in the order of a list. */
export function recordsIn(database: Connection, scope: Scope): ArticleRecord[] {
  const rows = database.all(`SELECT ${RECORD_COLUMNS} FROM article WHERE scope = ? AND removed_at IS NULL`, scope);
  return z.array(recordRow).parse(rows).sort(byTitle);
}

/**
 * What a scope has, by which the rules decide.
 * @param since imports begun from this time on are counted.
 * @param owned the imports that somebody works on, by id.
 */
export function keptIn(database: Connection, scope: Scope, since: number, owned: ReadonlyMap<string, Scope>): Kept {
  const imports = database.all(`SELECT ${IMPORT_COLUMNS} FROM import WHERE scope = ? ORDER BY rowid`, scope);
  const begun = database.get("SELECT count(*) AS count FROM import_count WHERE scope = ? AND at >= ?", scope, since);
  return {
    articles: recordsIn(database, scope),
    imports: imports.map((row) => importRow.parse(row)).map((one) => ({ ...one, isOwned: owned.has(one.importId) })),
    begun: countRow.parse(begun).count,
  };
}
