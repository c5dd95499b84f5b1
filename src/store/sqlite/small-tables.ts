import { isDeepStrictEqual } from "node:util";
import type { Scope } from "../scope.js";
import type { KeptSettings } from "../scope-settings.js";
import type { Feedback, ImportMarker, VerdictCount } from "../store.js";
import type { Connection } from "./connection.js";

const VERDICTS = ["good", "bad"] as const;

/** The import markers of a database. */
export class MarkerTable {
  readonly #database: Connection;

  constructor(database: Connection) {
    this.#database = database;
  }

  begin({ importId, scope, person, name, at }: ImportMarker): void {
    this.#database.transaction("noting what is read", () => {
      const insert = "INSERT OR IGNORE INTO reading (import_id, scope, person, name, at) VALUES (?, ?, ?, ?, ?)";
      this.#database.run(insert, importId, scope, person, name, at);
    });
  }

  end(scope: Scope, importId: string): void {
    this.#database.transaction("noting what was read", () => {
      this.#database.run("DELETE FROM reading WHERE scope = ? AND import_id = ?", scope, importId);
    });
  }

  listUntil(at: number): ImportMarker[] {
    return this.#database.try("looking for what was being read", () => {
      const rows = this.#database.all(
        "SELECT import_id AS importId, scope, person, name, at FROM reading WHERE at <= ? ORDER BY at, import_id",
        at,
      );
      return rows.map((row) => ({
        importId: row.text("importId"),
        scope: row.scope(),
        person: row.text("person"),
        name: row.text("name"),
        at: row.number("at"),
      }));
    });
  }
}

/** The file of a database. */
export class DatabaseFile {
  readonly #database: Connection;

  constructor(database: Connection) {
    this.#database = database;
  }

  check(): void {
    this.#database.assertThere();
  }
}

/** The settings of a database. */
export class SettingsTable {
  readonly #database: Connection;

  constructor(database: Connection) {
    this.#database = database;
  }

  /** Not checked: what checks them takes long to load, and is in the other thread anyway. */
  get(scope: Scope): unknown {
    return this.#database.try("reading settings", () => {
      const row = this.#database.get("SELECT json FROM settings WHERE scope = ?", scope);
      return row && JSON.parse(row.text("json"));
    });
  }

  set(scope: Scope, settings: KeptSettings, expected: KeptSettings | undefined): boolean {
    return this.#database.transaction("keeping settings", () => {
      if (!isDeepStrictEqual(this.get(scope), expected)) return false;
      const upsert =
        "INSERT INTO settings (scope, json) VALUES (?, ?) ON CONFLICT (scope) DO UPDATE SET json = excluded.json";
      this.#database.run(upsert, scope, JSON.stringify(settings));
      return true;
    });
  }
}

/** The feedback of a database. */
export class FeedbackTable {
  readonly #database: Connection;

  constructor(database: Connection) {
    this.#database = database;
  }

  add(scope: Scope, { person, articleId, paragraph, verdict, at }: Feedback): void {
    this.#database.transaction("keeping feedback", () => {
      this.#database.run(
        `INSERT INTO feedback (scope, person, article_id, paragraph, verdict, at) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (scope, person, article_id, paragraph)
         DO UPDATE SET verdict = excluded.verdict, at = excluded.at`,
        scope,
        person,
        articleId,
        paragraph,
        verdict,
        at,
      );
    });
  }

  list(scope: Scope): Feedback[] {
    return this.#database.try("reading feedback", () =>
      this.#database
        .all(
          `SELECT person, article_id AS articleId, paragraph, verdict, at FROM feedback
            WHERE scope = ? ORDER BY at, person, article_id, paragraph`,
          scope,
        )
        .map((row) => ({
          person: row.text("person"),
          articleId: row.text("articleId"),
          paragraph: row.number("paragraph"),
          verdict: row.oneOf(VERDICTS, "verdict"),
          at: row.number("at"),
        })),
    );
  }

  counts(scope: Scope): VerdictCount[] {
    return this.#database.try("counting feedback", () =>
      this.#database
        .all(
          `SELECT article_id AS articleId, paragraph, sum(verdict = 'good') AS good, sum(verdict = 'bad') AS bad
             FROM feedback JOIN article ON article.id = article_id
            WHERE article.scope = ? AND removed_at IS NULL
            GROUP BY article_id, paragraph ORDER BY article_id, paragraph`,
          scope,
        )
        .map((row) => ({
          articleId: row.text("articleId"),
          paragraph: row.number("paragraph"),
          good: row.number("good"),
          bad: row.number("bad"),
        })),
    );
  }
}
