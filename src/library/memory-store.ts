import type { Paragraph } from "../article/article.js";
import type { ArticleVectors } from "../retrieval/article-index.js";
import { StoreError } from "./library-error.js";
import { type Person, type Scope, scopeOfPerson } from "./scope.js";
import { parseSettings, type ScopeSettings } from "./settings.js";
import type {
  ArticleContent,
  ArticleRecord,
  ArticleStore,
  Embedded,
  Feedback,
  FeedbackStore,
  ImportStore,
  ImportSummary,
  ImportToKeep,
  PendingImport,
  SettingsStore,
  Store,
  Traces,
  Upkeep,
} from "./store.js";

interface KeptArticle {
  readonly scope: Scope;
  readonly content: readonly Paragraph[];
  readonly vectorKey: string;
  record: ArticleRecord;
  vectors: ArticleVectors;
  removedAt: number | undefined;
}

type KeptImport = PendingImport & { readonly scope: Scope };
type KeptFeedback = Feedback & { readonly scope: Scope };

/** All that a memory store holds. */
interface Memory {
  readonly articles: Map<string, KeptArticle>;
  readonly imports: Map<string, KeptImport>;
  readonly importTimes: { readonly scope: Scope; readonly at: number }[];
  readonly settings: Map<Scope, ScopeSettings>;
  readonly feedback: Map<string, KeptFeedback>;
  readonly left: Map<Scope, number>;
}

/** A store that forgets everything when the process ends: for a question about a single file, and for tests. */
export class MemoryStore implements Store {
  readonly articles: ArticleStore;
  readonly imports: ImportStore;
  readonly settings: SettingsStore;
  readonly feedback: FeedbackStore;
  readonly upkeep: Upkeep;

  constructor() {
    const memory: Memory = {
      articles: new Map(),
      imports: new Map(),
      importTimes: [],
      settings: new Map(),
      feedback: new Map(),
      left: new Map(),
    };
    this.articles = new MemoryArticles(memory.articles);
    this.imports = new MemoryImports(memory);
    this.settings = new MemorySettings(memory.settings);
    this.feedback = new MemoryFeedback(memory);
    this.upkeep = new MemoryUpkeep(memory);
  }

  async close(): Promise<void> {}
}

class MemoryArticles implements ArticleStore {
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

