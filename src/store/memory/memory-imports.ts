import type { ArticleVectors } from "../../retrieval/article-index.js";
import type { Scope } from "../scope.js";
import type { Embedded, ImportStore, ImportSummary, ImportToKeep, PendingImport } from "../store.js";
import { deleteArticle, deleteWhere, type KeptImport, type Memory, refused } from "./memory.js";

/** The imports under way of a memory store. */
export class MemoryImports implements ImportStore {
  readonly #memory: Memory;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  async begin(scope: Scope, article: ImportToKeep, at: number): Promise<void> {
    if (this.#memory.imports.has(article.importId)) throw refused(`there is an import ${article.importId} already.`);
    this.#memory.imports.set(article.importId, { ...article, scope, attempts: 1 });
    deleteWhere(this.#memory.readings, (one) => one.scope === scope && one.importId === article.importId);
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
