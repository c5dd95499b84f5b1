import { type Client, DiscordAPIError, type MessageCreateOptions } from "discord.js";
import type { Pilcrow } from "../library/pilcrow.js";
import type { ImportReport } from "../store/report-store.js";
import { guildOf } from "../store/scope.js";
import type { Languages } from "./languages.js";
import type { errorDescriber, Log } from "./log.js";
import { send } from "./send.js";
import { leadFrom } from "./text/lead-from.js";
import { named } from "./text/plain-text.js";

/** After how many milliseconds it is tried again to deliver what could not be. */
const TRY_AGAIN_AFTER = 15_000;

/** Whose import it is and where it was asked for. */
export type ReportedImport = Pick<ImportReport, "importId" | "scope" | "person" | "channelId">;

/** An import that is about to begin, and what its document is called. */
export type BegunImport = ReportedImport & { readonly name: string };

/** What it works with. */
interface Context extends Pick<Pilcrow, "library" | "articles" | "reports"> {
  readonly languages: Languages;
  readonly log: Log;
  readonly describe: ReturnType<typeof errorDescriber>;
}

/**
 * Sees to it that people learn how their imports ended: what is to be told is kept before, and until it was taken: in its place,
 * or else in a direct message, or in the channel where the import was asked for, now or after the next start.
 */
export class ImportReports {
  readonly #context: Context;
  readonly #tryAgainAfter: number;
  /** Imports that are under way or being told in their place. */
  readonly #atWork = new Set<string>();
  #client: Client<true> | undefined;
  #delivering: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  /** @param tryAgainAfter milliseconds */
  constructor(context: Context, tryAgainAfter = TRY_AGAIN_AFTER) {
    this.#context = context;
    this.#tryAgainAfter = tryAgainAfter;
  }

  /** From now on what waits is delivered by this client. */
  useClient(client: Client<true> | undefined): void {
    this.#client = client;
    clearTimeout(this.#timer);
  }

  /** An import is at work: it is noted, for the case that the process ends, and its report is not delivered by others. */
  async begin({ importId, scope, person, name }: BegunImport): Promise<void> {
    this.#atWork.add(importId);
    await this.#context.articles.beginImport(scope, person, name, importId);
  }

  /**
   * Gives the outcome of imports, which is kept until it was taken.
   * @param give puts it in its place; whether that was taken
   */
  async giving(imports: readonly ReportedImport[], text: string, give: () => Promise<boolean>): Promise<void> {
    const all = [...new Map(imports.map((one) => [one.importId, one])).values()];
    const [first, ...others] = all;
    if (first !== undefined) await this.keep(first, text);
    // All of them are told together.
    for (const { importId } of others) await this.#end(importId);
    for (const { scope, importId } of all) await this.#trying(() => this.#context.articles.endImport(scope, importId));
    let isTaken = false;
    try {
      isTaken = await give();
    } finally {
      for (const { importId } of all) this.#atWork.delete(importId);
      if (first !== undefined && isTaken) await this.#end(first.importId);
      if (first !== undefined && !isTaken) this.#again();
    }
  }

  /** Keeps what is to be told of an import. The next `deliver` tells it. */
  keep(of: ReportedImport, text: string): Promise<void> {
    const { importId, scope, person, channelId } = of;
    const report = { importId, scope, person, channelId, articleId: null, text, at: Date.now() };
    return this.#trying(() => this.#context.reports.keep(report));
  }

  /** Delivers what waits, one call after the other. */
  deliver(): Promise<void> {
    const { log, describe } = this.#context;
    this.#delivering = this.#delivering
      .then(() => this.#deliverAll())
      .catch((error: unknown) => log.warn({ error: describe(error) }, "What waits to be told could not be looked up."));
    return this.#delivering;
  }

  async #deliverAll(): Promise<void> {
    const client = this.#client;
    if (client === undefined) return;
    const waiting = await this.#context.reports.list();
    for (const report of waiting.filter(({ importId }) => !this.#atWork.has(importId))) {
      const text = report.text ?? (await this.#newsOf(report));
      const fate = text === undefined ? "moot" : await this.#deliverOne(report, text, client);
      if (fate === "away") this.#again();
      else await this.#end(report.importId);
    }
  }

  /** What is told where the process ended between the import and its report. */
  async #newsOf({ scope, articleId, person }: ImportReport): Promise<string | undefined> {
    const article = (await this.#context.library.list(scope)).find(({ id }) => id === articleId);
    const texts = this.#context.languages.ofDirect(person);
    const paragraphs = texts.say("paragraphs", { count: article?.paragraphs ?? 0 });
    return article && texts.say("import.restarted-after", { title: named(article.title), paragraphs });
  }

  async #deliverOne(report: ImportReport, text: string, client: Client<true>): Promise<"told" | "refused" | "away"> {
    const { importId, scope, person, channelId } = report;
    const facts = { import: importId };
    // The first reply to a message has its id as nonce.
    const nonce = `${importId}-r`;
    const guildId = guildOf(scope);
    const guild = guildId === undefined ? undefined : client.guilds.cache.get(guildId);
    const texts = this.#context.languages.ofDirect(person);
    const lead = guildId === undefined ? "" : leadFrom(guild ?? null, texts);
    const ways: readonly (() => Promise<void>)[] = [
      () => {
        const to = { send: (options: MessageCreateOptions) => client.users.send(person, options) };
        return send(to, { content: text }, { nonce, lead });
      },
      async () => {
        const channel = channelId === null ? null : await client.channels.fetch(channelId);
        if (!channel?.isSendable()) throw new Error("There is no channel to tell it in.");
        await send(channel, { content: text }, { nonce, lead: `<@${person}>\n`, notifies: person });
      },
    ];
    for (const [at, tell] of ways.entries()) {
      try {
        await tell();
        this.#context.log.info(
          { ...facts, where: at === 0 ? "direct message" : "channel" },
          "How an import ended was told.",
        );
        return "told";
      } catch (error) {
        const isRefused = error instanceof DiscordAPIError || (at > 0 && channelId === null);
        this.#context.log.debug(
          { ...facts, error: this.#context.describe(error) },
          "How an import ended was not taken.",
        );
        if (!isRefused) return "away";
        if (at === ways.length - 1 || channelId === null) {
          this.#context.log.warn(
            { ...facts, error: this.#context.describe(error) },
            "Nobody could be told how an import ended.",
          );
          return "refused";
        }
      }
    }
    return "refused";
  }

  #end(importId: string): Promise<void> {
    return this.#trying(() => this.#context.reports.end(importId));
  }

  /** Where the store does not take it, people are told all the same. */
  async #trying(work: () => Promise<void>): Promise<void> {
    const { log, describe } = this.#context;
    await work().catch((error: unknown) =>
      log.warn({ error: describe(error) }, "What is to be told of an import could not be kept or let go."),
    );
  }

  #again(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.deliver(), this.#tryAgainAfter);
    this.#timer.unref();
  }
}
