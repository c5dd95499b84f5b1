import type { Paragraph } from "../../documents/article.js";
import type { TokenCodes } from "../../retrieval/token-codes.js";
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
import { type Blobs, readPointed } from "./blobs.js";
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
    return this.#whole(scope, id, async (pointers) => ({
      model: pointers.model,
      vectorKey: pointers.vectorKey,
      vectors: await this.#blobs.readVectors(pointers),
      hasTokens: pointers.tokenRows > 0,
      paragraphs: await this.#blobs.readText(pointers.textId, pointers.paragraphs),
    }));
  }

  readText(scope: Scope, id: string): Promise<readonly Paragraph[] | undefined> {
    return this.#whole(scope, id, ({ textId, paragraphs }) => this.#blobs.readText(textId, paragraphs));
  }

  readTokens(
    scope: Scope,
    id: string,
    paragraphs: readonly number[],
    { vectorKey, model }: Pick<ArticleContent, "vectorKey" | "model">,
  ): Promise<readonly TokenCodes[] | undefined> {
    return this.#reader.call("articles", "readTokens", scope, id, paragraphs, { vectorKey, model });
  }

  embeddedByOthers(model: string): Promise<readonly OutdatedArticle[]> {
    return this.#reader.call("articles", "embeddedByOthers", model);
  }

  async setVectors(scope: Scope, id: string, vectorKey: string, embedded: Embedded): Promise<boolean> {
    const changed = await this.#lists.changing(scope, () =>
      this.#blobs.withEmbedded(embedded, (written) =>
        this.#writer.call("articles", "setVectors", scope, id, vectorKey, written),
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

  #whole<T>(scope: Scope, id: string, read: (pointers: Pointers) => Promise<T>): Promise<T | undefined> {
    return readPointed(() => this.#reader.call("articles", "pointers", scope, id), read);
  }
}
