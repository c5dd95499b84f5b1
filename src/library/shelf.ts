import { setImmediate } from "node:timers/promises";
import { indexArticle } from "../retrieval/article-index.js";
import { IndexCache, type LoadedArticle } from "./index-cache.js";
import { UnknownArticleError } from "./library-error.js";
import type { Scope } from "./scope.js";
import type { ArticleRecord, Store } from "./store.js";

/** An article's record and the scope that owns it. */
export interface Owned {
  readonly owner: Scope;
  readonly record: ArticleRecord;
}

/** What each scope sees, and the articles in memory. */
export class Shelf {
  readonly #store: Store;
  readonly #cache: IndexCache;

  constructor(store: Store, cache = new IndexCache()) {
    this.#store = store;
    this.#cache = cache;
  }

  /** The house's articles and the scope's own. */
  async visible(scope: Scope): Promise<Owned[]> {
    const owners: Scope[] = scope === "house" ? ["house"] : ["house", scope];
    const lists = await Promise.all(
      owners.map(async (owner) => (await this.#store.articles.list(owner)).map((record) => ({ owner, record }))),
    );
    return lists.flat();
  }

  /** @throws UnknownArticleError when the scope sees no such article. */
  async find(scope: Scope, id: string): Promise<Owned> {
    const found = (await this.visible(scope)).find(({ record }) => record.id === id);
    if (found === undefined) throw new UnknownArticleError(id);
    return found;
  }

  /** An article ready to be asked; `undefined` when it was removed a moment ago. */
  load({ owner, record }: Owned): Promise<LoadedArticle | undefined> {
    const { id, title, source, contentHash, model } = record;
    const edition = JSON.stringify([title, source, contentHash, model]);
    return this.#cache.get(owner, id, edition, async () => {
      // Reading and indexing take the thread for a while: whatever waits for it goes first.
      await setImmediate();
      const content = await this.#store.articles.read(owner, id);
      if (content === undefined) return undefined;
      return { index: indexArticle({ id, title, source }, content.paragraphs, content.vectors), model: content.model };
    });
  }

  /** Drops from memory what is no longer kept. */
  forget(scope: Scope, id?: string): void {
    this.#cache.forget(scope, id);
  }
}
