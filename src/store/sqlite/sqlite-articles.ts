import { isDeepStrictEqual } from "node:util";
import type { Paragraph } from "../../documents/article.js";
import type { Scope } from "../scope.js";
import type {
  ArticleContent,
  ArticleRecord,
  ArticleStore,
  Embedded,
  Limits,
  OutdatedArticle,
  RestoreResult,
} from "../store.js";
import type { Pointers } from "./article-table.js";
import type { Blobs } from "./blobs.js";
import type { DatabaseThread } from "./database-thread.js";
import type { ScopeCache } from "./scope-cache.js";

/** The articles of a SQLite database. */
export class SqliteArticles implements ArticleStore {
  readonly #reader: DatabaseThread;
  readonly #writer: DatabaseThread;
  readonly #blobs: Blobs;
  readonly #lists: ScopeCache<readonly ArticleRecord[]>;

  constructor(
    reader: DatabaseThread,
    writer: DatabaseThread,
    blobs: Blobs,
    lists: ScopeCache<readonly ArticleRecord[]>,
  ) {
    this.#reader = reader;
    this.#writer = writer;
    this.#blobs = blobs;
    this.#lists = lists;
  }

  list(scope: Scope): Promise<readonly ArticleRecord[]> {
    return this.#lists.get(scope);
  }

  read(scope: Scope, id: string): Promise<ArticleContent | undefined> {
    return this.#whole(scope, id, async ({ model, paragraphs, textId, vectorsId, vectorRows }) => ({
      model,
      vectors: await this.#reader.call("blobs", "readVectors", vectorsId, vectorRows),
      paragraphs: await this.#blobs.readText(textId, paragraphs),
    }));
  }

  readText(scope: Scope, id: string): Promise<readonly Paragraph[] | undefined> {
    return this.#whole(scope, id, ({ textId, paragraphs }) => this.#blobs.readText(textId, paragraphs));
  }

  embeddedByOthers(model: string): Promise<readonly OutdatedArticle[]> {
    return this.#reader.call("articles", "embeddedByOthers", model);
  }

  async setVectors(scope: Scope, id: string, vectorKey: string, { model, vectors }: Embedded): Promise<boolean> {
    const rows = vectors.paragraphOf.length;
    const changed = await this.#lists.changing(scope, () =>
      this.#blobs.withVectors(vectors, (vectorsId) =>
        this.#writer.call("articles", "setVectors", scope, id, vectorKey, model, vectorsId, rows),
      ),
    );
    await this.#blobs.tryDeleteUnused();
    return changed;
  }

  async remove(scope: Scope, id: string, at: number): Promise<boolean> {
    const removed = await this.#lists.changing(scope, () => this.#writer.call("articles", "remove", scope, id, at));
    await this.#blobs.tryDeleteUnused();
    return removed;
  }

  restore(scope: Scope, id: string, since: number, limits?: Limits): Promise<RestoreResult> {
    return this.#lists.changing(scope, () => this.#writer.call("articles", "restore", scope, id, since, limits));
  }

  /** Reads what an article points to; anew where it was replaced meanwhile, and its old text or vectors are gone. */
  async #whole<T>(scope: Scope, id: string, read: (pointers: Pointers) => Promise<T>): Promise<T | undefined> {
    for (;;) {
      const pointers = await this.#reader.call("articles", "pointers", scope, id);
      if (pointers === undefined) return undefined;
      try {
        return await read(pointers);
      } catch (error) {
        if (isDeepStrictEqual(await this.#reader.call("articles", "pointers", scope, id), pointers)) throw error;
      }
    }
  }
}
