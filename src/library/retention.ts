import { type Person, type Scope, scopeOfGuild, scopeOfPerson } from "../store/scope.js";
import type { Store } from "../store/store.js";
import { UNDO_TIME } from "./librarian.js";
import type { Shelf } from "./loaded-articles.js";
import { COUNTED_TIME } from "./quotas.js";

/** Forgets what is due to be forgotten: on request, some time after a guild was left, and what can no longer be restored. */
export class Housekeeping {
  readonly #store: Store;
  readonly #shelf: Shelf;

  constructor(store: Store, shelf: Shelf) {
    this.#store = store;
    this.#shelf = shelf;
  }

  async forgetPerson(person: Person): Promise<void> {
    await this.#forget(scopeOfPerson(person));
    await this.#store.upkeep.forgetTraces(person);
  }

  /** @param at when it was left; `null`: the bot is there. */
  setLeft(guildId: string, at: number | null): Promise<void> {
    return this.#store.upkeep.setLeft(scopeOfGuild(guildId), at);
  }

  async guildsPresent(guildIds: readonly string[], at: number): Promise<void> {
    const present = new Set(guildIds.map(scopeOfGuild));
    for (const scope of present) await this.#store.upkeep.setLeft(scope, null);
    for (const scope of await this.#store.upkeep.guilds()) {
      if (!present.has(scope)) await this.#store.upkeep.setLeft(scope, at);
    }
  }

  async purge(forgetGuildsAfter: number): Promise<void> {
    await this.#store.upkeep.purgeRemoved(Date.now() - UNDO_TIME);
    await this.#store.upkeep.dropCounts(Date.now() - COUNTED_TIME);
    for (const scope of await this.#store.upkeep.leftBefore(Date.now() - forgetGuildsAfter)) await this.#forget(scope);
  }

  async #forget(scope: Scope): Promise<void> {
    await this.#store.upkeep.forgetScope(scope, Date.now() - COUNTED_TIME);
    this.#shelf.forget(scope);
  }
}
