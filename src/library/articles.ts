import type { Article } from "../documents/article.js";
import { sectionsOf } from "../retrieval/overview.js";
import { GLOBAL, type Person, type Scope } from "../store/scope.js";
import type { Store, VerdictCount } from "../store/store.js";
import { contentHashOf } from "./content.js";
import type { Importer } from "./import.js";
import {
  type AddOptions,
  type AddResult,
  type ArticleDetails,
  type ArticleOutline,
  type Articles,
  type RefreshOptions,
  type RefreshResult,
  type RestoreResult,
  UNDO_TIME,
} from "./library.js";
import type { LoadedArticles, Owned } from "./loaded-articles.js";
import type { Models } from "./models.js";
import { type ImportRules, limitsFor, quotaErrorOf } from "./quotas.js";

/** What articles are kept with. */
interface ArticlesParts {
  readonly store: Store;
  readonly models: Models;
  readonly loaded: LoadedArticles;
  readonly importer: Importer;
  readonly rules: ImportRules;
}

/** The `Articles` of a store. */
export class StoredArticles implements Articles {
  readonly #parts: ArticlesParts;

  constructor(parts: ArticlesParts) {
    this.#parts = parts;
  }

  async details(scope: Scope): Promise<readonly ArticleDetails[]> {
    return Promise.all((await this.#parts.loaded.visible(scope)).map((owned) => this.#detailsOf(owned)));
  }

  async check(scope: Scope): Promise<void> {
    const { loaded } = this.#parts;
    for (const owned of await loaded.visible(scope)) await loaded.check(owned);
  }

  async show(scope: Scope, id: string): Promise<ArticleOutline> {
    const { store, loaded } = this.#parts;
    const owned = await loaded.find(scope, id);
    const [paragraphs, feedback] = await Promise.all([loaded.check(owned), store.feedback.list(scope)]);
    const verdicts = feedback.filter(({ articleId }) => articleId === id).map(({ verdict }) => verdict);
    return { ...(await this.#detailsOf(owned)), sections: sectionsOf(paragraphs ?? []), verdicts };
  }

  async text(scope: Scope, id: string): Promise<Article> {
    const { loaded } = this.#parts;
    const owned = await loaded.find(scope, id);
    const { title, source, site, published } = owned.record;
    const paragraphs = await loaded.text(owned);
    return { title, source, ...(site !== null && { site }), ...(published !== null && { published }), paragraphs };
  }

  verdictsOn(scope: Scope): Promise<readonly VerdictCount[]> {
    return this.#parts.store.feedback.counts(scope);
  }

  checkImport(scope: Scope, bytes = 0, replaced?: string): Promise<void> {
    return this.#parts.importer.check(scope, bytes, replaced);
  }

  beginImport(scope: Scope, person: Person, name: string): Promise<string> {
    return this.#parts.importer.beginImport(scope, person, name);
  }

  endImport(scope: Scope, importId: string): Promise<void> {
    return this.#parts.store.markers.end(scope, importId);
  }

  add(scope: Scope, article: Article, options: AddOptions = {}): Promise<AddResult> {
    return this.#parts.importer.add(scope, article, options);
  }

  refresh(scope: Scope, id: string, article: Article, options: RefreshOptions = {}): Promise<RefreshResult> {
    return this.#parts.importer.refresh(scope, id, article, options);
  }

  async has(scope: Scope, id: string, article: Article): Promise<boolean> {
    const record = (await this.#parts.store.articles.list(scope)).find((candidate) => candidate.id === id);
    return record?.title === article.title && record.contentHash === (await contentHashOf(article));
  }

  async remove(scope: Scope, id: string): Promise<boolean> {
    const { store, loaded } = this.#parts;
    const removed = await store.articles.remove(scope, id, Date.now());
    loaded.forget(scope, id);
    return removed;
  }

  async restore(scope: Scope, id: string): Promise<RestoreResult> {
    const { store, rules } = this.#parts;
    const result = await store.articles.restore(scope, id, Date.now() - UNDO_TIME, limitsFor(rules, scope));
    if (result.kind === "over-limit") throw quotaErrorOf(result.excess);
    return result.kind;
  }

  async #detailsOf(owned: Owned): Promise<ArticleDetails> {
    const { models, loaded } = this.#parts;
    const { id, title, source, paragraphs, ...record } = owned.record;
    const { sourceKind, site, published, addedBy, addedAt, refreshedAt, bytes } = record;
    return {
      ...{ id, title, source, paragraphs },
      ...{ sourceKind, site, published, addedBy, addedAt, refreshedAt, bytes },
      owner: owned.owner === GLOBAL ? GLOBAL : "scope",
      ready: (await models.find(record.model)) !== undefined,
      readable: loaded.isReadable(owned),
    };
  }
}
