import { type Client, Events, Status } from "discord.js";
import type { Documents } from "../documents/documents.js";
import { type Figures, NO_FIGURES } from "../health/figures.js";
import type { ResumedImport } from "../library/import.js";
import type { Pilcrow } from "../library/pilcrow.js";
import type { RefreshEnd } from "../library/refresh-due.js";
import { closingOf, type DiscordError, logIn, newClient, refusedToken } from "./connection.js";
import type { BotParts, Reading } from "./context.js";
import { CountedConversations, CountedRequests } from "./counted.js";
import { watchDeletions } from "./deletions.js";
import { ImportReports } from "./import-reports.js";
import { Languages } from "./languages.js";
import { errorDescriber, type Log } from "./log.js";
import { PerScopeLimit } from "./per-scope-limit.js";
import { type QuestionLimits, QuestionQueue } from "./question-queue.js";
import { RecentAnswers } from "./recent-answers.js";
import { registerCommands } from "./register-commands.js";
import { Retries, type RetryOptions } from "./retries.js";
import {
  commandDefinitions,
  onGuildJoined,
  onImportEnded,
  onInteraction,
  onMessage,
  onRefreshEnded,
} from "./router.js";

/** What a bot needs. */
export interface BotOptions {
  /** The bot's secret. */
  readonly token: string;
  /** Where the API is, without its version. */
  readonly apiUrl: string;
  readonly pilcrow: Pick<Pilcrow, "library" | "articles" | "settings" | "retention" | "gaps" | "reports">;
  /** Reads what people add; its closing is the caller's. */
  readonly documents: Documents;
  readonly log: Log;
  /** Default: nothing is counted. */
  readonly figures?: Figures;
  /** Whether Discord is asked for the text of every message, which its portal must allow. Default: it is not. */
  readonly messageContent?: boolean;
  /** How far the operator's articles are read, while that is going on. Default: it is not. */
  readonly reading?: () => Reading | undefined;
  /** For how long requests to Discord are tried again. */
  readonly retries?: RetryOptions;
  /** How many questions are taken, and how fast. */
  readonly questionLimits?: Partial<QuestionLimits> | undefined;
  /** After how many milliseconds it is tried again to tell how an import ended, where nothing took it. */
  readonly tellAgainAfter?: number;
}

/** A bot that is logged in. */
export interface Bot {
  /** Its name in Discord. */
  readonly name: string;
  /** Settles when the bot is gone: with nothing after `close()`, with the error when Discord closed the connection for good, or refuses the token. */
  readonly closed: Promise<DiscordError | undefined>;
  /** Why it cannot answer now; `undefined` where it can. */
  problem(): string | undefined;
  /** Tells whoever added an article how an import ended that the last process left; settles when it is kept that they are to be told. */
  tellOfImport(ended: ResumedImport): Promise<void>;
  /** Tells whoever added an article that it can no longer be fetched anew, once. */
  tellOfRefresh(end: RefreshEnd): void;
  /** Takes no more questions, finishes those under way (10 s at most) and leaves. */
  close(): Promise<void>;
}

/** How long closing waits for what is under way, in milliseconds. */
const longestWait = 10_000;

/**
 * Logs in, registers the commands where they changed, and answers until closed.
 * @throws {DiscordError} saying what to do, when the token is refused, Discord cannot be reached or the commands are not taken
 */
export async function startBot({
  token,
  apiUrl,
  pilcrow,
  documents,
  log,
  figures = NO_FIGURES,
  messageContent = false,
  reading = () => undefined,
  retries: retryOptions,
  questionLimits,
  tellAgainAfter,
}: BotOptions): Promise<Bot> {
  const { library, articles, settings, retention, gaps, reports } = pilcrow;
  const describe = errorDescriber(token);
  const languages = new Languages(settings, log, describe);
  const context: BotParts = {
    library,
    articles,
    settings,
    retention,
    gaps,
    documents,
    readingLimit: new PerScopeLimit(),
    importReports: new ImportReports({ library, articles, reports, languages, log, describe }, tellAgainAfter),
    conversations: new CountedConversations(library, figures),
    questionQueue: new QuestionQueue(questionLimits, figures),
    reading,
    messageContent,
    automatic: new RecentAnswers(),
    languages,
    figures,
    log,
    describe,
  };
  const requests = new CountedRequests(figures);
  const retries = new Retries(apiUrl, retryOptions, requests);
  const client = newClient({ apiUrl, messageContent }, retries, (event, error) =>
    log.error({ event, error: context.describe(error) }, "An event from Discord cannot be read and is left out."),
  );
  const inFlight = new InFlight();
  figures.watch("requests", () => inFlight.size);
  const closedForGood = closingOf(client);
  listen(client, context, inFlight, requests);
  watchGuilds(client, context, inFlight);
  watchDeletions(client, context, (work, failed) => inFlight.start(work, failed));
  const ready = await logIn(client, token, closedForGood, apiUrl);
  try {
    const changed = await registerCommands(ready.rest, ready.application.id, commandDefinitions);
    log.info({ name: ready.user.tag, commandsChanged: changed }, "The bot is logged in.");
  } catch (error) {
    await client.destroy();
    throw error;
  }
  const refused = retries.tokenRefused.then(() => refusedToken(apiUrl));
  return running(ready, context, inFlight, Promise.race([closedForGood, refused]), retries);
}

