import type { Scope } from "../store/scope.js";
import { DEFAULT_SETTINGS, parseSettings, type ScopeSettings } from "../store/scope-settings.js";
import type { SettingsStore } from "../store/store.js";

/** Settings with their defaults, changed so that no change of another is lost. */
export class SettingsDesk {
  readonly #store: SettingsStore;

  constructor(store: SettingsStore) {
    this.#store = store;
  }

  async get(scope: Scope): Promise<ScopeSettings> {
    return (await this.#store.get(scope)) ?? DEFAULT_SETTINGS;
  }

  /** @throws SettingsError when the change makes no sense; the settings stay. */
  async change(scope: Scope, change: (settings: ScopeSettings) => unknown): Promise<ScopeSettings> {
    for (;;) {
      const before = await this.#store.get(scope);
      const settings = parseSettings(change(before ?? DEFAULT_SETTINGS));
      if (await this.#store.set(scope, settings, before)) return settings;
    }
  }

  /** Which article a channel asks first; null for none. */
  async setDefault(scope: Scope, channelId: string, articleId: string | null): Promise<void> {
    await this.change(scope, ({ defaultArticles, ...settings }) => {
      const { [channelId]: _before, ...others } = defaultArticles;
      return { ...settings, defaultArticles: articleId === null ? others : { ...others, [channelId]: articleId } };
    });
  }
}
