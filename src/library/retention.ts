import { type Person, scopeOfGuild, scopeOfPerson } from "../store/scope.js";
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
    await this.#store.retention.forgetPerson(person, Date.now() - COUNTED_TIME);
    this.#shelf.forget(scopeOfPerson(person));
  }

  /** @param at when it was left; `null`: the bot is there. */
  setLeft(guildId: string, at: number | null): Promise<void> {
    return this.#store.retention.setLeft([scopeOfGuild(guildId)], at);
  }

  async guildsPresent(guildIds: readonly string[], at: number): Promise<void> {
    const present = new Set(guildIds.map(scopeOfGuild));
    await this.#store.retention.setLeft([...present], null);
    const left = (await this.#store.retention.guilds()).filter((scope) => !present.has(scope));
    await this.#store.retention.setLeft(left, at);
  }

  async purge(forgetGuildsAfter: number): Promise<void> {
    const now = Date.now();
    const due = { removed: now - UNDO_TIME, counts: now - COUNTED_TIME, left: now - forgetGuildsAfter };
    for (const scope of await this.#store.retention.purge(due)) this.#shelf.forget(scope);
  }
}
