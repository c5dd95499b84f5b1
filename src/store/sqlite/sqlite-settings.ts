import { z } from "zod";
import type { Person, Scope } from "../scope.js";
import { parseSettings, type ScopeSettings } from "../scope-settings.js";
import type { Feedback, FeedbackStore, SettingsStore } from "../store.js";
import type { Connection } from "./connection.js";

/** The settings of a SQLite database. */
export class SqliteSettings implements SettingsStore {
  readonly #database: Connection;

  constructor(database: Connection) {
    this.#database = database;
  }

  get(scope: Scope): Promise<ScopeSettings | undefined> {
    return this.#database.try("reading settings", () => {
      const row = this.#database.get("SELECT json FROM settings WHERE scope = ?", scope);
      if (row === undefined) return undefined;
      return parseSettings(JSON.parse(z.object({ json: z.string() }).parse(row).json));
    });
  }

  async set(scope: Scope, settings: ScopeSettings): Promise<void> {
    const json = JSON.stringify(parseSettings(settings));
    await this.#database.transaction("keeping settings", () =>
      this.#database.run(
        "INSERT INTO settings (scope, json) VALUES (?, ?) ON CONFLICT (scope) DO UPDATE SET json = excluded.json",
        scope,
        json,
      ),
    );
  }
}

const feedbackRow = z.object({
  person: z.string(),
  articleId: z.string(),
  paragraph: z.number(),
  verdict: z.enum(["good", "bad"]),
  at: z.number(),
});

/** The feedback of a SQLite database. */
export class SqliteFeedback implements FeedbackStore {
  readonly #database: Connection;

  constructor(database: Connection) {
    this.#database = database;
  }

  async add(scope: Scope, { person, articleId, paragraph, verdict, at }: Feedback): Promise<void> {
    await this.#database.transaction("keeping feedback", () =>
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
      ),
    );
  }

  list(scope: Scope): Promise<readonly Feedback[]> {
    return this.#database.try("reading feedback", () =>
      z.array(feedbackRow).parse(
        this.#database.all(
          `SELECT person, article_id AS articleId, paragraph, verdict, at FROM feedback
              WHERE scope = ? ORDER BY at, person, article_id, paragraph`,
          scope,
        ),
      ),
    );
  }

  removeBy(scope: Scope, person: Person): Promise<number> {
    return this.#database.transaction("deleting feedback", () =>
      this.#database.run("DELETE FROM feedback WHERE scope = ? AND person = ?", scope, person),
    );
  }
}
