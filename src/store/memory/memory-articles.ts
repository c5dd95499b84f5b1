import type { Paragraph } from "../../documents/article.js";
import { byTitle } from "../order.js";
import type { Scope } from "../scope.js";
import type { ArticleContent, ArticleRecord, ArticleStore, Embedded } from "../store.js";
import type { KeptArticle } from "./memory.js";

/** The articles of a memory store. */
export class MemoryArticles implements ArticleStore {
  readonly #articles: Map<string, KeptArticle>;

  constructor(articles: Map<string, KeptArticle>) {
    this.#articles = articles;
  }

  async list(scope: Scope): Promise<readonly ArticleRecord[]> {
    return recordsOf(this.#articles, (article) => article.scope === scope && article.removedAt === undefined);
  }

  async read(scope: Scope, id: string): Promise<ArticleContent | undefined> {
    const article = this.#present(scope, id);
    if (article === undefined) return undefined;
    const { record, content, vectors } = article;
    return { contentHash: record.contentHash, model: record.model, paragraphs: content, vectors };
  }

  async readText(scope: Scope, id: string): Promise<readonly Paragraph[] | undefined> {
    return this.#present(scope, id)?.content;
  }

  async setVectors(scope: Scope, id: string, vectorKey: string, { model, vectors }: Embedded): Promise<boolean> {
    const article = this.#articles.get(id);
    if (article?.scope !== scope || article.vectorKey !== vectorKey) return false;
    article.record = { ...article.record, model };
    article.vectors = vectors;
    return true;
  }

  async remove(scope: Scope, id: string, at: number): Promise<boolean> {
    const article = this.#present(scope, id);
    if (article) article.removedAt = at;
    return article !== undefined;
  }

  async removed(scope: Scope, since: number): Promise<readonly ArticleRecord[]> {
    return recordsOf(this.#articles, (article) => article.scope === scope && (article.removedAt ?? -1) >= since);
  }

  async restore(scope: Scope, id: string, since: number): Promise<boolean> {
    const article = this.#articles.get(id);
    if (article?.scope !== scope || (article.removedAt ?? -1) < since) return false;
    article.removedAt = undefined;
    return true;
  }

  #present(scope: Scope, id: string): KeptArticle | undefined {
    const article = this.#articles.get(id);
    return article?.scope === scope && article.removedAt === undefined ? article : undefined;
  }
}

function recordsOf(articles: Map<string, KeptArticle>, wanted: (article: KeptArticle) => boolean): ArticleRecord[] {
  return [...articles.values()]
    .filter(wanted)
    .map(({ record }) => record)
    .sort(byTitle);
}
