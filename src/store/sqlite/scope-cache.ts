import { LRUCache } from "lru-cache";
import type { Scope } from "../scope.js";

/** Scopes that are remembered: those asked lately. */
const SCOPES = 1000;

/** What was read of scopes, until it is changed: every question asks for it. */
export class ScopeCache<T> {
  readonly #known = new LRUCache<Scope, Promise<T>>({ max: SCOPES });
  readonly #read: (scope: Scope) => Promise<T>;
  readonly #remembers: boolean;

  /**
   * @param read reads it anew.
   * @param remembers `false` where another process may change it: then it is read each time.
   */
  constructor(read: (scope: Scope) => Promise<T>, remembers: boolean) {
    this.#read = read;
    this.#remembers = remembers;
  }

  get(scope: Scope): Promise<T> {
    if (!this.#remembers) return this.#read(scope);
    const known = this.#known.get(scope);
    if (known) return known;
    const reading = this.#read(scope);
    this.#known.set(scope, reading);
    reading.catch(() => {
      if (this.#known.peek(scope) === reading) this.#known.delete(scope);
    });
    return reading;
  }

  /** Does what changes a scope, or (without one) all of them; what was read before is not given after that. */
  async changing<R>(scope: Scope | undefined, change: () => Promise<R>): Promise<R> {
    try {
      return await change();
    } finally {
      // Also where it failed: it may have been done all the same.
      if (scope === undefined) this.#known.clear();
      else this.#known.delete(scope);
    }
  }
}
