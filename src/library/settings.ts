import { isDeepStrictEqual } from "node:util";
import type { Scope } from "../store/scope.js";
import {
  DEFAULT_SETTINGS,
  type KeptSettings,
  parseSettings,
  type ScopeSettings,
  withoutGone,
} from "../store/scope-settings.js";
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
    return withDefaults(await this.#store.get(scope));
  }

  change(scope: Scope, change: Partial<ScopeSettings>): Promise<ScopeSettings> {
    return this.#change(scope, (settings) => ({ ...settings, ...change }));
  }

  async forget(scope: Scope, isGone: (id: string) => boolean): Promise<ScopeSettings> {
    const kept = await this.get(scope);
    if (isDeepStrictEqual(withoutGone(kept, isGone), kept)) return kept;
    return this.#change(scope, (settings) => withoutGone(withDefaults(settings), isGone));
  }

  async setDefaultArticle(scope: Scope, channelId: string, articleId: string | null): Promise<void> {
    if (articleId !== null) await this.#loaded.find(scope, articleId);
    await this.#change(scope, ({ defaultArticles = {}, ...settings }) => {
      const { [channelId]: _before, ...others } = defaultArticles;
      return { ...settings, defaultArticles: articleId === null ? others : { ...others, [channelId]: articleId } };
    });
  }

  async #change(scope: Scope, change: (settings: KeptSettings) => KeptSettings): Promise<ScopeSettings> {
    for (;;) {
      const before = await this.#store.get(scope);
      const settings = parseSettings(change(before ?? {}));
      if (await this.#store.set(scope, settings, before)) return withDefaults(settings);
    }
  }
}

function withDefaults(kept: KeptSettings | undefined): ScopeSettings {
  return { ...DEFAULT_SETTINGS, ...kept };
}
