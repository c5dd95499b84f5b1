import { Client, Events, GatewayCloseCodes, GatewayIntentBits, Options, Partials } from "discord.js";
import { DISCORD_API } from "./api-address.js";
import { connecting } from "./gateway.js";
import type { Retries } from "./retries.js";
import { mentionsNobody } from "./send.js";

/**
 * A client that is not logged in.
 * @param apiUrl where the API is, without its version
 * @param messageContent whether Discord is to send the text of every message, which its portal must allow
 * @param unreadable told of an event that cannot be read: its name, and what went wrong
 */
export function newClient(
  { apiUrl, messageContent }: { readonly apiUrl: string; readonly messageContent: boolean },
  retries: Retries,
  unreadable: (event: string, error: unknown) => void,
): Client {
  // None of these is privileged: content arrives with direct messages and with messages that mention the bot.
  const plain = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages];
  return new Client({
    intents: messageContent ? [...plain, GatewayIntentBits.MessageContent] : plain,
    // Direct channels are not announced: without this their messages are dropped.
    partials: [Partials.Channel],
    allowedMentions: mentionsNobody,
    // Messages are answered and forgotten, but for the last two of a channel: a reply brings what it replies to, which is asked for at once.
    makeCache: Options.cacheWithLimits({ ...Options.DefaultMakeCacheSettings, MessageManager: 2 }),
    rest: { api: apiUrl, ...retries.restOptions },
    ws: { buildStrategy: connecting(unreadable) },
  });
}

/** Settles when Discord closes a client's connection for good. */
export function closingOf(client: Client): Promise<GatewayClosedError> {
  return new Promise((resolve) => {
    client.on(Events.ShardDisconnect, ({ code }) => resolve(new GatewayClosedError(code)));
  });
}

/**
 * Logs in.
 * @param closedForGood of `closingOf`
 * @param apiUrl of the client
 * @throws DiscordError saying what to do, when the token is refused or Discord cannot be reached
 */
export async function logIn(
  client: Client,
  token: string,
  closedForGood: Promise<GatewayClosedError>,
  apiUrl: string,
): Promise<Client<true>> {
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  try {
    const first = await Promise.race([
      closedForGood,
      client.login(token).then(() => Promise.race([ready, closedForGood])),
    ]);
    if (first instanceof GatewayClosedError) throw first;
    return first;
  } catch (cause) {
    await client.destroy();
    // The gateway rejects a login with a bare value; the reason is then the code that it closed with.
    throw loginError(cause instanceof Error ? cause : await Promise.race([closedForGood, cause]), apiUrl);
  }
}

/** Discord cannot be used: the message says why and what the operator does. Never carries the token. */
export class DiscordError extends Error {
  override readonly name: string = "DiscordError";
}

/** The bot could not log in, or Discord refuses it since. */
class LoginError extends DiscordError {
  override readonly name = "LoginError";
}

/** The commands could not be registered. */
export class RegistrationError extends DiscordError {
  override readonly name = "RegistrationError";
}

/** Discord closed the gateway for good: nothing more will arrive, so the process has to end. */
export class GatewayClosedError extends DiscordError {
  override readonly name = "GatewayClosedError";

  constructor(
    /** The gateway close code: https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway */
    readonly code: number,
  ) {
    super(`Discord closed the connection for good (code ${code}): ${reasons[code] ?? "it gave no reason we know of."}`);
  }
}

const reasons: Readonly<Record<number, string>> = {
  [GatewayCloseCodes.AuthenticationFailed]:
    "it does not accept the token any more. Copy the bot's token from https://discord.com/developers/applications into DISCORD_TOKEN.",
  [GatewayCloseCodes.InvalidShard]: "the shard is invalid.",
  [GatewayCloseCodes.ShardingRequired]: "the bot is in too many servers for one connection.",
  [GatewayCloseCodes.InvalidAPIVersion]: "it does not speak this version of its gateway any more. Update Pilcrow.",
  [GatewayCloseCodes.InvalidIntents]: "the intents are invalid. Update Pilcrow.",
  [GatewayCloseCodes.DisallowedIntents]:
    "the bot asked for the text of all messages, which the developer portal does not allow it. Switch on “Message Content Intent” there (Bot → Privileged Gateway Intents), or set MESSAGE_CONTENT=off.",
};

/** The error for a login that failed; `at` is the address of the API. */
function loginError(cause: unknown, at: string): DiscordError {
  if (cause instanceof DiscordError) return cause;
  if (isInvalidToken(cause)) return refusedToken(at, { cause });
  // The client throws it where the answer is JSON, but no object.
  if (cause instanceof TypeError) {
    return new LoginError(`What answers at ${at} is not Discord's API. Check DISCORD_API_URL.`, { cause });
  }
  return new LoginError(
    `Discord cannot be reached at ${at} (${reason(cause)}). Check the network and DISCORD_API_URL.`,
    { cause },
  );
}

/** The error for a token that Discord refuses; `at` is the address of the API. */
export function refusedToken(at: string, options?: ErrorOptions): DiscordError {
  const elsewhere =
    at === DISCORD_API ? "" : ` It was asked at ${at}: if that is not Discord, correct DISCORD_API_URL.`;
  return new LoginError(
    `Discord does not accept DISCORD_TOKEN. Copy the bot's token from https://discord.com/developers/applications.${elsewhere}`,
    options,
  );
}

function isInvalidToken(error: unknown): boolean {
  return (
    error instanceof Error &&
    (("code" in error && error.code === "TokenInvalid") || ("status" in error && error.status === 401))
  );
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error ? String(error.code) : error.name;
  return error.message === "" ? code : `${code}: ${error.message}`;
}
