import type { TokenCodes } from "../../retrieval/token-codes.js";
import { restorable } from "../rules.js";
import type { Scope } from "../scope.js";
import type { ArticleContent, ArticleRecord, Limits, OutdatedArticle, RestoreResult } from "../store.js";
import type { BlobTable } from "./blob-table.js";
import type { Connection } from "./connection.js";
import { IS_DAMAGED } from "./facts.js";
import {
  EMBEDDING_COLUMNS,
  type EmbeddingPointers,
  embeddingPointersOf,
  keptIn,
  RECORD_COLUMNS,
  recordOf,
  recordsIn,
} from "./records.js";

/** Where an article's text and embeddings are, and how much there must be of them. */
export interface Pointers extends EmbeddingPointers {
  readonly paragraphs: number;
  readonly textId: string;
  readonly vectorKey: string;
}

/** The articles of a database. */
export class ArticleTable {
  readonly #database: Connection;
  readonly #blobs: BlobTable;

  constructor(database: Connection, blobs: BlobTable) {
    this.#database = database;
    this.#blobs = blobs;
  }

  list(scope: Scope): ArticleRecord[] {
    return this.#database.try("listing articles", () => recordsIn(this.#database, scope));
  }

  pointers(scope: Scope, id: string): Pointers | undefined {
    return this.#database.try("reading an article", () => {
      const row = this.#database.get(
        `SELECT paragraphs, text_id AS textId, vector_key AS vectorKey, ${EMBEDDING_COLUMNS}, ${IS_DAMAGED} AS damaged
           FROM article WHERE scope = ? AND id = ? AND removed_at IS NULL`,
        scope,
        id,
      );
      if (row?.number("damaged") === 1)
        throw new Error("it is damaged: its title or other facts are not what was kept");
      return (
        row && {
          ...embeddingPointersOf(row),
          paragraphs: row.number("paragraphs"),
          textId: row.text("textId"),
          vectorKey: row.text("vectorKey"),
        }
      );
    });
  }

  /** As `ArticleStore.readTokens`. */
  readTokens(
    scope: Scope,
    id: string,
    paragraphs: readonly number[],
    { vectorKey, model }: Pick<ArticleContent, "vectorKey" | "model">,
  ): TokenCodes[] | undefined {
    return this.#database.snapshot("reading tokens", () => {
      const row = this.#database.get(
        `SELECT vectors_id AS vectorsId FROM article
          WHERE scope = ? AND id = ? AND removed_at IS NULL AND vector_key = ? AND model = ? AND token_rows > 0`,
        scope,
        id,
        vectorKey,
        model,
      );
      return row && this.#blobs.tokensOf(row.text("vectorsId"), paragraphs);
    });
  }

  embeddedByOthers(model: string): OutdatedArticle[] {
    return this.#database.try("looking for old embeddings", () =>
      this.#database
        .all(
          `SELECT scope, vector_key AS vectorKey, ${RECORD_COLUMNS} FROM article
            WHERE model <> ? AND removed_at IS NULL ORDER BY scope, title, id`,
          model,
        )
        .map((row) => ({ scope: row.scope(), vectorKey: row.text("vectorKey"), record: recordOf(row) })),
    );
  }

  /** Lets an article point to embeddings that were written. */
  setVectors(scope: Scope, id: string, vectorKey: string, written: EmbeddingPointers): boolean {
    return this.#database.transaction("keeping embeddings", () => {
      const changed = this.#database.run(
        `UPDATE article SET model = ?, vectors_id = ?, vector_rows = ?, token_rows = ?
          WHERE scope = ? AND id = ? AND vector_key = ?`,
        written.model,
        written.vectorsId,
        written.vectorRows,
        written.tokenRows,
        scope,
        id,
        vectorKey,
      );
      if (changed > 0) this.#blobs.markUsed(written.vectorsId);
      return changed > 0;
    });
  }

  remove(scope: Scope, id: string, at: number): boolean {
    return this.#database.transaction("removing an article", () => {
      this.#database.run("DELETE FROM import WHERE scope = ? AND id = ?", scope, id);
      const remove = "UPDATE article SET removed_at = ? WHERE scope = ? AND id = ? AND removed_at IS NULL";
      return this.#database.run(remove, at, scope, id) > 0;
    });
  }

  restore(scope: Scope, id: string, since: number, limits: Limits | undefined): RestoreResult {
    return this.#database.transaction("restoring an article", () => {
      const row = this.#database.get(
        `SELECT ${RECORD_COLUMNS} FROM article WHERE scope = ? AND id = ? AND removed_at >= ?`,
        scope,
        id,
        since,
      );
      if (row === undefined) return { kind: "too-late" };
      const result = restorable(recordOf(row), keptIn(this.#database, scope, 0, new Map()), limits);
      if (result.kind === "restored") this.#database.run("UPDATE article SET removed_at = NULL WHERE id = ?", id);
      return result;
    });
  }
}
