import type { ImportReport } from "../report-store.js";
import type { Connection } from "./connection.js";

/** The reports of imports that were not delivered yet. */
export class ReportTable {
  readonly #database: Connection;

  constructor(database: Connection) {
    this.#database = database;
  }

  keep({ importId, scope, person, channelId, articleId, text, at }: ImportReport): void {
    this.#database.transaction("keeping what is to be told", () => {
      const replace = `INSERT OR REPLACE INTO report (import_id, scope, person, channel_id, article_id, text, at)
                       VALUES (?, ?, ?, ?, ?, ?, ?)`;
      this.#database.run(replace, importId, scope, person, channelId, articleId, text, at);
    });
  }

  end(importId: string): void {
    this.#database.transaction("noting what was told", () => {
      this.#database.run("DELETE FROM report WHERE import_id = ?", importId);
    });
  }

  list(): ImportReport[] {
    return this.#database.try("looking for what is to be told", () =>
      this.#database
        .all(
          `SELECT import_id AS importId, scope, person, channel_id AS channelId, article_id AS articleId, text, at
             FROM report ORDER BY at, import_id`,
        )
        .map((row) => ({
          importId: row.text("importId"),
          scope: row.scope(),
          person: row.text("person"),
          channelId: row.textOrNull("channelId"),
          articleId: row.textOrNull("articleId"),
          text: row.textOrNull("text"),
          at: row.number("at"),
        })),
    );
  }
}
