import { GatewayIntentBits } from "discord-api-types/v10";
import { Gateway } from "./gateway.js";
import { type Fault, Http, type RecordedRequest } from "./http.js";
import { ackWindow } from "./interactions.js";
import { delivered } from "./messages.js";
import { Person } from "./person.js";
import type { Host } from "./routes.js";
import { type Channel, type Guild, type StoredMessage, World } from "./world.js";

/** A Discord on 127.0.0.1 for one bot: strict, and with people who can do only what Discord's own clients let them do. */
export class Loopback implements Host {
  readonly world = new World();
  /** The bot's token here. */
  readonly token: string;
  readonly http: Http;
  readonly gateway: Gateway;
  /** What the bot (or the loopback itself) did against Discord's rules. */
  readonly #breaches: string[] = [];
  /** How long an interaction waits for its acknowledgement, in milliseconds. */
  ackWindow = ackWindow;
  #base = "";

  private constructor() {
    const id = Buffer.from(this.world.bot.id).toString("base64url");
    this.token = `${id}.${this.world.secret().slice(0, 6)}.${this.world.secret().slice(0, 38)}`;
    const breach = (what: string) => void this.#breaches.push(what);
    this.http = new Http(this, this.token, breach);
    this.gateway = new Gateway(this.world, this.token, breach);
    this.gateway.attach(this.http.server);
  }

  /** Starts one on a free port. */
  static async start(): Promise<Loopback> {
    const loopback = new Loopback();
    loopback.#base = await loopback.http.listen();
    loopback.gateway.url = loopback.#base.replace("http", "ws");
    return loopback;
  }

  /** What a bot's `rest.api` is set to. */
  get apiUrl(): string {
    return `${this.#base}/api`;
  }

  /** Where attachments are. */
  get base(): string {
    return this.#base;
  }

  get allowsContent(): boolean {
    return this.gateway.allowsContent;
  }

  get gatewayUrl(): string {
    return this.gateway.url;
  }

  get requests(): readonly RecordedRequest[] {
    return this.http.requests;
  }

  /** Breaches so far. A test that provokes some takes them with `takeBreaches`. */
  get breaches(): readonly string[] {
    return this.#breaches;
  }

  /** The breaches so far, which then count no more. */
  takeBreaches(): readonly string[] {
    return this.#breaches.splice(0);
  }

  /** Answers the next matching request with a fault. */
  failNext(fault: Omit<Fault, "times"> & { readonly times?: number }): void {
    this.http.faults.push({ times: 1, ...fault });
  }

  /** Looks at something when the next matching requests arrive, before they are answered. */
  onRequest(which: Pick<Fault, "method" | "path" | "times">, look: () => Promise<unknown>): void {
    this.http.looks.push({ ...which, look });
  }

  addGuild(name: string): Guild {
    return this.world.addGuild(name);
  }

  addChannel(guild: Guild, name = "general"): Channel {
    const channel = this.world.addChannel(name, guild);
    this.gateway.channelMade(channel);
    return channel;
  }

  /** A channel in which people open posts, and write nowhere else. */
  addForum(guild: Guild, name = "questions"): Channel {
    const forum = this.world.addChannel(name, guild, true);
    this.gateway.channelMade(forum);
    return forum;
  }

  /** Takes rights of the bot in a channel away, or gives them back; the bot is told where it is connected. */
  allowBot(channel: Channel, rights: Partial<Channel["bot"]>): void {
    Object.assign(channel.bot, rights);
    this.gateway.channelChanged(channel);
  }

  /** Archives a thread, as Discord does after a while. */
  archive(thread: Channel): void {
    this.world.archived.set(thread.id, new Date(this.world.now() + this.world.archived.size).toISOString());
  }

  /** Deletes a channel or thread, of which the bot is told where it is connected. */
  deleteChannel(channel: Channel): void {
    this.world.channels.delete(channel.id);
    if (channel.parentId === undefined) this.gateway.channelDeleted(channel);
    else this.gateway.threadDeleted(channel);
  }

  /** Deletes a role, of which the bot is told where it is connected. */
  deleteRole(guild: Guild, roleId: string): void {
    for (const [name, id] of guild.roleIds) if (id === roleId) guild.roleIds.delete(name);
    for (const [member, ids] of guild.rolesOf)
      guild.rolesOf.set(
        member,
        ids.filter((id) => id !== roleId),
      );
    this.gateway.roleDeleted(guild, roleId);
  }

  /** A new public thread, of which the bot is told; made from a message where one is given. */
  addThread(channel: Channel, name = "thread", from?: { readonly id: string }): Channel {
    const thread = this.world.addThread(name, channel, from?.id);
    this.gateway.threadMade(thread);
    return thread;
  }

  /** A person who is in `guilds`. */
  person(name: string, ...guilds: readonly Guild[]): Person {
    const user = this.world.addUser(name);
    for (const guild of guilds) guild.memberIds.add(user.id);
    return new Person(this, user);
  }

  tell(event: "MESSAGE_CREATE" | "MESSAGE_UPDATE" | "MESSAGE_DELETE", stored: StoredMessage): void {
    if (stored.ephemeralTo !== undefined) return;
    const channel = this.world.channels.get(stored.message.channel_id);
    if (channel === undefined || !channel.bot.view) return;
    const intent = channel.guildId === undefined ? GatewayIntentBits.DirectMessages : GatewayIntentBits.GuildMessages;
    const { id, channel_id } = stored.message;
    const guild = channel.guildId === undefined ? {} : { guild_id: channel.guildId };
    this.gateway.dispatch(
      event,
      event === "MESSAGE_DELETE" ? { id, channel_id, ...guild } : delivered(this.world, stored, channel),
      intent,
    );
  }

  /** Tells the bot of an interaction; that needs no intent. */
  interact(data: object): void {
    this.gateway.dispatch("INTERACTION_CREATE", data, 0);
  }

  async stop(): Promise<void> {
    this.gateway.stop();
    await this.http.stop();
  }
}
