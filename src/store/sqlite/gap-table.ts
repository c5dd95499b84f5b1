import type { Scope } from "../scope.js";
import { GAP_REASONS, type Gap } from "../store.js";
import type { Connection } from "./connection.js";
import type { Row } from "./rows.js";

const COLUMNS = "id, question, reason, person, article_id AS articleId, paragraph, at";

/** The questions of a database that the articles did not answer. */
export class GapTable {
  readonly #database: Connection;

  constructor(database: Connection) {
    this.#database = database;
  }

  add(scope: Scope, { id, question, reason, person, nearest, at }: Gap, most: number): void {
    this.#database.transaction("keeping a question", () => {
      const same = "DELETE FROM gap WHERE scope = ? AND person = ? AND question = ?";
      this.#database.run(same, scope, person, question);
      this.#database.run(
        `INSERT INTO gap (id, scope, question, reason, person, article_id, paragraph, at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        id,
        scope,
        question,
        reason,
        person,
        nearest?.articleId ?? null,
        nearest?.paragraph ?? null,
        at,
      );
      this.#database.run(
        `DELETE FROM gap WHERE id IN
           (SELECT id FROM gap WHERE scope = ? ORDER BY at DESC, id DESC LIMIT -1 OFFSET ?)`,
        scope,
        most,
      );
    });
  }

  list(scope: Scope): Gap[] {
    return this.#database.try("reading questions", () =>
      this.#database.all(`SELECT ${COLUMNS} FROM gap WHERE scope = ? ORDER BY at, id`, scope).map(gapOf),
    );
  }

  take(scope: Scope, ids: readonly string[]): Gap[] {
    return this.#database.transaction("deleting questions", () => {
      const wanted = new Set(ids);
      const taken = this.list(scope).filter(({ id }) => wanted.has(id));
      for (const { id } of taken) this.#database.run("DELETE FROM gap WHERE id = ?", id);
      return taken;
    });
  }
}

function gapOf(row: Row): Gap {
  const articleId = row.textOrNull("articleId");
  return {
    id: row.text("id"),
    question: row.text("question"),
    reason: row.oneOf(GAP_REASONS, "reason"),
    person: row.text("person"),
    nearest: articleId === null ? null : { articleId, paragraph: row.number("paragraph") },
    at: row.number("at"),
  };
}
