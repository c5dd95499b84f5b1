import type { Scope } from "./scope.js";
import type { ArticleContent, ArticleRecord, ArticleToKeep, Store } from "./store.js";

/** A store that forgets everything when the process ends: for a question about a single file, and for tests. */
export class MemoryStore implements Store {
  readonly #scopes = new Map<Scope, Map<string, ArticleToKeep>>();

  async list(scope: Scope): Promise<readonly ArticleRecord[]> {
    return [...this.#articles(scope).values()]
      .map(({ content, model: _model, vectors: _vectors, ...record }) => ({ ...record, paragraphs: content.length }))
      .sort(byTitle);
  }

  async put(scope: Scope, article: ArticleToKeep): Promise<void> {
    this.#articles(scope).set(article.id, article);
  }

  async remove(scope: Scope, id: string): Promise<boolean> {
    return this.#articles(scope).delete(id);
  }

  async read(scope: Scope, id: string, model: string): Promise<ArticleContent | undefined> {
    const article = this.#articles(scope).get(id);
    if (article === undefined || article.model !== model) return undefined;
    return { paragraphs: article.content, vectors: article.vectors };
  }

  async close(): Promise<void> {
    this.#scopes.clear();
  }

  #articles(scope: Scope): Map<string, ArticleToKeep> {
    const articles = this.#scopes.get(scope) ?? new Map<string, ArticleToKeep>();
    this.#scopes.set(scope, articles);
    return articles;
  }
}

/** By title, then id, code unit by code unit: the order that every store gives. */
export function byTitle(a: ArticleRecord, b: ArticleRecord): number {
  return compare(a.title, b.title) || compare(a.id, b.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
