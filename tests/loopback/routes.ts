import * as spec from "discord-api-spec/zod";
import {
  type APIAttachment,
  ApplicationFlags,
  type RESTPostAPIApplicationCommandsJSONBody,
  type RESTPostAPIChannelMessageJSONBody,
} from "discord-api-types/v10";
import { refuse } from "./api-error.js";
import { storeCommands } from "./commands.js";
import { thread } from "./gateway.js";
import * as interactions from "./interactions.js";
import { createMessage, editMessage, readable } from "./messages.js";
import { activeThreads, archivedThreads, pins } from "./reading-routes.js";
import { type MessageBody, messageBreaches } from "./rules.js";
import { type Channel, channelType, type StoredMessage, type World } from "./world.js";

type Schema = typeof spec.MessageCreateRequestSchema;

/** A request as a route sees it. */
export interface Call {
  readonly ids: readonly string[];
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly attachments: readonly APIAttachment[];
  readonly checked: <T>(schema: Schema, body: unknown) => T;
}

/** What a route gives back; `schema` is what the reply is held to. */
export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly schema?: Schema;
}

/** What routes use of the loopback Discord. */
export interface Host {
  readonly world: World;
  readonly gatewayUrl: string;
  readonly ackWindow: number;
  /** Whether the bot may ask for the text of all messages. */
  readonly allowsContent: boolean;
  /** Tells the bot of a message that was made, changed or removed. */
  tell(event: "MESSAGE_CREATE" | "MESSAGE_UPDATE" | "MESSAGE_DELETE", stored: StoredMessage): void;
}

export interface Route {
  readonly method: string;
  readonly path: RegExp;
  /** Whether the bot's token opens it, or the secret in the address. */
  readonly auth: boolean;
  readonly run: (host: Host, call: Call) => Reply;
}

const id = "(\\d+)";
const route = (method: string, path: string, run: Route["run"], auth = true): Route => ({
  method,
  path: new RegExp(`^/api/v10${path}$`),
  auth,
  run,
});
const message = (stored: StoredMessage, status = 200): Reply => ({
  status,
  body: stored.message,
  schema: spec.MessageResponseSchema,
});

