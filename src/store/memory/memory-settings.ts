import { compare } from "../order.js";
import type { Person, Scope } from "../scope.js";
import { parseSettings, type ScopeSettings } from "../scope-settings.js";
import type { Feedback, FeedbackStore, SettingsStore } from "../store.js";
import { deleteWhere, type Memory, refused } from "./memory.js";

/** The settings of a memory store. */
export class MemorySettings implements SettingsStore {
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

/** The feedback of a memory store. */
export class MemoryFeedback implements FeedbackStore {
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

function byTime(a: Feedback, b: Feedback): number {
  return a.at - b.at || compare(a.person, b.person) || compare(a.articleId, b.articleId) || a.paragraph - b.paragraph;
}
