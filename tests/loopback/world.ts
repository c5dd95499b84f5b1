import { randomBytes } from "node:crypto";
import {
  type APIApplicationCommand,
  type APIAttachment,
  type APIMessage,
  type APIModalInteractionResponseCallbackData,
  type APIUser,
  ChannelType,
} from "discord-api-types/v10";

/** A channel or thread of a guild, or the direct messages between the bot and one person. */
export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly guildId: string | undefined;
  /** The channel of a thread. */
  readonly parentId: string | undefined;
  /** The person of a direct channel. */
  readonly recipientId: string | undefined;
  /** Whether it is a forum, which holds threads alone. */
  readonly isForum: boolean;
  /** What the bot may do here; tests change it. */
  readonly bot: { view: boolean; send: boolean; embedLinks: boolean; history: boolean };
  /** Members who do not see it; tests change it, and tell the bot by `channelChanged`. */
  readonly hiddenFrom: Set<string>;
}

export interface Guild {
  readonly id: string;
  readonly name: string;
  readonly roleIds: Map<string, string>;
  /** The role that the guild has for the bot alone, with the bot's name. */
  readonly botRoleId: string;
  readonly managerRoleId: string;
  readonly channelIds: string[];
  readonly threadIds: string[];
  readonly memberIds: Set<string>;
  /** Members who may manage the server, which a role of its own lets them do; tests change it. */
  readonly managerIds: Set<string>;
  /** Whether the server has the bot; where it has not, people use it who installed it for themselves. Tests change it. */
  hasBot: boolean;
  /** Members who may manage messages; tests change it. */
  readonly moderatorIds: Set<string>;
  /** Roles by member, beside @everyone; tests change it. */
  readonly rolesOf: Map<string, readonly string[]>;
  /** What the bot's roles allow it in the whole server; tests change it. */
  botPermissions: bigint;
  /** Commands that the server's settings open to everyone, whatever permissions they ask for by default. */
  readonly openCommands: Set<string>;
  /** What the server says that its language is; tests change it. */
  locale: string;
}

/** A message with what only Discord knows about it. */
export interface StoredMessage {
  readonly message: APIMessage;
  /** The only person who sees it. */
  readonly ephemeralTo: string | undefined;
  /** Whom it notified. */
  readonly pings: readonly string[];
}

/** An interaction from the moment a person caused it. */
export interface StoredInteraction {
  readonly id: string;
  readonly token: string;
  readonly kind: "command" | "autocomplete" | "component" | "modal";
  readonly userId: string;
  readonly channel: Channel;
  readonly createdAt: number;
  /** The message a component or modal belongs to. */
  readonly source: string | undefined;
  /** What people see above the answer. */
  readonly name: string;
  callback: number | undefined;
  /** Whether the bot never heard that its acknowledgement was taken. */
  isAnswerLost?: boolean;
  /** The message that answers it. */
  responseId: string | undefined;
  /** Shown suggestions of an autocompletion. */
  choices: readonly { name: string; value: string | number }[] | undefined;
  /** The form it opened. */
  modal: APIModalInteractionResponseCallbackData | undefined;
  /** Messages it may edit: the response and what followed. */
  readonly messageIds: string[];
}

/** Everything that the loopback Discord knows. */
export class World {
  readonly users = new Map<string, APIUser>();
  readonly guilds = new Map<string, Guild>();
  readonly channels = new Map<string, Channel>();
  readonly messages = new Map<string, StoredMessage>();
  readonly interactions = new Map<string, StoredInteraction>();
  /** When messages were pinned, by their id. */
  readonly pins = new Map<string, string>();
  /** When threads were archived, by their id. */
  readonly archived = new Map<string, string>();
  readonly files = new Map<string, { readonly type: string; readonly data: Uint8Array }>();
  commands: readonly APIApplicationCommand[] = [];
  /** Whether the bot has the intent by which it reads messages that do not name it. */
  readsContent = false;
  readonly bot: APIUser;
  /** Who sees the bot's typing, by channel: one entry each time it is shown. */
  readonly typing: { readonly channelId: string; readonly at: number }[] = [];
  #offset = 0;
  #last = 0n;
  readonly #watchers = new Set<() => void>();

  constructor() {
    this.bot = this.addUser("Pilcrow", true);
  }

  /** Milliseconds since 1970 on the clock of this world. */
  now(): number {
    return Date.now() + this.#offset;
  }

  /** Moves the clock forward. */
  advance(milliseconds: number): void {
    this.#offset += milliseconds;
  }

