import type { Article } from "../documents/article.js";
import { sectionsOf } from "../retrieval/overview.js";
import type { ArticleChange, RefreshPace, RefreshPlan } from "../store/refresh-store.js";
import { GLOBAL, type Person, type Scope } from "../store/scope.js";
import type { Store, VerdictCount } from "../store/store.js";
import { contentHashOf } from "./content.js";
import type { Editions } from "./editions.js";
import { UnknownArticleError } from "./errors.js";
import type { Importer } from "./import.js";
import {
  type AddOptions,
  type AddResult,
  type ArticleDetails,
  type ArticleOutline,
  type Articles,
  type RefreshOptions,
  type RefreshResult,
  type RenameOptions,
  type ReplaceOptions,
  type RestoreResult,
  UNDO_TIME,
} from "./library.js";
import { inListOrder } from "./list-order.js";
import type { LoadedArticles, Owned } from "./loaded-articles.js";
import type { Models } from "./models.js";
import { type ImportRules, limitsFor, quotaErrorOf } from "./quotas.js";
import { NoAddressError, nextTime } from "./refresh-pace.js";

/** What articles are kept with. */
interface ArticlesParts {
  readonly store: Store;
  readonly models: Models;
  readonly loaded: LoadedArticles;
  readonly importer: Importer;
  readonly editions: Editions;
  readonly rules: ImportRules;
}

/** The `Articles` of a store. */
export class StoredArticles implements Articles {
  readonly #parts: ArticlesParts;

  constructor(parts: ArticlesParts) {
    this.#parts = parts;
  }

  async details(scope: Scope): Promise<readonly ArticleDetails[]> {
    const [visible, refreshes] = await Promise.all([this.#parts.loaded.visible(scope), this.#refreshesOf(scope)]);
    return Promise.all(inListOrder(visible).map((owned) => this.#detailsOf(owned, refreshes)));
  }

  async check(scope: Scope): Promise<void> {
    const { loaded } = this.#parts;
    for (const owned of await loaded.visible(scope)) await loaded.check(owned);
  }

  async show(scope: Scope, id: string): Promise<ArticleOutline> {
    const { store, loaded } = this.#parts;
    const owned = await loaded.find(scope, id);
    const [paragraphs, feedback, refreshes] = await Promise.all([
      loaded.check(owned),
      store.feedback.list(scope),
      this.#refreshesOf(scope),
    ]);
    const verdicts = feedback.filter(({ articleId }) => articleId === id).map(({ verdict }) => verdict);
    return { ...(await this.#detailsOf(owned, refreshes)), sections: sectionsOf(paragraphs ?? []), verdicts };
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

  beginImport(scope: Scope, person: Person, name: string, importId?: string): Promise<string> {
    return this.#parts.importer.beginImport(scope, person, name, importId);
  }

  endImport(scope: Scope, importId: string): Promise<void> {
    return this.#parts.store.markers.end(scope, importId);
  }

  async add(scope: Scope, article: Article, options: AddOptions = {}): Promise<AddResult> {
    const result = await this.#parts.importer.add(scope, article, options);
    // What was damaged of it is whole now.
    if (result.kind === "added" && options.id !== undefined) this.#parts.loaded.forget(scope, options.id);
    return result;
  }

  async refresh(scope: Scope, id: string, article: Article, options: RefreshOptions = {}): Promise<RefreshResult> {
    const result = await this.#parts.editions.refresh(scope, id, article, options);
    await this.#noteWell(scope, id);
    return result;
  }

  async replace(scope: Scope, id: string, article: Article, options: ReplaceOptions = {}): Promise<RefreshResult> {
    const result = await this.#parts.editions.replace(scope, id, article, options);
    if (options.sourceKind === "url") await this.#noteWell(scope, id);
    else await this.#parts.store.refreshes.plan(scope, id, null, 0);
    return result;
  }

  rename(scope: Scope, id: string, title: string, options: RenameOptions = {}): Promise<RefreshResult> {
    return this.#parts.editions.rename(scope, id, title, options);
  }

  async plan(scope: Scope, id: string, pace: RefreshPace | null): Promise<void> {
    const { store } = this.#parts;
    const record = (await store.articles.list(scope)).find((candidate) => candidate.id === id);
    if (record !== undefined && pace !== null && record.sourceKind !== "url") throw new NoAddressError(record.title);
    const nextAt = pace === null ? 0 : nextTime(pace);
    if (record === undefined || !(await store.refreshes.plan(scope, id, pace, nextAt)))
      throw new UnknownArticleError(id);
  }

  async has(scope: Scope, id: string, article: Article): Promise<boolean> {
    const record = (await this.#parts.store.articles.list(scope)).find((candidate) => candidate.id === id);
    if (record === undefined || !this.#parts.loaded.isReadable({ owner: scope, record })) return false;
    return record.title === article.title && record.contentHash === (await contentHashOf(article));
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

  /** A person fetched it just now: earlier failures are over, and it is not due before its time. */
  async #noteWell(scope: Scope, id: string): Promise<void> {
    const { refreshes } = this.#parts.store;
    const plan = (await refreshes.plans(scope)).find(({ articleId }) => articleId === id);
    if (plan === undefined) return;
    await refreshes.note(scope, id, { nextAt: nextTime(plan.pace), failures: 0, problem: null, validators: null });
  }

  /** The plans and changes of all articles that a scope sees. */
  async #refreshesOf(scope: Scope): Promise<Refreshes> {
    const { refreshes } = this.#parts.store;
    const scopes: Scope[] = scope === GLOBAL ? [GLOBAL] : [GLOBAL, scope];
    const [plans, changes] = await Promise.all([
      Promise.all(scopes.map((one) => refreshes.plans(one))),
      Promise.all(scopes.map((one) => refreshes.changes(one))),
    ]);
    const changesOf = new Map<string, ArticleChange[]>();
    for (const change of changes.flat()) {
      const others = changesOf.get(change.articleId);
      if (others === undefined) changesOf.set(change.articleId, [change]);
      else others.push(change);
    }
    return { planOf: new Map(plans.flat().map((plan) => [plan.articleId, plan])), changesOf };
  }

  async #detailsOf(owned: Owned, { planOf, changesOf }: Refreshes): Promise<ArticleDetails> {
    const { models, loaded } = this.#parts;
    const { id, title, source, paragraphs, ...record } = owned.record;
    const { sourceKind, site, published, addedBy, addedAt, refreshedAt, bytes } = record;
    const plan = planOf.get(id);
    return {
      ...{ id, title, source, paragraphs },
      ...{ sourceKind, site, published, addedBy, addedAt, refreshedAt, bytes },
      owner: owned.owner === GLOBAL ? GLOBAL : "scope",
      ready: (await models.find(record.model)) !== undefined,
      readable: loaded.isReadable(owned),
      plan: plan ? { pace: plan.pace, nextAt: plan.nextAt, failures: plan.failures, problem: plan.problem } : null,
      changes: changesOf.get(id) ?? [],
    };
  }
}

/** Of several scopes, by the articles' ids. */
interface Refreshes {
  readonly planOf: ReadonlyMap<string, RefreshPlan>;
  readonly changesOf: ReadonlyMap<string, readonly ArticleChange[]>;
}
