import {
  type APIAttachment,
  type APIEmbed,
  type APIMessage,
  type APIMessageTopLevelComponent,
  type APIUser,
  InteractionType,
  MessageReferenceType,
  MessageType,
} from "discord-api-types/v10";
import { namedIn, pingsOf } from "./mentions.js";
import type { MessageBody } from "./rules.js";
import { type Channel, channelType, type StoredInteraction, type StoredMessage, type World } from "./world.js";

const ephemeralFlag = 64;
const loadingFlag = 128;

/** What makes a message besides its body. */
export interface Making {
  readonly channel: Channel;
  readonly author: APIUser;
  readonly attachments?: readonly APIAttachment[];
  readonly replyTo?: StoredMessage | undefined;
  readonly interaction?: StoredInteraction;
  readonly ephemeral?: boolean;
  readonly loading?: boolean;
  readonly tts?: boolean;
  readonly webhook?: boolean;
}

/** Keeps a new message and gives it as Discord would show it. */
export function createMessage(world: World, body: MessageBody, making: Making): StoredMessage {
  const { channel, author, interaction, replyTo } = making;
  const flags =
    (body.flags ?? 0) | (making.ephemeral === true ? ephemeralFlag : 0) | (making.loading === true ? loadingFlag : 0);
  const message: APIMessage = {
    id: world.snowflake(),
    channel_id: channel.id,
    author,
    type: typeOf(making),
    ...shown(body),
    attachments: [...(making.attachments ?? [])],
    mentions: [],
    mention_roles: [],
    mention_everyone: false,
    timestamp: new Date(world.now()).toISOString(),
    edited_timestamp: null,
    pinned: false,
    tts: false,
    flags,
    ...(body.nonce == null ? {} : { nonce: body.nonce }),
    ...(making.webhook === true ? { webhook_id: world.snowflake() } : {}),
    ...(replyTo === undefined ? {} : reference(replyTo)),
    ...(interaction === undefined ? {} : ofInteraction(world, interaction)),
  };
  const stored: StoredMessage = {
    message,
    ephemeralTo: making.ephemeral === true ? interaction?.userId : undefined,
    pings: making.ephemeral === true ? [] : pingsOf(message.content, body.allowed_mentions, replyTo?.message.author.id),
  };
  setMentions(world, message, body, replyTo?.message.author.id);
  return keep(world, stored);
}

/** Keeps an edited message; what the body leaves out stays. An edit notifies nobody. */
export function editMessage(
  world: World,
  stored: StoredMessage,
  body: MessageBody,
  added: readonly APIAttachment[],
): StoredMessage {
  const old = stored.message;
  const fresh = shown(body);
  const message: APIMessage = {
    ...old,
    content: body.content === undefined ? old.content : fresh.content,
    embeds: body.embeds === undefined ? old.embeds : fresh.embeds,
    ...(body.components === undefined ? {} : { components: fresh.components }),
    attachments: [...(body.attachments == null ? old.attachments : []), ...added],
    edited_timestamp: new Date(world.now()).toISOString(),
    flags: ((old.flags ?? 0) & ~loadingFlag) | (body.flags ?? 0),
  };
  // The answer to a deferred interaction is an edit in name only: it notifies as a new message does.
  const first = ((old.flags ?? 0) & loadingFlag) !== 0 && stored.ephemeralTo === undefined;
  const pings = first ? pingsOf(message.content, body.allowed_mentions, undefined) : stored.pings;
  setMentions(world, message, body, undefined);
  return keep(world, { ...stored, message, pings });
}

function keep(world: World, stored: StoredMessage): StoredMessage {
  world.messages.set(stored.message.id, stored);
  world.changed();
  return stored;
}

function typeOf({ interaction, replyTo }: Making): MessageType {
  if (interaction?.kind === "command") return MessageType.ChatInputCommand;
  return replyTo === undefined ? MessageType.Default : MessageType.Reply;
}

/** The parts that people see, as Discord keeps them: trimmed, defaults filled in. */
function shown(body: MessageBody): { content: string; embeds: APIEmbed[]; components: APIMessageTopLevelComponent[] } {
  let next = 0;
  const numbered = <T>(value: T): T => {
    if (Array.isArray(value)) return value.map(numbered) as T;
    if (typeof value !== "object" || value === null) return value;
    const inner = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, numbered(one)]));
    return (
      "type" in inner && !("id" in inner) && !("emoji" in value && "value" in value) ? { id: ++next, ...inner } : inner
    ) as T;
  };
  return {
    content: (body.content ?? "").trim(),
    embeds: (body.embeds ?? []).map(embed),
    components: numbered([...(body.components ?? [])]),
  };
}

function embed({ title, description, fields, footer, author, ...rest }: APIEmbed): APIEmbed {
  return {
    ...rest,
    type: "rich" as APIEmbed["type"] & string,
    ...(title === undefined ? {} : { title: title.trim() }),
    ...(description === undefined ? {} : { description: description.trim() }),
    ...(footer === undefined ? {} : { footer: { ...footer, text: footer.text.trim() } }),
    ...(author === undefined ? {} : { author: { ...author, name: author.name.trim() } }),
    ...(fields === undefined
      ? {}
      : {
          fields: fields.map(({ name, value, inline = false }) => ({ name: name.trim(), value: value.trim(), inline })),
        }),
  } as APIEmbed;
}

function reference({ message }: StoredMessage): Pick<APIMessage, "message_reference" | "referenced_message"> {
  const { referenced_message: _, ...basic } = message;
  return {
    message_reference: { type: MessageReferenceType.Default, channel_id: message.channel_id, message_id: message.id },
    referenced_message: basic,
  };
}

function ofInteraction(world: World, interaction: StoredInteraction): Partial<APIMessage> {
  const type = {
    command: InteractionType.ApplicationCommand,
    autocomplete: InteractionType.ApplicationCommandAutocomplete,
    component: InteractionType.MessageComponent,
    modal: InteractionType.ModalSubmit,
  }[interaction.kind];
  return {
    application_id: world.bot.id,
    interaction: { id: interaction.id, type, name: interaction.name, user: world.user(interaction.userId) },
  } as Partial<APIMessage>;
}

function setMentions(world: World, message: APIMessage, body: MessageBody, repliedTo: string | undefined): void {
  const named = namedIn(message.content);
  const pinged = pingsOf("", body.allowed_mentions, repliedTo);
  message.mentions = [...new Set([...named.users, ...pinged])].flatMap((id) => world.users.get(id) ?? []);
  message.mention_roles = [...named.roles];
  message.mention_everyone = pingsOf(message.content, body.allowed_mentions, undefined).includes("everyone");
}

/** A message as it is delivered: without the message content intent, a guild's messages come empty unless they name the bot. */
export function delivered(world: World, { message }: StoredMessage, channel: Channel): object {
  const { guildId } = channel;
  const open =
    guildId === undefined ||
    message.author.id === world.bot.id ||
    message.mentions.some(({ id }) => id === world.bot.id);
  const hidden = open ? {} : { content: "", embeds: [], attachments: [], components: [] };
  const joined = { roles: [], joined_at: "2024-01-01T00:00:00.000Z", deaf: false, mute: false, flags: 0 };
  return {
    ...message,
    ...hidden,
    channel_type: channelType(channel),
    ...(guildId === undefined
      ? {}
      : { guild_id: guildId, ...(message.webhook_id === undefined ? { member: joined } : {}) }),
  };
}
