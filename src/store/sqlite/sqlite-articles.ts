import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { Paragraph } from "../../documents/article.js";
import { byTitle } from "../order.js";
import type { Scope } from "../scope.js";
import type { ArticleContent, ArticleRecord, ArticleStore, Embedded } from "../store.js";
import type { Bodies } from "./bodies.js";
import type { Connection } from "./connection.js";
import { RECORD_COLUMNS, recordRow } from "./rows.js";

const pointersRow = z.object({
  contentHash: z.string(),
  model: z.string(),
  paragraphs: z.number(),
  textId: z.string(),
  vectorsId: z.string(),
  vectorRows: z.number(),
});
type Pointers = z.infer<typeof pointersRow>;

/** The articles of a SQLite database. */
export class SqliteArticles implements ArticleStore {
  readonly #database: Connection;
  readonly #bodies: Bodies;
  /** What was listed since the database last changed: every question asks for it. */
  readonly #lists = new Map<Scope, readonly ArticleRecord[]>();
  #listsVersion = -1;

  constructor(database: Connection, bodies: Bodies) {
    this.#database = database;
    this.#bodies = bodies;
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
    return this.#whole(scope, id, async ({ contentHash, model, paragraphs, textId, vectorsId, vectorRows }) => ({
      contentHash,
      model,
      vectors: await this.#bodies.readVectors(vectorsId, vectorRows),
      paragraphs: await this.#bodies.readText(textId, paragraphs),
    }));
  }

  readText(scope: Scope, id: string): Promise<readonly Paragraph[] | undefined> {
    return this.#whole(scope, id, ({ textId, paragraphs }) => this.#bodies.readText(textId, paragraphs));
  }

  async setVectors(scope: Scope, id: string, vectorKey: string, { model, vectors }: Embedded): Promise<boolean> {
    const doing = "keeping embeddings";
    const changed = await this.#bodies.withVectors(vectors, (vectorsId) =>
      this.#database.transaction(doing, () => {
        const rows = this.#database.run(
          "UPDATE article SET model = ?, vectors_id = ?, vector_rows = ? WHERE scope = ? AND id = ? AND vector_key = ?",
          model,
          vectorsId,
          vectors.paragraphOf.length,
          scope,
          id,
          vectorKey,
        );
        if (rows > 0) this.#bodies.markUsed(vectorsId);
        return rows > 0;
      }),
    );
    await this.#bodies.sweepSoon();
    return changed;
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

  /** Reads what an article points to; anew where it was replaced meanwhile, and its old text or vectors are gone. */
  #whole<T>(scope: Scope, id: string, read: (pointers: Pointers) => Promise<T>): Promise<T | undefined> {
    return this.#database.try("reading an article", async () => {
      for (;;) {
        const pointers = this.#pointers(scope, id);
        if (pointers === undefined) return undefined;
        try {
          return await read(pointers);
        } catch (error) {
          if (isDeepStrictEqual(this.#pointers(scope, id), pointers)) throw error;
        }
      }
    });
  }

  #pointers(scope: Scope, id: string): Pointers | undefined {
    const row = this.#database.get(
      `SELECT content_hash AS contentHash, model, paragraphs, text_id AS textId, vectors_id AS vectorsId,
              vector_rows AS vectorRows
         FROM article WHERE scope = ? AND id = ? AND removed_at IS NULL`,
      scope,
      id,
    );
    return row === undefined ? undefined : pointersRow.parse(row);
  }
}
