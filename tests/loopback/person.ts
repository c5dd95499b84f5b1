import {
  type APIApplicationCommand,
  type APIMessage,
  type APISelectMenuComponent,
  type APIUser,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ButtonStyle,
  ComponentType,
  MessageFlags,
  MessageReferenceType,
  PermissionFlagsBits,
} from "discord-api-types/v10";
import { role, thread } from "./gateway.js";
import type { Loopback } from "./loopback.js";
import { createMessage, type Making } from "./messages.js";
import { nested, type OptionValue, optionValue, type SentFile } from "./options.js";
import type { MessageBody } from "./rules.js";
import { type AnyComponent, flatten, isButton, isSelect } from "./rules-components.js";
import { submitted } from "./submit.js";
import { type Channel, channelType, type Guild, rolesOf, type StoredInteraction } from "./world.js";

/** What members may do unless a role lets them do more: everything but managing and moderating. */
const memberPermissions = 2248473465835073n;

/** What a person did to the bot, and what comes of it. */
export class Invocation {
  constructor(
    private readonly loopback: Loopback,
    readonly interaction: StoredInteraction,
  ) {}

  /** The answer, once it is more than “is thinking…”; where that was taken away, what was said then. */
  reply(): Promise<APIMessage> {
    const { world } = this.loopback;
    return world.until(`the answer to ${this.interaction.name}`, () => {
      const { responseId = "" } = this.interaction;
      const stored = world.messages.get(responseId);
      if (stored === undefined && responseId !== "") return this.followUps()[0];
      return stored === undefined || ((stored.message.flags ?? 0) & 128) !== 0 ? undefined : stored.message;
    });
  }

  /** The first acknowledgement's type, once there is one. */
  acknowledged(): Promise<number> {
    return this.loopback.world.until(`an acknowledgement of ${this.interaction.name}`, () => this.interaction.callback);
  }

  /** The suggestions shown while typing. */
  choices(): Promise<readonly { name: string; value: string | number }[]> {
    return this.loopback.world.until("suggestions", () => this.interaction.choices);
  }

  /** Messages after the first answer. */
  followUps(): readonly APIMessage[] {
    const ids = this.interaction.messageIds.filter((id) => id !== this.interaction.responseId);
    return ids.flatMap((id) => this.loopback.world.messages.get(id)?.message ?? []);
  }
}

/** Somebody with a Discord client: does what the client offers, and gets an error from the test where it would not offer it. */
export class Person {
  /** The language of this person's client; tests change it. */
  locale = "en-US";

  constructor(
    private readonly loopback: Loopback,
    readonly user: APIUser,
  ) {}

  get id(): string {
    return this.user.id;
  }

  /** Where this person and the bot write to each other. */
  get direct(): Channel {
    return this.loopback.world.directChannel(this.id);
  }

