import {
  type APIAttachment,
  type APIEmbed,
  type APIMessage,
  type APIMessageTopLevelComponent,
  type APIUser,
  ComponentType,
  InteractionType,
  MessageReferenceType,
  MessageType,
} from "discord-api-types/v10";
import { namedIn, pingsOf } from "./mentions.js";
import type { MessageBody } from "./rules.js";
import { type AnyComponent, flatten } from "./rules-components.js";
import { type Channel, channelType, rolesOf, type StoredInteraction, type StoredMessage, type World } from "./world.js";

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
  /** Of the first message of a post: it has the id of its thread. */
  readonly id?: string;
  /** What a client sends besides text and files. */
  readonly more?: Pick<APIMessage, "sticker_items" | "message_snapshots" | "message_reference">;
}

/** Keeps a new message and gives it as Discord would show it. */
export function createMessage(world: World, body: MessageBody, making: Making): StoredMessage {
  const { channel, author, interaction, replyTo } = making;
  const flags =
    (body.flags ?? 0) | (making.ephemeral === true ? ephemeralFlag : 0) | (making.loading === true ? loadingFlag : 0);
  const message: APIMessage = {
    id: making.id ?? world.snowflake(),
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
    ...making.more,
  };
  const stored: StoredMessage = {
    message,
    ephemeralTo: making.ephemeral === true ? interaction?.userId : undefined,
    pings: making.ephemeral === true ? [] : pingsOf(textOf(message), body.allowed_mentions, replyTo?.message.author.id),
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
  const pings = first ? pingsOf(textOf(message), body.allowed_mentions, undefined) : stored.pings;
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

/** What Discord fills in where a component leaves it out. */
const filledIn: Readonly<Record<number, object>> = {
  [ComponentType.StringSelect]: { min_values: 1, max_values: 1 },
  [ComponentType.RoleSelect]: { min_values: 1, max_values: 1 },
  [ComponentType.ChannelSelect]: { min_values: 1, max_values: 1 },
  [ComponentType.Separator]: { divider: true, spacing: 1 },
  [ComponentType.Container]: { accent_color: null, spoiler: false },
};

/** The parts that people see, as Discord keeps them: trimmed, defaults filled in, every component numbered. */
function shown(body: MessageBody): { content: string; embeds: APIEmbed[]; components: APIMessageTopLevelComponent[] } {
  const components = [...(body.components ?? [])];
  const taken = new Set(flatten(components as readonly AnyComponent[]).map(({ id }) => id));
  let last = 0;
  const next = () => {
    do last++;
    while (taken.has(last));
    return last;
  };
  const numbered = (one: AnyComponent): AnyComponent => ({
    ...filledIn[one.type],
    ...one,
    id: one.id ?? next(),
    ...(one.components && { components: one.components.map(numbered) }),
  });
  return {
    content: (body.content ?? "").trim(),
    embeds: (body.embeds ?? []).map(embed),
    components: components.map((one) => numbered(one as AnyComponent) as APIMessageTopLevelComponent),
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

/** The texts that notify: a message's own and those of its components. */
function textOf({ content, components = [] }: APIMessage): string {
  const shown = flatten(components as readonly AnyComponent[]).map((one) => one.content ?? "");
  return [content, ...shown].join("\n");
}

function setMentions(world: World, message: APIMessage, body: MessageBody, repliedTo: string | undefined): void {
  const named = namedIn(textOf(message));
  const pinged = pingsOf("", body.allowed_mentions, repliedTo);
  message.mentions = [...new Set([...named.users, ...pinged])].flatMap((id) => world.users.get(id) ?? []);
  message.mention_roles = [...named.roles];
  message.mention_everyone = pingsOf(textOf(message), body.allowed_mentions, undefined).includes("everyone");
}

/** A message as the bot may read it: without the message content intent, a guild's messages are empty unless they name the bot. */
export function readable(world: World, message: APIMessage, { guildId }: Channel): APIMessage {
  const open =
    guildId === undefined ||
    world.readsContent ||
    message.author.id === world.bot.id ||
    message.mentions.some(({ id }) => id === world.bot.id);
  const { message_snapshots: _, ...rest } = message;
  return open ? message : { ...rest, content: "", embeds: [], attachments: [], components: [] };
}

/** A message as it is delivered. */
export function delivered(world: World, { message }: StoredMessage, channel: Channel): object {
  const { guildId } = channel;
  const { referenced_message: target } = message;
  const guild = world.guilds.get(guildId ?? "");
  const roles = guild === undefined ? [] : rolesOf(guild, message.author.id);
  const joined = { roles, joined_at: "2024-01-01T00:00:00.000Z", deaf: false, mute: false, flags: 0 };
  return {
    ...readable(world, message, channel),
    ...(target == null ? {} : { referenced_message: readable(world, target, channel) }),
    channel_type: channelType(channel),
    ...(guildId === undefined
      ? {}
      : { guild_id: guildId, ...(message.webhook_id === undefined ? { member: joined } : {}) }),
  };
}
