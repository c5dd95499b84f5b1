import type { BaseInteraction, Guild, Message } from "discord.js";
import { LRUCache } from "lru-cache";
import { type Texts, texts } from "../interface-texts/texts.js";
import type { Settings } from "../library/library.js";
import { scopeOfGuild } from "../store/scope.js";
import { isInServer } from "./incoming.js";
import type { errorDescriber, Log } from "./log.js";

/** People whose language is remembered. */
const PEOPLE = 10_000;

/**
 * In which language Pilcrow speaks: to one person in that of their Discord, to all in a server in the server's. What a person wrote
 * in a direct message does not tell it: there it is the one of their last command or press, which is kept in memory alone.
 */
export class Languages {
  readonly #lastOf = new LRUCache<string, Texts>({ max: PEOPLE });
  readonly #settings: Pick<Settings, "get">;
  readonly #log: Pick<Log, "warn">;
  readonly #describe: ReturnType<typeof errorDescriber>;

  constructor(settings: Pick<Settings, "get">, log: Pick<Log, "warn">, describe: ReturnType<typeof errorDescriber>) {
    this.#settings = settings;
    this.#log = log;
    this.#describe = describe;
  }

  /** For the person alone who used a command or pressed something. */
  ofPerson({ user, locale }: Pick<BaseInteraction, "user" | "locale">): Texts {
    const own = texts(locale);
    this.#lastOf.set(user.id, own);
    return own;
  }

  /** For a direct message to a person; English where nothing is known of them. */
  ofDirect(userId: string): Texts {
    return this.#lastOf.get(userId) ?? texts("en");
  }

  /** For all who read an answer where somebody used a command or wrote a message. */
  async ofPlace(by: BaseInteraction | Message): Promise<Texts> {
    if ("author" in by) return by.guild === null ? this.ofDirect(by.author.id) : this.ofServer(by.guild, by.id);
    if (by.guildId === null || !isInServer(by)) return this.ofPerson(by);
    return this.ofServer({ id: by.guildId, preferredLocale: by.guildLocale }, by.id);
  }

  /** The one that the server chose, or else the one that Discord says. @param request by which it is wanted */
  async ofServer(
    { id, preferredLocale }: Pick<Guild, "id"> & { readonly preferredLocale: string | null },
    request?: string,
  ): Promise<Texts> {
    try {
      const { language } = await this.#settings.get(scopeOfGuild(id));
      return texts(language === "discord" ? preferredLocale : language);
    } catch (error) {
      this.#log.warn({ request, error: this.#describe(error) }, "The language of a server could not be read.");
      return texts(preferredLocale);
    }
  }
}
