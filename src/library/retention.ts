import { type Person, type Scope, scopeOfGuild, scopeOfPerson } from "../store/scope.js";
import type { Due, Store } from "../store/store.js";
import { GAP_TIME } from "./gaps.js";
import type { Importer } from "./import.js";
import { type Articles, type KeptOfPerson, type Retention, type Settings, UNDO_TIME } from "./library.js";
import type { LoadedArticles } from "./loaded-articles.js";
import { COUNTED_TIME } from "./quotas.js";

const DAY = 24 * 3_600_000;

/** What retention looks into. */
interface RetentionParts {
  readonly store: Store;
  readonly loaded: LoadedArticles;
  readonly articles: Articles;
  readonly settings: Settings;
  readonly importer: Importer;
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
      store.retention.tracesOf(person),
    ]);
    return { ...traces, settings: own, articles: details.filter(({ owner }) => owner === "scope") };
  }

  async forgetPerson(person: Person): Promise<void> {
    const { store, loaded } = this.#parts;
    await this.withdrawMessages(person);
    await store.retention.forgetPerson(person, Date.now() - COUNTED_TIME);
    loaded.forget(scopeOfPerson(person));
  }

  async withdrawMessages(person: Person, articleId?: string): Promise<number> {
    const { store, loaded, importer } = this.#parts;
    const { messages } = await store.retention.tracesOf(person);
    const scopes = new Map(messages.map((message) => [message.articleId, message.scope]));
    let withdrawn = 0;
    for (const [id, scope] of scopes) {
      if (articleId !== undefined && id !== articleId) continue;
      withdrawn += await importer.withdraw(scope, id, person);
      loaded.forget(scope, id);
    }
    return withdrawn;
  }

  guildLeft(guildId: string, at = Date.now()): Promise<void> {
    return this.#parts.store.retention.setLeft([scopeOfGuild(guildId)], at);
  }

  guildJoined(guildId: string): Promise<void> {
    return this.#parts.store.retention.setLeft([scopeOfGuild(guildId)], null);
  }

  async guildsPresent(guildIds: readonly string[], at = Date.now()): Promise<void> {
    const { retention } = this.#parts.store;
    const present = new Set(guildIds.map(scopeOfGuild));
    await retention.setLeft([...present], null);
    await retention.setLeft(
      (await retention.guilds()).filter((scope) => !present.has(scope)),
      at,
    );
  }

  async purge(forgetGuildsAfter: number): Promise<void> {
    const { store, loaded } = this.#parts;
    const now = Date.now();
    const due = {
      removed: now - UNDO_TIME,
      counts: now - COUNTED_TIME,
      gaps: now - GAP_TIME,
      left: now - forgetGuildsAfter,
      sooner: await this.#dueSooner(now),
    };
    for (const scope of await store.retention.purge(due)) loaded.forget(scope);
  }

  /** What servers keep for some days alone. */
  async #dueSooner(now: number): Promise<NonNullable<Due["sooner"]>> {
    const { store, settings } = this.#parts;
    const due: { scope: Scope; before: number }[] = [];
    for (const scope of await store.retention.guilds()) {
      const { keepDays } = await settings.get(scope);
      if (keepDays !== null) due.push({ scope, before: now - keepDays * DAY });
    }
    return due;
  }
}