  /** Uses a slash command: `name` may name subcommands, as in `article add`. */
  use(name: string, options: Readonly<Record<string, OptionValue>> = {}, channel: Channel = this.direct): Invocation {
    const command = this.#command(name, ApplicationCommandType.ChatInput, channel);
    const files: Record<string, object> = {};
    const keepFile = (file: SentFile) => {
      const attachment = this.#upload(file);
      files[attachment.id] = attachment;
      return attachment.id;
    };
    const data = nested(command, name, (declared) => {
      for (const key of Object.keys(options)) {
        if (!declared.some((one) => one.name === key)) throw new Error(`/${name} has no option “${key}”.`);
      }
      return declared.flatMap((option) => {
        const value = options[option.name];
        if (value === undefined && option.required === true)
          throw new Error(`/${name} needs the option “${option.name}”.`);
        return value === undefined
          ? []
          : [{ name: option.name, type: option.type, value: optionValue(option, value, keepFile) }];
      });
    });
    const roles = this.#rolesIn(data, channel);
    const channels = this.#channelsIn(data, channel, command);
    const resolved = {
      ...(Object.keys(channels).length === 0 ? {} : { channels }),
      ...(Object.keys(files).length === 0 ? {} : { attachments: files }),
      ...(Object.keys(roles).length === 0 ? {} : { roles }),
    };
    return this.#interact("command", `/${name}`, channel, {
      id: command.id,
      name: command.name,
      type: command.type,
      ...data,
      ...(Object.keys(resolved).length === 0 ? {} : { resolved }),
    });
  }

  /** Types into an option that completes itself. */
  type(
    name: string,
    focused: string,
    text: string,
    others: Readonly<Record<string, string>> = {},
    channel: Channel = this.direct,
  ): Invocation {
    const command = this.#command(name, ApplicationCommandType.ChatInput, channel);
    const data = nested(command, name, (declared) => {
      const option = declared.find((one) => one.name === focused);
      if (option === undefined || !("autocomplete" in option) || option.autocomplete !== true)
        throw new Error(`“${focused}” does not complete itself.`);
      const before = Object.entries(others).map(([key, value]) => ({
        name: key,
        type: ApplicationCommandOptionType.String,
        value,
      }));
      return [...before, { name: focused, type: option.type, value: text, focused: true }];
    });
    return this.#interact("autocomplete", `/${name}`, channel, {
      id: command.id,
      name: command.name,
      type: command.type,
      ...data,
    });
  }

  /** Uses a command of a message's context menu. */
  useOn(message: APIMessage, name: string): Invocation {
    const channel = this.#sees(message);
    const command = this.#command(name, ApplicationCommandType.Message, channel);
    const data = {
      id: command.id,
      name,
      type: command.type,
      target_id: message.id,
      resolved: { messages: { [message.id]: message } },
    };
    return this.#interact("command", name, channel, data);
  }

  /** Presses the button with this label, emoji or custom id. */
  press(message: APIMessage, button: string): Invocation {
    const channel = this.#sees(message);
    const found = componentsOf(this.#now(message)).find(
      (one) =>
        isButton(one) &&
        (("label" in one && one.label === button) ||
          ("emoji" in one && one.emoji?.name === button) ||
          ("custom_id" in one && one.custom_id === button)),
    );
    if (found === undefined || !isButton(found)) throw new Error(`There is no button “${button}”.`);
    if (found.disabled === true) throw new Error(`The button “${button}” is disabled.`);
    if (found.style === ButtonStyle.Link || found.style === ButtonStyle.Premium)
      throw new Error(`The button “${button}” opens an address.`);
    const data = { custom_id: found.custom_id, component_type: ComponentType.Button, id: 1 };
    return this.#interact("component", found.custom_id, channel, data, this.#now(message));
  }

  /** Sends the press of a button that is not on the message, as no client would: what a forged custom id does. */
  forge(message: APIMessage, customId: string, channel: Channel): Invocation {
    const data = { custom_id: customId, component_type: ComponentType.Button, id: 1 };
    return this.#interact("component", customId, channel, data, this.#now(message));
  }

  /** Chooses from the select menu with this custom id. */
  choose(message: APIMessage, customId: string, values: readonly string[]): Invocation {
    const channel = this.#sees(message);
    const found = componentsOf(this.#now(message)).find((one) => one.custom_id === customId);
    if (found === undefined || !isSelect(found) || found.disabled === true)
      throw new Error(`There is no select menu “${customId}” to use.`);
    const { min_values: least = 1, max_values: most = 1 } = found;
    if (values.length < least || values.length > most)
      throw new Error(`“${customId}” takes ${least} to ${most} values.`);
    const offered = this.#offered(found, channel);
    for (const value of values)
      if (!offered.includes(value)) throw new Error(`“${customId}” does not offer “${value}”.`);
    return this.#interact(
      "component",
      customId,
      channel,
      { custom_id: customId, component_type: found.type, id: 1, values, ...this.#resolved(found, values, channel) },
      this.#now(message),
    );
  }

  /** Sends the form that `opened` showed; files go where it takes some. */
  async submit(
    opened: Invocation,
    values: Readonly<Record<string, string | readonly SentFile[]>>,
  ): Promise<Invocation> {
    const modal = await this.loopback.world.until("a form", () => opened.interaction.modal);
    if (opened.interaction.userId !== this.id) throw new Error("The form was shown to somebody else.");
    const data = submitted(modal, values, (file) => this.#upload(file));
    const source = this.loopback.world.messages.get(opened.interaction.source ?? "")?.message;
    return this.#interact("modal", modal.custom_id, opened.interaction.channel, data, source);
  }

  /** Writes a message. */
  send(
    content: string,
    channel: Channel = this.direct,
    {
      files = [],
      replyTo,
      pingAuthor = true,
      sticker,
      isVoice = false,
    }: {
      files?: readonly SentFile[];
      replyTo?: APIMessage;
      pingAuthor?: boolean;
      /** The name of a sticker that it shows. */
      sticker?: string;
      /** Whether its one file is what the person said. */
      isVoice?: boolean;
    } = {},
  ): APIMessage {
    if (content.length > 2000) throw new Error(`A message has at most 2000 characters, not ${content.length}.`);
    if (content.trim() === "" && files.length === 0 && sticker === undefined)
      throw new Error("A message has text, files or a sticker.");
    if (isVoice && (content !== "" || files.length !== 1)) throw new Error("A voice message has one file alone.");
    if (files.length > 10) throw new Error("A message has at most 10 files.");
    const attachments = files.map((file) => this.#upload(file));
    const target = replyTo === undefined ? undefined : this.loopback.world.messages.get(replyTo.id);
    const allowed_mentions = { parse: ["everyone", "roles", "users"] as never[], replied_user: pingAuthor };
    const id = this.loopback.world.snowflake();
    const stickers = sticker === undefined ? {} : { sticker_items: [{ id, name: sticker, format_type: 1 }] };
    const flags = isVoice ? MessageFlags.IsVoiceMessage : 0;
    return this.#post({ content, allowed_mentions, flags }, { channel, attachments, replyTo: target, more: stickers });
  }

  /** Opens a post in a forum: a thread whose first message has its id. */
  post(forum: Channel, title: string, content: string): APIMessage {
    if (!forum.isForum) throw new Error(`“${forum.name}” is no forum.`);
    const thread = this.loopback.addThread(forum, title);
    const allowed_mentions = { parse: ["everyone", "roles", "users"] as never[] };
    return this.#post({ content, allowed_mentions }, { channel: thread, id: thread.id });
  }

  /** Pins a message, which takes a right of its own. */
  pin(message: APIMessage): void {
    const channel = this.#sees(message);
    const { world } = this.loopback;
    const guild = world.guilds.get(channel.guildId ?? "");
    if (guild?.moderatorIds.has(this.id) === false) throw new Error(`${this.user.username} may not pin messages.`);
    const stored = world.messages.get(message.id);
    if (stored === undefined) throw new Error("The message is not there any more.");
    stored.message.pinned = true;
    // No two at the same time: pages begin before a time.
    world.pins.set(message.id, new Date(world.now() + world.pins.size).toISOString());
  }

  /** Forwards a message to a channel: it has no words of its own. */
  forward({ id, channel_id, content, embeds, attachments, timestamp }: APIMessage, channel: Channel = this.direct) {
    const snapshot = { type: 0, content, embeds, attachments, timestamp, edited_timestamp: null, flags: 0 };
    const shown = { ...snapshot, mentions: [], mention_roles: [], components: [] };
    const reference = { type: MessageReferenceType.Forward, message_id: id, channel_id } as const;
    const more = { message_reference: reference, message_snapshots: [{ message: shown }] };
    return this.#post({ content: "", flags: MessageFlags.HasSnapshot }, { channel, more });
  }

  #post(body: MessageBody, making: Omit<Making, "author">): APIMessage {
    this.#isIn(making.channel);
    if (making.channel.isForum) throw new Error("A forum takes posts, and no messages.");
    const stored = createMessage(this.loopback.world, body, { ...making, author: this.user });
    this.loopback.tell("MESSAGE_CREATE", stored);
    return stored.message;
  }

  /** The bot's reply to a message of this person. */
  replyTo(message: APIMessage): Promise<APIMessage> {
    const { world } = this.loopback;
    return world.until(`a reply to “${message.content}”`, () => {
      for (const { message: one } of world.messages.values())
        if (one.message_reference?.message_id === message.id) return one;
      return undefined;
    });
  }

  /** The messages this person sees in a channel, oldest first. */
  messages(channel: Channel = this.direct): readonly APIMessage[] {
    this.#isIn(channel);
    const all = [...this.loopback.world.messages.values()];
    return all.flatMap(({ message, ephemeralTo }) =>
      message.channel_id === channel.id && (ephemeralTo === undefined || ephemeralTo === this.id) ? [message] : [],
    );
  }

  /** The text that mentions the bot. */
  get botMention(): string {
    return `<@${this.loopback.world.bot.id}>`;
  }

  #command(name: string, type: ApplicationCommandType, channel: Channel): APIApplicationCommand {
    this.#isIn(channel);
    const first = type === ApplicationCommandType.ChatInput ? name.split(" ")[0] : name;
    const command = this.loopback.world.commands.find((one) => one.name === first && one.type === type);
    if (command === undefined) throw new Error(`There is no command “${name}”.`);
    const context = channel.guildId === undefined ? 1 : 0;
    if (command.contexts != null && !command.contexts.includes(context))
      throw new Error(`“${name}” is not offered here.`);
    const guild = this.loopback.world.guilds.get(channel.guildId ?? "");
    if (guild?.hasBot === false && !command.integration_types?.some((type) => type === 1))
      throw new Error(`“${name}” is not offered in a server without the bot.`);
    const needed = BigInt(command.default_member_permissions ?? 0);
    if (guild !== undefined && !guild.openCommands.has(command.name) && (this.#permissions(guild) & needed) !== needed)
      throw new Error(`“${name}” is not offered to ${this.user.username}.`);
    return command;
  }

  #permissions(guild: Guild): bigint {
    const manages = guild.managerIds.has(this.id) ? PermissionFlagsBits.ManageGuild : 0n;
    return memberPermissions | manages | (guild.moderatorIds.has(this.id) ? PermissionFlagsBits.ManageMessages : 0n);
  }

  /** The roles that options name, as Discord sends them along. */
  #rolesIn(data: object, channel: Channel): Record<string, object> {
    const guild = this.loopback.world.guilds.get(channel.guildId ?? "");
    const named = [...JSON.stringify(data).matchAll(/"type":8,"value":"(\d+)"/g)].map(([, id]) => id ?? "");
    return Object.fromEntries(
      [...(guild?.roleIds ?? [])]
        .filter(([, id]) => named.includes(id))
        .map(([name, id], at) => [id, role(id, name, at)]),
    );
  }

  /** The channels that options name, as Discord sends them along; the client lists those of the types that the option takes. */
  #channelsIn(data: object, { guildId }: Channel, command: APIApplicationCommand): Record<string, object> {
    const { world } = this.loopback;
    const ids = [...JSON.stringify(data).matchAll(/"type":7,"value":"(\d+)"/g)].map(([, id]) => id ?? "");
    const taken = /"channel_types":\[([\d,]*)\]/.exec(JSON.stringify(command.options))?.[1]?.split(",");
    const named = ids.map((id) => world.channels.get(id));
    return Object.fromEntries(
      named.map((one) => {
        if (one === undefined || one.guildId !== guildId || taken?.includes(String(channelType(one))) === false)
          throw new Error(`The client does not list “${one?.name}” for /${command.name}.`);
        const parent = one.parentId === undefined ? {} : { parent_id: one.parentId };
        const facts = { id: one.id, name: one.name, type: channelType(one), flags: 0, ...parent };
        return [one.id, { ...facts, permissions: String(memberPermissions) }];
      }),
    );
  }

  /** What a menu lets choose, as the client lists it. */
  #offered(menu: APISelectMenuComponent, { guildId }: Channel): readonly string[] {
    const { world } = this.loopback;
    const guild = world.guilds.get(guildId ?? "");
    if (menu.type === ComponentType.StringSelect) return menu.options.map(({ value }) => value);
    if (menu.type === ComponentType.RoleSelect) return [...(guild?.roleIds.values() ?? [])];
    if (menu.type !== ComponentType.ChannelSelect) throw new Error(`Nobody can use a menu of type ${menu.type} here.`);
    const there = (guild?.channelIds ?? []).flatMap((id) => world.channels.get(id) ?? []);
    return there.filter((one) => menu.channel_types?.includes(channelType(one)) ?? true).map(({ id }) => id);
  }

  /** The roles or channels that were chosen, as Discord sends them along. */
  #resolved(menu: APISelectMenuComponent, values: readonly string[], { guildId }: Channel): object {
    const { world } = this.loopback;
    const named = [...(world.guilds.get(guildId ?? "")?.roleIds ?? [])].filter(([, id]) => values.includes(id));
    const roles = Object.fromEntries(named.map(([name, id], at) => [id, role(id, name, at)]));
    if (menu.type === ComponentType.RoleSelect) return { resolved: { roles } };
    if (menu.type !== ComponentType.ChannelSelect) return {};
    const chosen = values.flatMap((id) => world.channels.get(id) ?? []);
    const facts = chosen.map((one) => [
      one.id,
      { id: one.id, name: one.name, type: channelType(one), permissions: "0" },
    ]);
    return { resolved: { channels: Object.fromEntries(facts) } };
  }

  #upload({ name, data, type = "application/octet-stream" }: SentFile) {
    if (data.byteLength > 10 * 1024 * 1024) throw new Error(`“${name}” is larger than 10 MB.`);
    return this.loopback.world.addFile(this.loopback.base, name, data, type);
  }

  #isIn(channel: Channel): void {
    const members = this.loopback.world.guilds.get(channel.guildId ?? "")?.memberIds;
    const inside = channel.guildId === undefined ? channel.recipientId === this.id : members?.has(this.id) === true;
    if (!inside) throw new Error(`${this.user.username} is not in “${channel.name}”.`);
  }

  #sees(message: APIMessage): Channel {
    const channel = this.loopback.world.channels.get(message.channel_id);
    const stored = this.loopback.world.messages.get(message.id);
    if (channel === undefined || stored === undefined) throw new Error("The message is not there any more.");
    this.#isIn(channel);
    if (stored.ephemeralTo !== undefined && stored.ephemeralTo !== this.id)
      throw new Error("Only somebody else sees the message.");
    return channel;
  }

  #now(message: APIMessage): APIMessage {
    return this.loopback.world.messages.get(message.id)?.message ?? message;
  }

  #interact(
    kind: StoredInteraction["kind"],
    name: string,
    channel: Channel,
    data: object,
    source?: APIMessage,
  ): Invocation {
    const { world } = this.loopback;
    const interaction: StoredInteraction = {
      id: world.snowflake(),
      token: world.secret(),
      kind,
      userId: this.id,
      channel,
      createdAt: world.now(),
      source: source?.id,
      name,
      callback: undefined,
      responseId: undefined,
      choices: undefined,
      modal: undefined,
      messageIds: [],
    };
    world.interactions.set(interaction.id, interaction);
    this.loopback.interact(this.#payload(interaction, data, source));
    return new Invocation(this.loopback, interaction);
  }

  #payload({ id, token, kind, channel }: StoredInteraction, data: object, source: APIMessage | undefined): object {
    const { guildId } = channel;
    const guild = this.loopback.world.guilds.get(guildId ?? "");
    const member = {
      user: this.user,
      roles: guild === undefined ? [] : rolesOf(guild, this.id),
      joined_at: "2024-01-01T00:00:00.000Z",
      deaf: false,
      mute: false,
      flags: 0,
      permissions: String(guild === undefined ? memberPermissions : this.#permissions(guild)),
    };
    return {
      id,
      application_id: this.loopback.world.bot.id,
      type: { command: 2, component: 3, autocomplete: 4, modal: 5 }[kind],
      data,
      token,
      version: 1,
      locale: this.locale,
      app_permissions: "2248473465835073",
      entitlements: [],
      channel_id: channel.id,
      channel: {
        id: channel.id,
        type: channelType(channel),
        flags: 0,
        ...(guildId === undefined ? { recipients: [this.user] } : { guild_id: guildId, name: channel.name }),
        ...(channel.parentId === undefined ? {} : thread(channel, "1")),
      },
      authorizing_integration_owners: guild?.hasBot === false ? { "1": this.id } : { "0": guildId ?? "0" },
      context: guildId === undefined ? 1 : 0,
      attachment_size_limit: 10 * 1024 * 1024,
      ...(source === undefined ? {} : { message: source }),
      ...(guildId === undefined
        ? { user: this.user }
        : {
            guild_id: guildId,
            guild: { id: guildId, locale: guild?.locale, features: [] },
            guild_locale: guild?.locale,
            member,
          }),
    };
  }
}

function componentsOf(message: APIMessage): AnyComponent[] {
  return flatten(message.components ?? []);
}
