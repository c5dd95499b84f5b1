import {
  type ArticleChange,
  MAX_CHANGES,
  REFRESH_PACES,
  type RefreshOutcome,
  type RefreshPace,
  type RefreshPlan,
} from "../refresh-store.js";
import type { Scope } from "../scope.js";
import type { Connection } from "./connection.js";
import type { Row } from "./rows.js";

const COLUMNS = `article_id AS articleId, pace, next_at AS nextAt, failures, problem, etag,
  last_modified AS lastModified, validated_hash AS validatedHash`;

/** The plans by which articles are fetched anew, and what changed in articles. */
export class RefreshTable {
  readonly #database: Connection;

  constructor(database: Connection) {
    this.#database = database;
  }

  plans(scope: Scope): RefreshPlan[] {
    return this.#database.try("reading what is fetched anew", () =>
      this.#database
        .all(
          `SELECT ${COLUMNS} FROM refresh_plan JOIN article ON article.id = article_id
            WHERE scope = ? AND removed_at IS NULL ORDER BY article_id`,
          scope,
        )
        .map(planOf),
    );
  }

  plan(scope: Scope, articleId: string, pace: RefreshPace | null, nextAt: number): boolean {
    return this.#database.transaction("planning to fetch anew", () => {
      const isThere = "SELECT 1 FROM article WHERE scope = ? AND id = ? AND removed_at IS NULL";
      if (this.#database.get(isThere, scope, articleId) === undefined) return false;
      this.#database.run("DELETE FROM refresh_plan WHERE article_id = ?", articleId);
      if (pace !== null) {
        const insert = "INSERT INTO refresh_plan (article_id, pace, next_at) VALUES (?, ?, ?)";
        this.#database.run(insert, articleId, pace, nextAt);
      }
      return true;
    });
  }

  note(scope: Scope, articleId: string, { nextAt, failures, problem, validators }: RefreshOutcome): boolean {
    return this.#database.transaction("noting what was fetched anew", () => {
      const changed = this.#database.run(
        `UPDATE refresh_plan SET next_at = ?, failures = ?, problem = ?, etag = ?, last_modified = ?, validated_hash = ?
          WHERE article_id = (SELECT id FROM article WHERE scope = ? AND id = ?)`,
        nextAt,
        failures,
        problem,
        validators?.etag ?? null,
        validators?.lastModified ?? null,
        validators?.contentHash ?? null,
        scope,
        articleId,
      );
      return changed > 0;
    });
  }

  due(at: number): (RefreshPlan & { scope: Scope })[] {
    return this.#database.try("looking for what is to be fetched anew", () =>
      this.#database
        .all(
          `SELECT article.scope, ${COLUMNS} FROM refresh_plan JOIN article ON article.id = article_id
            WHERE next_at <= ? AND removed_at IS NULL AND article.scope NOT IN (SELECT scope FROM guild_left)
            ORDER BY next_at, article_id`,
          at,
        )
        .map((row) => ({ ...planOf(row), scope: row.scope() })),
    );
  }

  changes(scope: Scope): ArticleChange[] {
    return this.#database.try("reading what changed", () =>
      this.#database
        .all(
          `SELECT article_id AS articleId, at, added, removed, kept
             FROM article_change JOIN article ON article.id = article_id
            WHERE scope = ? AND removed_at IS NULL ORDER BY at DESC, article_id`,
          scope,
        )
        .map((row) => ({
          articleId: row.text("articleId"),
          at: row.number("at"),
          added: row.number("added"),
          removed: row.number("removed"),
          kept: row.number("kept"),
        })),
    );
  }

  /** Inside a transaction: keeps what changed, and of each article the latest changes. */
  noteChange({ articleId, at, added, removed, kept }: ArticleChange): void {
    this.#database.run(
      "INSERT OR REPLACE INTO article_change (article_id, at, added, removed, kept) VALUES (?, ?, ?, ?, ?)",
      articleId,
      at,
      added,
      removed,
      kept,
    );
    this.#database.run(
      `DELETE FROM article_change WHERE article_id = ?1 AND at NOT IN
         (SELECT at FROM article_change WHERE article_id = ?1 ORDER BY at DESC LIMIT ${MAX_CHANGES})`,
      articleId,
    );
  }
}

function planOf(row: Row): RefreshPlan {
  const contentHash = row.textOrNull("validatedHash");
  const validators = { etag: row.textOrNull("etag"), lastModified: row.textOrNull("lastModified") };
  return {
    articleId: row.text("articleId"),
    pace: row.oneOf(REFRESH_PACES, "pace"),
    nextAt: row.number("nextAt"),
    failures: row.number("failures"),
    problem: row.textOrNull("problem"),
    validators: contentHash === null ? null : { ...validators, contentHash },
  };
}
