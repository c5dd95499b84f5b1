import { z } from "zod";
import type { ArticleVectors } from "../../retrieval/article-index.js";
import type { Scope } from "../scope.js";
import type { Embedded, ImportStore, ImportSummary, ImportToKeep, PendingImport } from "../store.js";
import type { Connection } from "./connection.js";
import {
  COMMON_COLUMNS,
  contentJson,
  importRow,
  importSummaryRow,
  PARAGRAPH_COLUMNS,
  paragraphColumns,
  scopeColumn,
  VECTOR_COLUMNS,
  vectorColumns,
  vectorsOf,
} from "./rows.js";

const IMPORT_COLUMNS = `import_id AS importId, ${COMMON_COLUMNS}, vector_key AS vectorKey, content, attempts`;

/** The imports under way of a SQLite database. */
export class SqliteImports implements ImportStore {
  readonly #database: Connection;

  constructor(database: Connection) {
    this.#database = database;
  }

  begin(scope: Scope, article: ImportToKeep, at: number): Promise<void> {
    return this.#database.transaction("keeping an import", () => {
      this.#database.run(
        `INSERT INTO import (import_id, scope, id, title, source, source_kind, site, published, added_by, added_at,
                             refreshed_at, bytes, paragraphs, content_hash, vector_key, content)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        article.importId,
        scope,
        article.id,
        article.title,
        article.source,
        article.sourceKind,
        article.site,
        article.published,
        article.addedBy,
        article.addedAt,
        article.refreshedAt,
        article.bytes,
        article.content.length,
        article.contentHash,
        article.vectorKey,
        contentJson(article.content),
      );
      this.#database.run("INSERT INTO import_count (scope, at) VALUES (?, ?)", scope, at);
    });
  }

  finish(scope: Scope, importId: string, { model, vectors }: Embedded): Promise<boolean> {
    return this.#database.transaction("keeping an article", () => {
      const pending = this.#import(scope, importId);
      if (pending === undefined) return false;
      const { id, content } = pending;
      this.#database.run("DELETE FROM article WHERE scope = ? AND id = ?", scope, id);
      this.#database.run(
        `INSERT INTO article (id, scope, title, source, source_kind, site, published, added_by, added_at, refreshed_at,
                              bytes, paragraphs, content_hash, vector_key, model)
         SELECT id, scope, title, source, source_kind, site, published, added_by, added_at, refreshed_at,
                bytes, paragraphs, content_hash, vector_key, ? FROM import WHERE import_id = ?`,
        model,
        importId,
      );
      this.#database.runEach(
        `INSERT INTO paragraph (article_id, ${PARAGRAPH_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)`,
        content.map((paragraph) => [id, ...paragraphColumns(paragraph)]),
      );
      this.#database.run(
        "INSERT INTO vectors (article_id, data, paragraph_of, sentence_of) VALUES (?, ?, ?, ?)",
        id,
        ...vectorColumns(vectors),
      );
      this.#database.run("DELETE FROM import WHERE import_id = ?", importId);
      return true;
    });
  }

  cancel(scope: Scope, importId: string): Promise<boolean> {
    return this.#database.transaction(
      "cancelling an import",
      () => this.#database.run("DELETE FROM import WHERE scope = ? AND import_id = ?", scope, importId) > 0,
    );
  }

  pending(scope: Scope): Promise<readonly ImportSummary[]> {
    return this.#database.try("listing imports", () =>
      z.array(importSummaryRow).parse(
        this.#database.all(
          `SELECT import_id AS importId, id, bytes, paragraphs, content_hash AS contentHash
               FROM import WHERE scope = ? ORDER BY rowid`,
          scope,
        ),
      ),
    );
  }

  waiting(): Promise<readonly { scope: Scope; importId: string }[]> {
    return this.#database.try("listing imports", () =>
      z
        .array(z.object({ scope: scopeColumn, importId: z.string() }))
        .parse(this.#database.all("SELECT scope, import_id AS importId FROM import ORDER BY rowid")),
    );
  }

  takeUp(scope: Scope, importId: string): Promise<PendingImport | undefined> {
    return this.#database.transaction("taking up an import", () => {
      this.#database.run(
        "UPDATE import SET attempts = attempts + 1 WHERE scope = ? AND import_id = ?",
        scope,
        importId,
      );
      return this.#import(scope, importId);
    });
  }

  countSince(scope: Scope, since: number): Promise<number> {
    return this.#database.try("counting imports", () => {
      const row = this.#database.get(
        "SELECT count(*) AS count FROM import_count WHERE scope = ? AND at >= ?",
        scope,
        since,
      );
      return z.object({ count: z.number() }).parse(row).count;
    });
  }

  sameVectors(scope: Scope, importId: string, model: string): Promise<ArticleVectors | undefined> {
    return this.#database.try("looking for embeddings", () => {
      const row = this.#database.get(
        `SELECT ${VECTOR_COLUMNS}
           FROM import
           JOIN article ON article.vector_key = import.vector_key AND article.model = ?
           JOIN vectors ON vectors.article_id = article.id
          WHERE import.scope = ? AND import_id = ? LIMIT 1`,
        model,
        scope,
        importId,
      );
      return row === undefined ? undefined : vectorsOf(row);
    });
  }

  #import(scope: Scope, importId: string): PendingImport | undefined {
    const row = this.#database.get(
      `SELECT ${IMPORT_COLUMNS} FROM import WHERE scope = ? AND import_id = ?`,
      scope,
      importId,
    );
    return row === undefined ? undefined : importRow.parse(row);
  }
}