  /** A new id, of the present time, larger than all before. */
  snowflake(): string {
    const id = (BigInt(this.now()) - 1420070400000n) << 22n;
    this.#last = id > this.#last ? id : this.#last + 1n;
    return String(this.#last);
  }

  secret(): string {
    return randomBytes(48).toString("base64url");
  }

  addUser(username: string, bot = false): APIUser {
    const user = {
      id: this.snowflake(),
      username,
      discriminator: bot ? "0001" : "0",
      global_name: bot ? null : username,
      avatar: null,
      public_flags: 0,
      flags: 0,
      primary_guild: null,
      ...(bot ? { bot } : {}),
    };
    this.users.set(user.id, user);
    return user;
  }

  addGuild(name: string): Guild {
    const [id, botRoleId, managerRoleId] = [this.snowflake(), this.snowflake(), this.snowflake()];
    const guild: Guild = {
      id,
      name,
      botRoleId,
      managerRoleId,
      roleIds: new Map([
        ["@everyone", id],
        [this.bot.username, botRoleId],
        ["Managers", managerRoleId],
      ]),
      channelIds: [],
      threadIds: [],
      memberIds: new Set([this.bot.id]),
      managerIds: new Set(),
      hasBot: true,
      moderatorIds: new Set(),
      rolesOf: new Map(),
      // View channels, send messages, embed links, read message history: what the README's address asks for.
      botPermissions: 84992n,
      openCommands: new Set(),
      locale: "en-US",
    };
    this.guilds.set(id, guild);
    return guild;
  }

  /** A new role of a guild; bots that are connected already are not told. */
  addRole(name: string, guild: Guild): string {
    const id = this.snowflake();
    guild.roleIds.set(name, id);
    return id;
  }

  addChannel(name: string, guild: Guild, isForum = false): Channel {
    const channel = this.#keepChannel(name, { guildId: guild.id, isForum });
    guild.channelIds.push(channel.id);
    return channel;
  }

  /** A new public thread of a channel, or of a message in it, whose id it then has; bots that are connected already are not told. */
  addThread(name: string, { id: parentId, guildId }: Channel, messageId?: string): Channel {
    const thread = this.#keepChannel(name, { guildId, parentId }, messageId);
    this.guilds.get(guildId ?? "")?.threadIds.push(thread.id);
    return thread;
  }

  /** The direct channel of the bot and a person, made when it is first needed. */
  directChannel(userId: string): Channel {
    for (const channel of this.channels.values()) if (channel.recipientId === userId) return channel;
    return this.#keepChannel("direct", { recipientId: userId });
  }

  #keepChannel(
    name: string,
    of: Partial<Pick<Channel, "guildId" | "parentId" | "recipientId" | "isForum">>,
    id = this.snowflake(),
  ): Channel {
    const bot = { view: true, send: true, embedLinks: true, history: true };
    const nowhere = { guildId: undefined, parentId: undefined, recipientId: undefined, isForum: false };
    const channel: Channel = { id, name, ...nowhere, ...of, bot, hiddenFrom: new Set() };
    this.channels.set(channel.id, channel);
    return channel;
  }

  user(id: string): APIUser {
    const user = this.users.get(id);
    if (user === undefined) throw new Error(`There is no user ${id}.`);
    return user;
  }

  /** A file as it hangs on a message, downloadable from `base`. */
  addFile(base: string, filename: string, data: Uint8Array, type: string): APIAttachment {
    const id = this.snowflake();
    this.files.set(`/attachments/${id}/${encodeURIComponent(filename)}`, { type, data });
    const url = `${base}/attachments/${id}/${encodeURIComponent(filename)}`;
    return { id, filename, size: data.byteLength, url, proxy_url: url, content_type: type };
  }

  /** The bot did not hear that a request was carried out: where it was an acknowledgement, another one is no mistake. */
  answerLost(path: string): void {
    const [, id = ""] = /^\/interactions\/(\d+)\//.exec(path) ?? [];
    const interaction = this.interactions.get(id);
    if (interaction !== undefined) interaction.isAnswerLost = true;
  }

  /** Tells those who wait that something happened. */
  changed(): void {
    for (const watcher of [...this.#watchers]) watcher();
  }

  /** Waits until `find` gives something. */
  until<T>(what: string, find: () => T | undefined, patience = 30_000): Promise<T> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = find();
        if (found === undefined) return;
        stop();
        resolve(found);
      };
      const late = setTimeout(() => {
        stop();
        reject(new Error(`Waited ${patience} ms in vain for ${what}.`));
      }, patience);
      // What is looked for may also change outside this world.
      const again = setInterval(look, 25);
      const stop = () => {
        clearTimeout(late);
        clearInterval(again);
        this.#watchers.delete(look);
      };
      this.#watchers.add(look);
      look();
    });
  }
}

/** The roles of a member beside @everyone. */
export function rolesOf({ rolesOf, managerIds, managerRoleId }: Guild, memberId: string): string[] {
  return [...(rolesOf.get(memberId) ?? []), ...(managerIds.has(memberId) ? [managerRoleId] : [])];
}

/** The type that Discord gives a channel. */
export function channelType({
  guildId,
  isForum,
  parentId,
}: Channel): ChannelType.DM | ChannelType.GuildForum | ChannelType.GuildText | ChannelType.PublicThread {
  if (guildId === undefined) return ChannelType.DM;
  if (isForum) return ChannelType.GuildForum;
  return parentId === undefined ? ChannelType.GuildText : ChannelType.PublicThread;
}
