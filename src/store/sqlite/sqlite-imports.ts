import { z } from "zod";
import type { ArticleVectors } from "../../retrieval/article-index.js";
import type { Scope } from "../scope.js";
import type { Embedded, ImportStore, ImportSummary, ImportToKeep, PendingImport } from "../store.js";
import type { Bodies } from "./bodies.js";
import type { Connection } from "./connection.js";
import { COMMON_COLUMNS, importRow, importSummaryRow, scopeColumn } from "./rows.js";

const IMPORT_COLUMNS = `import_id AS importId, ${COMMON_COLUMNS}, vector_key AS vectorKey, attempts, paragraphs,
  text_id AS textId`;

const vectorsRow = z.object({ vectorsId: z.string(), vectorRows: z.number() });

/** The imports under way of a SQLite database. */
export class SqliteImports implements ImportStore {
  readonly #database: Connection;
  readonly #bodies: Bodies;

  constructor(database: Connection, bodies: Bodies) {
    this.#database = database;
    this.#bodies = bodies;
  }

  begin(scope: Scope, article: ImportToKeep, at: number): Promise<void> {
    return this.#bodies.withText(article.content, (textId) =>
      this.#database.transaction("keeping an import", () => {
        this.#database.run(
          `INSERT INTO import (import_id, scope, id, title, source, source_kind, site, published, added_by, added_at,
                               refreshed_at, bytes, paragraphs, content_hash, vector_key, text_id)
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
          textId,
        );
        this.#bodies.markUsed(textId);
        this.#database.run("DELETE FROM reading WHERE scope = ? AND import_id = ?", scope, article.importId);
        this.#database.run("INSERT INTO import_count (scope, at) VALUES (?, ?)", scope, at);
      }),
    );
  }

  async finish(scope: Scope, importId: string, embedded: Embedded): Promise<boolean> {
    const kept = await this.#bodies.withVectors(embedded.vectors, (vectorsId) =>
      this.#database.transaction("keeping an article", () => this.#publish(scope, importId, embedded, vectorsId)),
    );
    await this.#bodies.sweepSoon();
    return kept;
  }

  async cancel(scope: Scope, importId: string): Promise<boolean> {
    const cancelled = await this.#database.transaction(
      "cancelling an import",
      () => this.#database.run("DELETE FROM import WHERE scope = ? AND import_id = ?", scope, importId) > 0,
    );
    await this.#bodies.sweepSoon();
    return cancelled;
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
    const doing = "taking up an import";
    return this.#database.try(doing, async () => {
      const row = await this.#database.transaction(doing, () => {
        this.#database.run(
          "UPDATE import SET attempts = attempts + 1 WHERE scope = ? AND import_id = ?",
          scope,
          importId,
        );
        return this.#import(scope, importId);
      });
      if (row === undefined) return undefined;
      const { textId, paragraphs, ...pending } = row;
      return { ...pending, content: await this.#bodies.readText(textId, paragraphs) };
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
        `SELECT vectors_id AS vectorsId, vector_rows AS vectorRows
           FROM import JOIN article ON article.vector_key = import.vector_key AND article.model = ?
          WHERE import.scope = ? AND import_id = ? LIMIT 1`,
        model,
        scope,
        importId,
      );
      if (row === undefined) return undefined;
      const { vectorsId, vectorRows } = vectorsRow.parse(row);
      return this.#bodies.readVectors(vectorsId, vectorRows);
    });
  }

  /** Inside a transaction: the import becomes an article, in the place of one of the same id. */
  #publish(scope: Scope, importId: string, { model, vectors }: Embedded, vectorsId: string): boolean {
    const pending = this.#import(scope, importId);
    if (pending === undefined) return false;
    this.#database.run("DELETE FROM article WHERE scope = ? AND id = ?", scope, pending.id);
    this.#database.run(
      `INSERT INTO article (id, scope, title, source, source_kind, site, published, added_by, added_at, refreshed_at,
                            bytes, paragraphs, content_hash, vector_key, text_id, model, vectors_id, vector_rows)
       SELECT id, scope, title, source, source_kind, site, published, added_by, added_at, refreshed_at,
              bytes, paragraphs, content_hash, vector_key, text_id, ?, ?, ? FROM import WHERE import_id = ?`,
      model,
      vectorsId,
      vectors.paragraphOf.length,
      importId,
    );
    this.#database.run("DELETE FROM import WHERE import_id = ?", importId);
    for (const id of [pending.textId, vectorsId]) this.#bodies.markUsed(id);
    return true;
  }

  #import(scope: Scope, importId: string) {
    const row = this.#database.get(
      `SELECT ${IMPORT_COLUMNS} FROM import WHERE scope = ? AND import_id = ?`,
      scope,
      importId,
    );
    return row === undefined ? undefined : importRow.parse(row);
  }
}