function listen(client: Client, context: BotParts, inFlight: InFlight, requests: CountedRequests): void {
  const { log, describe } = context;
  const failed = (request: string) => (error: unknown) =>
    log.warn({ request, error: describe(error) }, "An answer could not be delivered.");
  client.on(Events.InteractionCreate, (interaction) =>
    inFlight.start(
      () =>
        requests.interaction(interaction, log, (ofRequest) =>
          onInteraction(interaction, { ...context, log: ofRequest }),
        ),
      failed(interaction.id),
    ),
  );
  client.on(Events.MessageCreate, (message) =>
    inFlight.start(
      () => requests.message(message, log, (ofRequest) => onMessage(message, { ...context, log: ofRequest })),
      failed(message.id),
    ),
  );
  client.on(Events.Error, (error) => log.error({ error: describe(error) }, "The Discord client reported an error."));
  client.on(Events.ShardError, (error) =>
    log.warn({ error: describe(error) }, "The connection to Discord failed; trying again."),
  );
  client.on(Events.Warn, (warning) => log.warn({ warning }, "The Discord client warned."));
}

/**
 * Tells the library which servers the bot is in, so that those it was removed from are forgotten some time later. A server
 * that is only unavailable for a while is not left: discord.js reports it by another event.
 */
function watchGuilds(client: Client, context: BotParts, inFlight: InFlight): void {
  const { retention, log, describe } = context;
  // One after the other: a server that removes the bot and invites it again at once is not left.
  let last: Promise<void> = Promise.resolve();
  const note = (work: () => Promise<void>) => {
    last = last
      .then(work)
      .catch((error: unknown) => log.error({ error: describe(error) }, "A server's coming or going was not kept."));
  };
  client.on(Events.GuildCreate, (guild) => {
    note(() => retention.guildJoined(guild.id));
    const failed = (error: unknown) => log.warn({ error: describe(error) }, "A new server could not be greeted.");
    inFlight.start(() => onGuildJoined(guild, context), failed);
  });
  client.on(Events.GuildDelete, ({ id }) => note(() => retention.guildLeft(id)));
  // It may have been removed, or invited again, while it was away. Servers that are down are in the cache too.
  client.once(Events.ClientReady, ({ guilds }) => note(() => retention.guildsPresent([...guilds.cache.keys()])));
}

function running(
  client: Client<true>,
  context: BotParts,
  inFlight: InFlight,
  closedForGood: Promise<DiscordError>,
  retries: Retries,
): Bot {
  let leave: () => void = () => {};
  const left = new Promise<undefined>((resolve) => {
    leave = () => resolve(undefined);
  });
  const { log, describe, importReports } = context;
  const deliver = () =>
    inFlight.start(
      () => importReports.deliver(),
      () => {},
    );
  importReports.useClient(client);
  client.on(Events.ShardResume, deliver);
  client.on(Events.ShardReady, deliver);
  deliver();
  let isLeaving = false;
  return {
    name: client.user.tag,
    problem() {
      if (isLeaving) return "Pilcrow is leaving.";
      // Once it was ready, the client as a whole is for ever.
      const isConnected = client.ws.shards.every(({ status }) => status === Status.Ready);
      return isConnected ? undefined : "There is no connection to Discord.";
    },
    closed: Promise.race([closedForGood, left]),
    async tellOfImport(ended) {
      await onImportEnded(ended, context);
      deliver();
    },
    tellOfRefresh(end) {
      inFlight.start(
        () => onRefreshEnded(end, client, context),
        (error) =>
          log.warn(
            { article: end.article.id, error: describe(error) },
            "Nobody could be told of an article's address.",
          ),
      );
    },
    async close() {
      isLeaving = true;
      client.removeAllListeners(Events.InteractionCreate);
      client.removeAllListeners(Events.MessageCreate);
      const unfinished = await inFlight.finish(longestWait);
      if (unfinished > 0) log.warn({ unfinished }, "Left before every answer was given.");
      importReports.useClient(undefined);
      retries.close();
      await client.destroy();
      leave();
    },
  };
}

/** Counts the work that is under way, so that the bot can finish it before it leaves. */
export class InFlight {
  readonly #work = new Set<Promise<unknown>>();

  /** Starts `work`; what it throws goes to `failed`. */
  start(work: () => Promise<unknown>, failed: (error: unknown) => void): void {
    const running = work()
      .catch(failed)
      .finally(() => this.#work.delete(running));
    this.#work.add(running);
  }

  /** How much there is. */
  get size(): number {
    return this.#work.size;
  }

  /** Waits until all work is done, at most `longest` milliseconds, and gives how much was left. */
  async finish(longest: number): Promise<number> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, longest);
    });
    await Promise.race([Promise.all(this.#work), late]);
    clearTimeout(timer);
    return this.#work.size;
  }
}
