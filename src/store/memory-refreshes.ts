import { type ArticleChange, MAX_CHANGES, type RefreshPlan, type RefreshStore } from "./refresh-store.js";
import { compare } from "./rules.js";
import type { Scope } from "./scope.js";

/** The plans and changes of a store in memory. */
export class MemoryRefreshes {
  readonly #plans = new Map<string, RefreshPlan & { readonly scope: Scope }>();
  readonly #changes = new Map<string, readonly ArticleChange[]>();

  /**
   * What others see of them.
   * @param isThere whether a scope has an article that is not removed
   * @param left the guilds that the bot left
   */
  of(isThere: (scope: Scope, articleId: string) => boolean, left: ReadonlyMap<Scope, unknown>): RefreshStore {
    const plans = () => [...this.#plans.values()].filter(({ scope, articleId }) => isThere(scope, articleId));
    return {
      plans: async (wanted) =>
        plans()
          .filter(({ scope }) => scope === wanted)
          .map(({ scope: _scope, ...plan }) => plan)
          .sort((a, b) => compare(a.articleId, b.articleId)),
      plan: async (scope, articleId, pace, nextAt) => {
        if (!isThere(scope, articleId)) return false;
        this.#plans.delete(articleId);
        const fresh = { failures: 0, problem: null, validators: null };
        if (pace !== null) this.#plans.set(articleId, { scope, articleId, pace, nextAt, ...fresh });
        return true;
      },
      note: async (scope, articleId, outcome) => {
        const plan = this.#plans.get(articleId);
        if (plan?.scope !== scope) return false;
        this.#plans.set(articleId, { ...plan, ...outcome });
        return true;
      },
      due: async (at) =>
        plans()
          .filter(({ nextAt, scope }) => nextAt <= at && !left.has(scope))
          .sort((a, b) => a.nextAt - b.nextAt || compare(a.articleId, b.articleId)),
      changes: async (scope) =>
        [...this.#changes.values()]
          .flat()
          .filter(({ articleId }) => isThere(scope, articleId))
          .sort((a, b) => b.at - a.at || compare(a.articleId, b.articleId)),
    };
  }

  /** Keeps what changed, and of each article the latest changes. */
  noteChange(change: ArticleChange): void {
    const before = (this.#changes.get(change.articleId) ?? []).filter(({ at }) => at !== change.at);
    const all = [...before, change].sort((a, b) => b.at - a.at);
    this.#changes.set(change.articleId, all.slice(0, MAX_CHANGES));
  }

  /** Forgets an article. */
  delete(articleId: string): void {
    this.#plans.delete(articleId);
    this.#changes.delete(articleId);
  }
}
