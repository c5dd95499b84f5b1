import type { Scope } from "../store/scope.js";
import { DEFAULT_SETTINGS, parseSettings, type ScopeSettings } from "../store/scope-settings.js";
import type { SettingsStore } from "../store/store.js";
import { Turns } from "./turns.js";

/** Settings with their defaults, changed one after another so that no change is lost. */
export class SettingsDesk {
  readonly #store: SettingsStore;
  readonly #turns = new Turns<Scope>();

  constructor(store: SettingsStore) {
    this.#store = store;
  }

  async get(scope: Scope): Promise<ScopeSettings> {
    return (await this.#store.get(scope)) ?? DEFAULT_SETTINGS;
  }

  /** @throws SettingsError when the change makes no sense; the settings stay. */
  change(scope: Scope, change: (settings: ScopeSettings) => unknown): Promise<ScopeSettings> {
    return this.#turns.take(scope, async () => {
      const settings = parseSettings(change(await this.get(scope)));
      await this.#store.set(scope, settings);
      return settings;
    });
  }

  /** Which article a channel asks first; null for none. */
  async setDefault(scope: Scope, channelId: string, articleId: string | null): Promise<void> {
    await this.change(scope, ({ defaultArticles, ...settings }) => {
      const { [channelId]: _before, ...others } = defaultArticles;
      return { ...settings, defaultArticles: articleId === null ? others : { ...others, [channelId]: articleId } };
    });
  }
}
