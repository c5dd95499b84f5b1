import { z } from "zod";
import type { Paragraph } from "../../article/article.js";
import { byTitle } from "../order.js";
import type { Scope } from "../scope.js";
import type { ArticleContent, ArticleRecord, ArticleStore, Embedded } from "../store.js";
import type { Connection } from "./connection.js";
import {
  PARAGRAPH_COLUMNS,
  paragraphsOf,
  RECORD_COLUMNS,
  recordRow,
  VECTOR_COLUMNS,
  vectorColumns,
  vectorsOf,
} from "./rows.js";

/** The articles of a SQLite database. */
export class SqliteArticles implements ArticleStore {
  readonly #database: Connection;
  /** What was listed since the database last changed: every question asks for it. */
  readonly #lists = new Map<Scope, readonly ArticleRecord[]>();
  #listsVersion = "";

  constructor(database: Connection) {
    this.#database = database;
  }

  list(scope: Scope): Promise<readonly ArticleRecord[]> {
    return this.#database.try("listing articles", () => {
      const version = this.#database.version();
      if (version !== this.#listsVersion) this.#lists.clear();
      this.#listsVersion = version;
      const records = this.#lists.get(scope) ?? this.#list(scope);
      this.#lists.set(scope, records);
      return records;
    });
  }

  read(scope: Scope, id: string): Promise<ArticleContent | undefined> {
    return this.#database.try("reading an article", () => {
      const row = this.#database.get(
        `SELECT content_hash AS contentHash, model, ${VECTOR_COLUMNS}
           FROM article JOIN vectors ON vectors.article_id = article.id
          WHERE scope = ? AND id = ? AND removed_at IS NULL`,
        scope,
        id,
      );
      if (row === undefined) return undefined;
      const { contentHash, model } = z.object({ contentHash: z.string(), model: z.string() }).parse(row);
      return { contentHash, model, vectors: vectorsOf(row), paragraphs: this.#paragraphs(id) };
    });
  }

  readText(scope: Scope, id: string): Promise<readonly Paragraph[] | undefined> {
    return this.#database.try("reading an article", () => {
      const found = this.#database.get(
        "SELECT 1 FROM article WHERE scope = ? AND id = ? AND removed_at IS NULL",
        scope,
        id,
      );
      return found === undefined ? undefined : this.#paragraphs(id);
    });
  }

  setVectors(scope: Scope, id: string, vectorKey: string, { model, vectors }: Embedded): Promise<boolean> {
    return this.#database.transaction("keeping embeddings", () => {
      const changed = this.#database.run(
        "UPDATE article SET model = ? WHERE scope = ? AND id = ? AND vector_key = ?",
        model,
        scope,
        id,
        vectorKey,
      );
      if (changed === 0) return false;
      this.#database.run(
        "UPDATE vectors SET data = ?, paragraph_of = ?, sentence_of = ? WHERE article_id = ?",
        ...vectorColumns(vectors),
        id,
      );
      return true;
    });
  }

  remove(scope: Scope, id: string, at: number): Promise<boolean> {
    return this.#database.transaction(
      "removing an article",
      () =>
        this.#database.run(
          "UPDATE article SET removed_at = ? WHERE scope = ? AND id = ? AND removed_at IS NULL",
          at,
          scope,
          id,
        ) > 0,
    );
  }

  removed(scope: Scope, since: number): Promise<readonly ArticleRecord[]> {
    return this.#database.try("listing removed articles", () => {
      const rows = this.#database.all(
        `SELECT ${RECORD_COLUMNS} FROM article WHERE scope = ? AND removed_at >= ?`,
        scope,
        since,
      );
      return z.array(recordRow).parse(rows).sort(byTitle);
    });
  }

  restore(scope: Scope, id: string, since: number): Promise<boolean> {
    return this.#database.transaction(
      "restoring an article",
      () =>
        this.#database.run(
          "UPDATE article SET removed_at = NULL WHERE scope = ? AND id = ? AND removed_at >= ?",
          scope,
          id,
          since,
        ) > 0,
    );
  }

  #list(scope: Scope): readonly ArticleRecord[] {
    const rows = this.#database.all(
      `SELECT ${RECORD_COLUMNS} FROM article WHERE scope = ? AND removed_at IS NULL`,
      scope,
    );
    return z.array(recordRow).parse(rows).sort(byTitle);
  }

  #paragraphs(id: string): Paragraph[] {
    return paragraphsOf(
      this.#database.all(`SELECT ${PARAGRAPH_COLUMNS} FROM paragraph WHERE article_id = ? ORDER BY number`, id),
    );
  }
}
