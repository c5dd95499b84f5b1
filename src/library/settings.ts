import type { Scope } from "../store/scope.js";
import { DEFAULT_SETTINGS, parseSettings, type ScopeSettings } from "../store/scope-settings.js";
import type { SettingsStore } from "../store/store.js";
import type { Settings } from "./library.js";
import type { LoadedArticles } from "./loaded-articles.js";

/** The `Settings` of a store, with their defaults, changed so that no change of another is lost. */
export class StoredSettings implements Settings {
  readonly #store: SettingsStore;
  readonly #loaded: LoadedArticles;

  constructor(store: SettingsStore, loaded: LoadedArticles) {
    this.#store = store;
    this.#loaded = loaded;
  }

  async get(scope: Scope): Promise<ScopeSettings> {
    return (await this.#store.get(scope)) ?? DEFAULT_SETTINGS;
  }

  change(scope: Scope, change: Partial<ScopeSettings>): Promise<ScopeSettings> {
    return this.#change(scope, (settings) => ({ ...settings, ...change }));
  }

  async setDefaultArticle(scope: Scope, channelId: string, articleId: string | null): Promise<void> {
    if (articleId !== null) await this.#loaded.find(scope, articleId);
    await this.#change(scope, ({ defaultArticles, ...settings }) => {
      const { [channelId]: _before, ...others } = defaultArticles;
      return { ...settings, defaultArticles: articleId === null ? others : { ...others, [channelId]: articleId } };
    });
  }

  async #change(scope: Scope, change: (settings: ScopeSettings) => unknown): Promise<ScopeSettings> {
    for (;;) {
      const before = await this.#store.get(scope);
      const settings = parseSettings(change(before ?? DEFAULT_SETTINGS));
      if (await this.#store.set(scope, settings, before)) return settings;
    }
  }
}
