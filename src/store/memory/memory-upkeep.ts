import { compare } from "../order.js";
import { type Person, type Scope, scopeOfPerson } from "../scope.js";
import type { OutdatedArticle, Traces, Upkeep, VerdictCount } from "../store.js";
import { deleteArticle, deleteWhere, type Memory } from "./memory.js";

/** Work across the scopes of a memory store. */
export class MemoryUpkeep implements Upkeep {
  readonly #memory: Memory;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  async embeddedByOthers(model: string): Promise<readonly OutdatedArticle[]> {
    return [...this.#memory.articles.values()]
      .filter(({ record, removedAt }) => record.model !== model && removedAt === undefined)
      .map(({ scope, vectorKey, record }) => ({ scope, vectorKey, record }))
      .sort(
        (a, b) =>
          compare(a.scope, b.scope) || compare(a.record.title, b.record.title) || compare(a.record.id, b.record.id),
      );
  }

  async purgeRemoved(before: number): Promise<number> {
    const removed = [...this.#memory.articles].filter(([, { removedAt }]) => (removedAt ?? before) < before);
    for (const [id] of removed) deleteArticle(this.#memory, id);
    return removed.length;
  }

  async forgetScope(scope: Scope, countedSince: number): Promise<void> {
    const { articles, imports, readings, settings, feedback, left } = this.#memory;
    for (const [id, article] of articles) if (article.scope === scope) deleteArticle(this.#memory, id);
    deleteWhere(imports, (pending) => pending.scope === scope);
    deleteWhere(readings, (one) => one.scope === scope);
    deleteWhere(feedback, (one) => one.scope === scope);
    this.#dropCounts((one) => one.scope === scope && one.at < countedSince);
    settings.delete(scope);
    left.delete(scope);
  }

  async verdictsOn(scope: Scope): Promise<readonly VerdictCount[]> {
    const counts = new Map<string, VerdictCount>();
    for (const { articleId, paragraph, verdict } of this.#memory.feedback.values()) {
      const article = this.#memory.articles.get(articleId);
      if (article?.scope !== scope || article.removedAt !== undefined) continue;
      const key = JSON.stringify([articleId, paragraph]);
      const before = counts.get(key) ?? { articleId, paragraph, good: 0, bad: 0 };
      counts.set(key, { ...before, [verdict]: before[verdict] + 1 });
    }
    return [...counts.values()].sort((a, b) => compare(a.articleId, b.articleId) || a.paragraph - b.paragraph);
  }

  async dropCounts(before: number): Promise<void> {
    this.#dropCounts(({ at }) => at < before);
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
    deleteWhere(this.#memory.readings, (one) => one.person === person);
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

  async guilds(): Promise<readonly Scope[]> {
    const { articles, imports, readings, importTimes, settings, feedback, left } = this.#memory;
    const lists = [articles.values(), imports.values(), readings.values(), importTimes, feedback.values()];
    const owned = lists.flatMap((list) => [...list]);
    const scopes = new Set([...owned.map(({ scope }) => scope), ...settings.keys(), ...left.keys()]);
    return [...scopes].filter((scope) => scope.startsWith("guild:")).sort(compare);
  }

  async leftBefore(before: number): Promise<readonly Scope[]> {
    return [...this.#memory.left]
      .filter(([, at]) => at < before)
      .map(([scope]) => scope)
      .sort(compare);
  }

  #dropCounts(unwanted: (count: { scope: Scope; at: number }) => boolean): void {
    const { importTimes } = this.#memory;
    importTimes.splice(0, importTimes.length, ...importTimes.filter((one) => !unwanted(one)));
  }
}