/** Every route that Pilcrow may use. Any other is answered 404 and recorded. */
export const routes: readonly Route[] = [
  route("GET", "/gateway/bot", ({ gatewayUrl }) => ({
    status: 200,
    body: {
      url: gatewayUrl,
      shards: 1,
      session_start_limit: { total: 1000, remaining: 999, reset_after: 86_400_000, max_concurrency: 1 },
    },
    schema: spec.GatewayBotResponseSchema,
  })),
  route("GET", "/users/@me", ({ world }) => ({ status: 200, body: world.bot, schema: spec.UserResponseSchema })),
  route("GET", "/applications/@me", ({ world, allowsContent }) => ({
    status: 200,
    body: applicationOf(world, allowsContent),
    schema: spec.PrivateApplicationResponseSchema,
  })),
  route("GET", "/users/@me/guilds", ({ world }, { query }) => ({ status: 200, body: guildsOf(world, query) })),
  route("GET", `/applications/${id}/commands`, ({ world }) => ({ status: 200, body: world.commands })),
  route("PUT", `/applications/${id}/commands`, ({ world }, { body, checked }) => {
    if (!Array.isArray(body)) throw refuse.invalidForm(["an array of commands"]);
    const commands = body.map((one) =>
      checked<RESTPostAPIApplicationCommandsJSONBody>(spec.ApplicationCommandUpdateRequestSchema, one),
    );
    return { status: 200, body: storeCommands(world, commands) };
  }),
  route("POST", "/users/@me/channels", ({ world }, { body, checked }) => {
    const { recipient_id } = checked<{ recipient_id: string }>(spec.CreatePrivateChannelRequestSchema, body);
    const channel = world.directChannel(recipient_id);
    const recipients = [world.user(recipient_id)];
    return {
      status: 200,
      body: { id: channel.id, type: channelType(channel), flags: 0, recipients },
      schema: spec.PrivateChannelResponseSchema,
    };
  }),
  route("GET", `/channels/${id}`, ({ world }, { ids }) => {
    const channel = world.channels.get(ids[0] ?? "");
    // A bot may ask whether one is there.
    if (channel === undefined) throw refuse.unknownChannel(false);
    const recipients = channel.recipientId === undefined ? {} : { recipients: [world.user(channel.recipientId)] };
    return {
      status: 200,
      body: {
        id: channel.id,
        type: channelType(channel),
        flags: 0,
        name: channel.name,
        guild_id: channel.guildId,
        ...recipients,
        ...(channel.parentId === undefined ? {} : thread(channel, "1")),
      },
    };
  }),
  route("POST", `/channels/${id}/typing`, ({ world }, { ids }) => {
    const channel = channelOf(world, ids[0]);
    mayWrite(channel);
    world.typing.push({ channelId: channel.id, at: world.now() });
    world.changed();
    return { status: 204 };
  }),
  route("POST", `/channels/${id}/messages`, sendMessage),
  route("GET", `/channels/${id}/messages/pins`, pins),
  route("GET", `/channels/${id}/threads/archived/public`, archivedThreads),
  route("GET", `/guilds/${id}/threads/active`, activeThreads),
  route("GET", `/channels/${id}/messages/${id}`, ({ world }, { ids }) => {
    const channel = channelOf(world, ids[0]);
    if (!channel.bot.view) throw refuse.missingAccess();
    if (!channel.bot.history) throw refuse.missingPermissions("Read Message History");
    const stored = world.messages.get(ids[1] ?? "");
    // Whether a thread was made from a message only Discord knows: to ask for one that is not there is no mistake.
    if (stored?.message.channel_id !== channel.id || stored.ephemeralTo !== undefined)
      throw refuse.unknownMessage(false);
    return message({ ...stored, message: readable(world, stored.message, channel) });
  }),
  route("PATCH", `/channels/${id}/messages/${id}`, (host, { ids, body, attachments, checked }) => {
    const stored = visible(host.world, ids[1]);
    if (stored.message.author.id !== host.world.bot.id) throw refuse.editByAnother();
    return message(edited(host, stored, checked(spec.MessageEditRequestPartialSchema, body), attachments));
  }),
  route("DELETE", `/channels/${id}/messages/${id}`, (host, { ids }) => {
    const stored = visible(host.world, ids[1]);
    if (stored.message.author.id !== host.world.bot.id) throw refuse.missingPermissions("only its own messages");
    return remove(host, stored);
  }),
  route("POST", `/interactions/${id}/([\\w-]+)/callback`, callback, false),
  route(
    "POST",
    `/webhooks/${id}/([\\w-]+)`,
    (host, { ids, body, attachments, checked }) => {
      const interaction = interactions.byToken(host.world, ids[0] ?? "", ids[1] ?? "");
      const before = interaction.messageIds.length;
      const stored = interactions.followUp(
        host.world,
        interaction,
        checked(spec.IncomingWebhookRequestPartialSchema, body),
        attachments,
      );
      host.tell(interaction.messageIds.length > before ? "MESSAGE_CREATE" : "MESSAGE_UPDATE", stored);
      return message(stored);
    },
    false,
  ),
  route(
    "GET",
    `/webhooks/${id}/([\\w-]+)/messages/(@original|\\d+)`,
    (host, { ids }) => message(ofToken(host, ids)),
    false,
  ),
  route(
    "PATCH",
    `/webhooks/${id}/([\\w-]+)/messages/(@original|\\d+)`,
    (host, { ids, body, attachments, checked }) =>
      message(
        edited(host, ofToken(host, ids), checked(spec.IncomingWebhookUpdateRequestPartialSchema, body), attachments),
      ),
    false,
  ),
  route(
    "DELETE",
    `/webhooks/${id}/([\\w-]+)/messages/(@original|\\d+)`,
    (host, { ids }) => remove(host, ofToken(host, ids)),
    false,
  ),
];

function callback(host: Host, { ids, query, body, attachments, checked }: Call): Reply {
  const interaction = interactions.openInteraction(host.world, ids[0] ?? "", ids[1] ?? "", host.ackWindow);
  const stored = interactions.acknowledge(host.world, interaction, { body, attachments, checked });
  if (stored !== undefined)
    host.tell(stored.message.id === interaction.source ? "MESSAGE_UPDATE" : "MESSAGE_CREATE", stored);
  if (query.get("with_response") !== "true") return { status: 204 };
  const type = { command: 2, component: 3, autocomplete: 4, modal: 5 }[interaction.kind];
  const facts = {
    id: interaction.id,
    type,
    ...(stored === undefined ? {} : { response_message_id: stored.message.id }),
  };
  const resource = stored === undefined ? {} : { resource: { type: 4, message: stored.message } };
  return { status: 200, body: { interaction: facts, ...resource }, schema: spec.InteractionCallbackResponseSchema };
}

