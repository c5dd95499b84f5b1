import { Client, Events, GatewayIntentBits, Options, Partials } from "discord.js";
import { Conversations } from "../conversation/conversations.js";
import type { Documents } from "../documents/documents.js";
import type { ResumedImport } from "../library/import.js";
import type { Pilcrow } from "../library/pilcrow.js";
import { commands } from "./commands/table.js";
import type { BotContext } from "./context.js";
import { messageCommands } from "./context-menus/table.js";
import { DISCORD_API, GatewayClosedError, loginError } from "./discord-error.js";
import { watchGuilds } from "./guilds.js";
import { InFlight } from "./in-flight.js";
import { errorDescriber, type Log } from "./log.js";
import { mentionsNobody } from "./message.js";
import { onInteraction } from "./on-interaction.js";
import { onMessage } from "./on-message.js";
import { ReadingPlaces } from "./reading-places.js";
import { registerCommands } from "./register-commands.js";
import { tellOfImport } from "./tell-of-import.js";

/** What a bot needs. */
export interface BotOptions {
  /** The bot's secret. */
  readonly token: string;
  /** Address of the API without its version. Default: Discord's. */
  readonly apiUrl?: string;
  readonly pilcrow: Pick<Pilcrow, "library" | "articles" | "settings" | "retention">;
  /** Reads what people add; its closing is the caller's. */
  readonly documents: Documents;
  readonly log: Log;
}

/** A bot that is logged in. */
export interface Bot {
  /** Its name in Discord. */
  readonly name: string;
  /** Settles when the bot is gone: with nothing after `close()`, with the error when Discord closed the connection for good. */
  readonly closed: Promise<GatewayClosedError | undefined>;
  /** Tells whoever added an article how an import ended that the last process left. */
  tellOfImport(ended: ResumedImport): void;
  /** Takes no more questions, finishes those under way (10 s at most) and leaves. */
  close(): Promise<void>;
}

const patience = 10_000;

/**
 * Logs in, registers the commands where they changed, and answers until closed.
 * @throws {DiscordError} saying what to do, when the token is refused, Discord cannot be reached or the commands are not taken
 */
export async function startBot({ token, apiUrl = DISCORD_API, pilcrow, documents, log }: BotOptions): Promise<Bot> {
  const { library, articles, settings, retention } = pilcrow;
  const conversations = new Conversations(library);
  const reading = new ReadingPlaces();
  const context: BotContext = {
    library,
    articles,
    settings,
    retention,
    documents,
    reading,
    conversations,
    log,
    describe: errorDescriber(token),
  };
  const client = newClient(apiUrl);
  const inFlight = new InFlight();
  const fatal = new Promise<GatewayClosedError>((resolve) => {
    client.on(Events.ShardDisconnect, ({ code }) => resolve(new GatewayClosedError(code)));
  });
  listen(client, context, inFlight);
  watchGuilds(client, context);
  const ready = await logIn(client, token, fatal, apiUrl);
  const changed = await register(ready);
  log.info({ name: ready.user.tag, commandsChanged: changed }, "The bot is logged in.");
  return running(ready, context, inFlight, fatal);
}

function newClient(apiUrl: string): Client {
  return new Client({
    // None of these is privileged: content arrives with direct messages and with messages that mention the bot.
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
    // Direct channels are not announced: without this their messages are dropped.
    partials: [Partials.Channel],
    allowedMentions: mentionsNobody,
    // Messages are answered and forgotten.
    makeCache: Options.cacheWithLimits({ ...Options.DefaultMakeCacheSettings, MessageManager: 0 }),
    rest: { api: apiUrl },
  });
}

function listen(client: Client, context: BotContext, inFlight: InFlight): void {
  const { log, describe } = context;
  const failed = (error: unknown) => log.warn({ error: describe(error) }, "An answer could not be delivered.");
  client.on(Events.InteractionCreate, (interaction) =>
    inFlight.start(() => onInteraction(interaction, context), failed),
  );
  client.on(Events.MessageCreate, (message) => inFlight.start(() => onMessage(message, context), failed));
  client.on(Events.Error, (error) => log.error({ error: describe(error) }, "The Discord client reported an error."));
  client.on(Events.ShardError, (error) =>
    log.warn({ error: describe(error) }, "The connection to Discord failed; trying again."),
  );
  client.on(Events.Warn, (warning) => log.warn({ warning }, "The Discord client warned."));
}

async function logIn(
  client: Client,
  token: string,
  fatal: Promise<GatewayClosedError>,
  apiUrl: string,
): Promise<Client<true>> {
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  try {
    const first = await Promise.race([fatal, client.login(token).then(() => Promise.race([ready, fatal]))]);
    if (first instanceof GatewayClosedError) throw first;
    return first;
  } catch (cause) {
    await client.destroy();
    // The gateway rejects a login with a bare value; the reason is then the code that it closed with.
    throw loginError(cause instanceof Error ? cause : await Promise.race([fatal, cause]), apiUrl);
  }
}

async function register(client: Client<true>): Promise<boolean> {
  try {
    return await registerCommands(
      client.rest,
      client.application.id,
      [...commands, ...messageCommands].map(({ definition }) => definition),
    );
  } catch (error) {
    await client.destroy();
    throw error;
  }
}

function running(
  client: Client<true>,
  context: BotContext,
  inFlight: InFlight,
  fatal: Promise<GatewayClosedError>,
): Bot {
  let leave: () => void = () => {};
  const left = new Promise<undefined>((resolve) => {
    leave = () => resolve(undefined);
  });
  const { log, describe } = context;
  return {
    name: client.user.tag,
    closed: Promise.race([fatal, left]),
    tellOfImport(ended) {
      inFlight.start(
        () => tellOfImport(client, ended, context),
        (error) =>
          log.warn({ import: ended.importId, error: describe(error) }, "Nobody could be told how an import ended."),
      );
    },
    async close() {
      client.removeAllListeners(Events.InteractionCreate);
      client.removeAllListeners(Events.MessageCreate);
      const unfinished = await inFlight.finish(patience);
      if (unfinished > 0) log.warn({ unfinished }, "Left before every answer was given.");
      await client.destroy();
      leave();
    },
  };
}