  async setVectors(scope: Scope, id: string, contentHash: string, { model, vectors }: Embedded): Promise<boolean> {
    const article = this.#articles.get(id);
    if (article?.scope !== scope || article.record.contentHash !== contentHash) return false;
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

class MemoryImports implements ImportStore {
  readonly #memory: Memory;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  async begin(scope: Scope, article: ImportToKeep, at: number): Promise<void> {
    if (this.#memory.imports.has(article.importId)) throw refused(`there is an import ${article.importId} already.`);
    this.#memory.imports.set(article.importId, { ...article, scope, attempts: 1 });
    this.#memory.importTimes.push({ scope, at });
  }

  async finish(scope: Scope, importId: string, { model, vectors }: Embedded): Promise<boolean> {
    const pending = this.#own(scope, importId);
    if (pending === undefined) return false;
    const { importId: _id, scope: _scope, attempts: _attempts, content, vectorKey, ...facts } = pending;
    const before = this.#memory.articles.get(facts.id);
    if (before && before.scope !== scope) throw refused(`the id ${facts.id} is taken.`);
    if (before) deleteArticle(this.#memory, facts.id);
    const record = { ...facts, paragraphs: content.length, model };
    this.#memory.articles.set(facts.id, { scope, content, vectorKey, record, vectors, removedAt: undefined });
    this.#memory.imports.delete(importId);
    return true;
  }

  async cancel(scope: Scope, importId: string): Promise<boolean> {
    return this.#own(scope, importId) !== undefined && this.#memory.imports.delete(importId);
  }

  async pending(scope: Scope): Promise<readonly ImportSummary[]> {
    return [...this.#memory.imports.values()]
      .filter((pending) => pending.scope === scope)
      .map(({ importId, id, bytes, content, contentHash }) => ({
        importId,
        id,
        bytes,
        paragraphs: content.length,
        contentHash,
      }));
  }

  async waiting(): Promise<readonly { scope: Scope; importId: string }[]> {
    return [...this.#memory.imports.values()].map(({ scope, importId }) => ({ scope, importId }));
  }

  async takeUp(scope: Scope, importId: string): Promise<PendingImport | undefined> {
    const pending = this.#own(scope, importId);
    if (pending === undefined) return undefined;
    const { scope: _scope, ...taken } = { ...pending, attempts: pending.attempts + 1 };
    this.#memory.imports.set(importId, { ...taken, scope });
    return taken;
  }

  async countSince(scope: Scope, since: number): Promise<number> {
    return this.#memory.importTimes.filter((one) => one.scope === scope && one.at >= since).length;
  }

  async sameVectors(scope: Scope, importId: string, model: string): Promise<ArticleVectors | undefined> {
    const key = this.#own(scope, importId)?.vectorKey;
    return [...this.#memory.articles.values()].find(
      ({ vectorKey, record }) => vectorKey === key && record.model === model,
    )?.vectors;
  }

  #own(scope: Scope, importId: string): KeptImport | undefined {
    const pending = this.#memory.imports.get(importId);
    return pending?.scope === scope ? pending : undefined;
  }
}

class MemorySettings implements SettingsStore {
  readonly #settings: Map<Scope, ScopeSettings>;

  constructor(settings: Map<Scope, ScopeSettings>) {
    this.#settings = settings;
  }

  async get(scope: Scope): Promise<ScopeSettings | undefined> {
    return this.#settings.get(scope);
  }

  async set(scope: Scope, settings: ScopeSettings): Promise<void> {
    this.#settings.set(scope, parseSettings(settings));
  }
}

class MemoryFeedback implements FeedbackStore {
  readonly #memory: Memory;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  async add(scope: Scope, feedback: Feedback): Promise<void> {
    if (!this.#memory.articles.has(feedback.articleId)) throw refused(`there is no article ${feedback.articleId}.`);
    const key = JSON.stringify([scope, feedback.person, feedback.articleId, feedback.paragraph]);
    this.#memory.feedback.set(key, { ...feedback, scope });
  }

  async list(scope: Scope): Promise<readonly Feedback[]> {
    return [...this.#memory.feedback.values()]
      .filter((feedback) => feedback.scope === scope)
      .map(({ scope: _scope, ...feedback }) => feedback)
      .sort(byTime);
  }

  async removeBy(scope: Scope, person: Person): Promise<number> {
    return deleteWhere(this.#memory.feedback, (one) => one.scope === scope && one.person === person);
  }
}

class MemoryUpkeep implements Upkeep {
  readonly #memory: Memory;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  async embeddedByOthers(model: string): Promise<readonly { scope: Scope; record: ArticleRecord }[]> {
    return [...this.#memory.articles.values()]
      .filter(({ record, removedAt }) => record.model !== model && removedAt === undefined)
      .map(({ scope, record }) => ({ scope, record }))
      .sort((a, b) => compare(a.scope, b.scope) || byTitle(a.record, b.record));
  }

  async purgeRemoved(before: number): Promise<number> {
    const removed = [...this.#memory.articles].filter(([, { removedAt }]) => (removedAt ?? before) < before);
    for (const [id] of removed) deleteArticle(this.#memory, id);
    return removed.length;
  }

  async forgetScope(scope: Scope): Promise<void> {
    const { articles, imports, importTimes, settings, feedback, left } = this.#memory;
    for (const [id, article] of articles) if (article.scope === scope) deleteArticle(this.#memory, id);
    deleteWhere(imports, (pending) => pending.scope === scope);
    deleteWhere(feedback, (one) => one.scope === scope);
    importTimes.splice(0, importTimes.length, ...importTimes.filter((one) => one.scope !== scope));
    settings.delete(scope);
    left.delete(scope);
  }

  async tracesOf(person: Person): Promise<Traces> {
    const added = new Map<Scope, number>();
    for (const { scope, record, removedAt } of this.#memory.articles.values()) {
      if (record.addedBy !== person || scope === scopeOfPerson(person) || removedAt !== undefined) continue;
      added.set(scope, (added.get(scope) ?? 0) + 1);
    }
    return {
      added: [...added].sort(([a], [b]) => compare(a, b)).map(([scope, articles]) => ({ scope, articles })),
      feedback: [...this.#memory.feedback.values()].filter((one) => one.person === person).length,
    };
  }

  async forgetTraces(person: Person): Promise<void> {
    deleteWhere(this.#memory.feedback, (one) => one.person === person);
    for (const article of this.#memory.articles.values()) {
      if (article.record.addedBy === person) article.record = { ...article.record, addedBy: null };
    }
    for (const [id, pending] of this.#memory.imports) {
      if (pending.addedBy === person) this.#memory.imports.set(id, { ...pending, addedBy: null });
    }
  }

  async setLeft(scope: Scope, at: number | null): Promise<void> {
    if (at === null) this.#memory.left.delete(scope);
    else this.#memory.left.set(scope, this.#memory.left.get(scope) ?? at);
  }

  async leftBefore(before: number): Promise<readonly Scope[]> {
    return [...this.#memory.left]
      .filter(([, at]) => at < before)
      .map(([scope]) => scope)
      .sort(compare);
  }
}

/** By title, then id, code unit by code unit: the order that every store gives. */
export function byTitle(a: ArticleRecord, b: ArticleRecord): number {
  return compare(a.title, b.title) || compare(a.id, b.id);
}

function byTime(a: Feedback, b: Feedback): number {
  return a.at - b.at || compare(a.person, b.person) || compare(a.articleId, b.articleId) || a.paragraph - b.paragraph;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function recordsOf(articles: Map<string, KeptArticle>, wanted: (article: KeptArticle) => boolean): ArticleRecord[] {
  return [...articles.values()]
    .filter(wanted)
    .map(({ record }) => record)
    .sort(byTitle);
}

function deleteArticle({ articles, feedback }: Memory, id: string): void {
  articles.delete(id);
  deleteWhere(feedback, (one) => one.articleId === id);
}

function deleteWhere<K, V>(map: Map<K, V>, unwanted: (value: V) => boolean): number {
  const keys = [...map].filter(([, value]) => unwanted(value)).map(([key]) => key);
  for (const key of keys) map.delete(key);
  return keys.length;
}

function refused(problem: string): StoreError {
  return new StoreError("(in memory)", problem);
}