function sendMessage(host: Host, { ids, body, attachments, checked }: Call): Reply {
  const { world } = host;
  const channel = channelOf(world, ids[0]);
  const sent = checked<RESTPostAPIChannelMessageJSONBody>(spec.MessageCreateRequestSchema, body);
  interactions.require(messageBreaches(sent, { way: "channel", files: attachments.length }));
  mayWrite(channel);
  if (!channel.bot.embedLinks && (sent.embeds ?? []).length > 0) throw refuse.missingPermissions("Embed Links");
  const twin = sent.enforce_nonce === true ? sentBefore(world, channel, sent.nonce) : undefined;
  if (twin !== undefined) return message(twin);
  const { message_reference: reference } = sent;
  const replyTo = reference === undefined ? undefined : world.messages.get(reference.message_id ?? "");
  if (reference !== undefined && replyTo === undefined && reference.fail_if_not_exists !== false) {
    throw refuse.invalidForm(["message_reference: Unknown message"]);
  }
  const stored = createMessage(world, sent, { channel, author: world.bot, attachments, replyTo });
  host.tell("MESSAGE_CREATE", stored);
  return message(stored);
}

/** Within some minutes, the message of the same nonce is given again instead of a second one. */
function sentBefore(world: World, channel: Channel, nonce: string | number | undefined): StoredMessage | undefined {
  for (const stored of world.messages.values()) {
    const { message: sent } = stored;
    if (sent.channel_id === channel.id && sent.author.id === world.bot.id && sent.nonce === nonce) return stored;
  }
  return undefined;
}

function edited(
  host: Host,
  stored: StoredMessage,
  body: MessageBody,
  attachments: readonly APIAttachment[],
): StoredMessage {
  interactions.require(messageBreaches(body, { way: "edit", files: attachments.length, flags: stored.message.flags }));
  const next = editMessage(host.world, stored, body, attachments);
  const { content, embeds, components, attachments: files } = next.message;
  if (content === "" && embeds.length + (components?.length ?? 0) + files.length === 0)
    throw refuse.invalidForm(["an empty message"]);
  host.tell("MESSAGE_UPDATE", next);
  return next;
}

function remove(host: Host, stored: StoredMessage): Reply {
  host.world.messages.delete(stored.message.id);
  host.tell("MESSAGE_DELETE", stored);
  host.world.changed();
  return { status: 204 };
}

function ofToken({ world }: Host, [application = "", token = "", which = ""]: readonly string[]): StoredMessage {
  return interactions.ownMessage(world, interactions.byToken(world, application, token), which);
}

function channelOf(world: World, channelId: string | undefined): Channel {
  const channel = world.channels.get(channelId ?? "");
  if (channel === undefined) throw refuse.unknownChannel();
  return channel;
}

function mayWrite({ bot, isForum, recipientId }: Channel): void {
  if (isForum) throw refuse.invalidForm(["a forum takes posts, and no messages"]);
  if (recipientId !== undefined && !bot.send) throw refuse.cannotSendToUser();
  if (!bot.view) throw refuse.missingAccess();
  if (!bot.send) throw refuse.missingPermissions("Send Messages");
}

/** A message that the bot's token reaches: an ephemeral one only its interaction's token does. */
function visible(world: World, messageId: string | undefined): StoredMessage {
  const stored = world.messages.get(messageId ?? "");
  if (stored === undefined || stored.ephemeralTo !== undefined) throw refuse.unknownMessage();
  return stored;
}

function applicationOf({ bot }: World, allowsContent: boolean) {
  const flags = allowsContent ? ApplicationFlags.GatewayMessageContentLimited : 0;
  return {
    id: bot.id,
    name: bot.username,
    icon: null,
    description: "",
    type: null,
    flags,
    flags_new: String(flags),
    bot,
    verify_key: "0".repeat(64),
    redirect_uris: [],
    interactions_endpoint_url: null,
    role_connections_verification_url: null,
    owner: bot,
    approximate_guild_count: 1,
    approximate_user_install_count: 0,
    approximate_user_authorization_count: 0,
    explicit_content_filter: 0,
    team: null,
  };
}

/** The servers that have the bot, a page of them by their ids. */
function guildsOf({ guilds }: World, query: URLSearchParams) {
  const after = BigInt(query.get("after") ?? 0);
  return [...guilds.values()]
    .filter(({ id, hasBot }) => hasBot && BigInt(id) > after)
    .sort((a, b) => Number(BigInt(a.id) - BigInt(b.id)))
    .slice(0, Number(query.get("limit") ?? 200))
    .map(({ id, name, botPermissions }) => ({
      id,
      name,
      icon: null,
      banner: null,
      owner: false,
      permissions: String(botPermissions),
      features: [],
    }));
}
