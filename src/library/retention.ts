import { type Person, type Scope, scopeOfGuild, scopeOfPerson } from "../store/scope.js";
import type { Store } from "../store/store.js";
import { type Articles, type KeptOfPerson, type Retention, type Settings, UNDO_TIME } from "./library.js";
import type { LoadedArticles } from "./loaded-articles.js";
import { COUNTED_TIME } from "./quotas.js";

/** What retention looks into. */
interface RetentionParts {
  readonly store: Store;
  readonly loaded: LoadedArticles;
  readonly articles: Articles;
  readonly settings: Settings;
}

/** The `Retention` of a store. */
export class StoredRetention implements Retention {
  readonly #parts: RetentionParts;

  constructor(parts: RetentionParts) {
    this.#parts = parts;
  }

  async whatIsKept(person: Person): Promise<KeptOfPerson> {
    const { store, articles, settings } = this.#parts;
    const scope = scopeOfPerson(person);
    const [details, own, traces] = await Promise.all([
      articles.details(scope),
      settings.get(scope),
      store.upkeep.tracesOf(person),
    ]);
    return { ...traces, settings: own, articles: details.filter(({ owner }) => owner === "scope") };
  }

  async forgetPerson(person: Person): Promise<void> {
    await this.#forget(scopeOfPerson(person));
    await this.#parts.store.upkeep.forgetTraces(person);
  }

  guildLeft(guildId: string, at = Date.now()): Promise<void> {
    return this.#parts.store.upkeep.setLeft(scopeOfGuild(guildId), at);
  }

  guildJoined(guildId: string): Promise<void> {
    return this.#parts.store.upkeep.setLeft(scopeOfGuild(guildId), null);
  }

  async guildsPresent(guildIds: readonly string[], at = Date.now()): Promise<void> {
    const { upkeep } = this.#parts.store;
    const present = new Set(guildIds.map(scopeOfGuild));
    for (const scope of present) await upkeep.setLeft(scope, null);
    for (const scope of await upkeep.guilds()) {
      if (!present.has(scope)) await upkeep.setLeft(scope, at);
    }
  }

  async purge(forgetGuildsAfter: number): Promise<void> {
    const { upkeep } = this.#parts.store;
    await upkeep.purgeRemoved(Date.now() - UNDO_TIME);
    await upkeep.dropCounts(Date.now() - COUNTED_TIME);
    for (const scope of await upkeep.leftBefore(Date.now() - forgetGuildsAfter)) await this.#forget(scope);
  }

  async #forget(scope: Scope): Promise<void> {
    const { store, loaded } = this.#parts;
    await store.upkeep.forgetScope(scope, Date.now() - COUNTED_TIME);
    loaded.forget(scope);
  }
}
