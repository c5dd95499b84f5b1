import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { GatewayCloseCodes, GatewayIntentBits, GatewayOpcodes, PermissionFlagsBits } from "discord-api-types/v10";
import { type WebSocket, WebSocketServer } from "ws";
import { isRecord } from "./schema.js";
import { type Channel, channelType, type Guild, type World } from "./world.js";

interface Session {
  readonly id: string;
  sequence: number;
  readonly sent: { readonly s: number; readonly payload: string }[];
  socket: WebSocket | undefined;
}

const privileged = GatewayIntentBits.GuildMembers | GatewayIntentBits.GuildPresences | GatewayIntentBits.MessageContent;
const everyIntent = Object.values(GatewayIntentBits).reduce<number>(
  (all, bit) => (typeof bit === "number" ? all | bit : all),
  0,
);

/** The gateway: the WebSocket through which the bot learns what happens. */
export class Gateway {
  /** What bots did here, in order: `identify`, `resume`, `resumed`, `heartbeat`. */
  readonly log: string[] = [];
  /** The intents of the last bot that identified. */
  intents = 0;
  /** Whether the developer portal lets the bot read messages that do not name it; tests change it. */
  allowsContent = false;
  /** Whether new connections are dropped at once, as in an outage. */
  down = false;
  /** How many connections were dropped so. */
  turnedAway = 0;
  /** The code with which the next one that identifies is turned away. */
  refuseNext: number | undefined;
  readonly #sessions = new Map<string, Session>();
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #sockets = new Set<WebSocket>();
  readonly #world: World;
  readonly #token: string;
  readonly #breach: (what: string) => void;
  /** The address under which the bot finds this gateway. */
  url = "";

  constructor(world: World, token: string, breach: (what: string) => void) {
    this.#world = world;
    this.#token = token;
    this.#breach = breach;
  }

  attach(server: Server): void {
    server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      if (this.down) {
        this.turnedAway += 1;
        socket.destroy();
        this.#world.changed();
        return;
      }
      const query = new URL(request.url ?? "/", "http://loopback").searchParams;
      if (query.get("v") !== "10") this.#breach(`gateway version ${query.get("v")}, expected 10`);
      if (query.get("encoding") !== "json") this.#breach(`gateway encoding ${query.get("encoding")}, expected json`);
      this.#server.handleUpgrade(request, socket, head, (opened) => this.#open(opened));
    });
  }

  /** How many bots are connected and identified. */
  get connected(): number {
    return [...this.#sessions.values()].filter(({ socket }) => socket !== undefined).length;
  }

  #open(socket: WebSocket): void {
    this.#sockets.add(socket);
    socket.on("close", () => {
      this.#sockets.delete(socket);
      for (const session of this.#sessions.values()) if (session.socket === socket) session.socket = undefined;
      this.#world.changed();
    });
    socket.on("message", (data) => this.#receive(socket, String(data)));
    socket.send(JSON.stringify({ op: GatewayOpcodes.Hello, d: { heartbeat_interval: 41_250 }, s: null, t: null }));
  }

  #receive(socket: WebSocket, text: string): void {
    if (Buffer.byteLength(text) > 4096) {
      this.#breach("a gateway payload of more than 4096 bytes");
      socket.close(GatewayCloseCodes.DecodeError);
      return;
    }
    const payload: unknown = JSON.parse(text);
    if (!isRecord(payload)) return;
    const { op, d } = payload;
    if (op === GatewayOpcodes.Heartbeat) {
      this.log.push("heartbeat");
      socket.send(JSON.stringify({ op: GatewayOpcodes.HeartbeatAck, d: null, s: null, t: null }));
    } else if (op === GatewayOpcodes.Identify && isRecord(d)) this.#identify(socket, d);
    else if (op === GatewayOpcodes.Resume && isRecord(d)) this.#resume(socket, d);
    else if (op !== GatewayOpcodes.PresenceUpdate) {
      this.#breach(`a gateway payload with opcode ${String(op)}`);
      socket.close(GatewayCloseCodes.UnknownOpcode);
    }
  }

  #identify(socket: WebSocket, { token, intents, properties }: Record<string, unknown>): void {
    this.log.push("identify");
    const refusal = this.refuseNext;
    this.refuseNext = undefined;
    const known = typeof intents === "number" && (intents & ~everyIntent) === 0;
    if (refusal !== undefined) socket.close(refusal);
    else if (token !== this.#token) socket.close(GatewayCloseCodes.AuthenticationFailed, "Authentication failed.");
    else if (!known) this.#refuse(socket, GatewayCloseCodes.InvalidIntents);
    else if ((intents & privileged & ~(this.allowsContent ? GatewayIntentBits.MessageContent : 0)) !== 0)
      this.#refuse(socket, GatewayCloseCodes.DisallowedIntents);
    else this.#welcome(socket, intents, properties);
  }

  #welcome(socket: WebSocket, intents: number, properties: unknown): void {
    if (!isRecord(properties)) this.#breach("identify without properties");
    this.intents = intents;
    this.#world.readsContent = (intents & GatewayIntentBits.MessageContent) !== 0;
    const session: Session = { id: this.#world.secret().slice(0, 32), sequence: 0, sent: [], socket };
    this.#sessions.set(session.id, session);
    const guilds = [...this.#world.guilds.values()];
    this.#send(session, "READY", {
      v: 10,
      user: { ...this.#world.bot, mfa_enabled: false, verified: true, email: null },
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: this.url,
      shard: [0, 1],
      application: { id: this.#world.bot.id, flags: 0 },
    });
    for (const guild of guilds) this.#send(session, "GUILD_CREATE", this.#guild(guild));
    this.#world.changed();
  }

  #refuse(socket: WebSocket, code: GatewayCloseCodes): void {
    this.#breach(`intents refused with ${code}`);
    socket.close(code);
  }

  #resume(socket: WebSocket, { token, session_id: id, seq }: Record<string, unknown>): void {
    this.log.push("resume");
    if (token !== this.#token) {
      socket.close(GatewayCloseCodes.AuthenticationFailed);
      return;
    }
    const session = this.#sessions.get(String(id));
    if (session === undefined || typeof seq !== "number") {
      socket.send(JSON.stringify({ op: GatewayOpcodes.InvalidSession, d: false, s: null, t: null }));
      return;
    }
    session.socket = socket;
    for (const { s, payload } of session.sent) if (s > seq) socket.send(payload);
    this.#send(session, "RESUMED", {});
    this.log.push("resumed");
    this.#world.changed();
  }

  /** Tells every bot that something happened, those that are away when they resume. */
  dispatch(event: string, data: object, intent: number): void {
    if (intent !== 0 && (this.intents & intent) === 0) return;
    for (const session of this.#sessions.values()) this.#send(session, event, data);
  }

  #send(session: Session, event: string, data: object): void {
    session.sequence += 1;
    const payload = JSON.stringify({ op: GatewayOpcodes.Dispatch, t: event, s: session.sequence, d: data });
    session.sent.push({ s: session.sequence, payload });
    session.socket?.send(payload);
  }

  #guild(guild: Guild): object {
    const joined_at = "2024-01-01T00:00:00.000Z";
    const roles = [...guild.roleIds].map(([name, id], position) => ({
      ...role(id, name, position),
      ...(id === guild.managerRoleId ? { permissions: String(PermissionFlagsBits.ManageGuild) } : {}),
      ...(id === guild.botRoleId ? { managed: true, tags: { bot_id: this.#world.bot.id } } : {}),
    }));
    return {
      id: guild.id,
      name: guild.name,
      owner_id: "1",
      joined_at,
      large: false,
      unavailable: false,
      roles,
      emojis: [],
      stickers: [],
      features: [],
      member_count: guild.memberIds.size,
      voice_states: [],
      presences: [],
      threads: guild.threadIds.flatMap((id) => {
        const found = this.#world.channels.get(id);
        return found === undefined ? [] : [thread(found, this.#world.bot.id)];
      }),
      stage_instances: [],
      guild_scheduled_events: [],
      soundboard_sounds: [],
      afk_timeout: 300,
      verification_level: 0,
      default_message_notifications: 0,
      explicit_content_filter: 0,
      mfa_level: 0,
      system_channel_flags: 0,
      premium_tier: 0,
      preferred_locale: guild.locale,
      nsfw_level: 0,
      premium_progress_bar_enabled: false,
      safety_alerts_channel_id: null,
      icon: null,
      splash: null,
      banner: null,
      description: null,
      members: [{ user: this.#world.bot, roles: [guild.botRoleId], joined_at, deaf: false, mute: false, flags: 0 }],
      channels: guild.channelIds.flatMap((id, position) => {
        const channel = this.#world.channels.get(id);
        if (channel === undefined) return [];
        return [this.#channel(channel, position)];
      }),
    };
  }

  #channel(channel: Channel, position: number): object {
    const { view, send, embedLinks, history } = channel.bot;
    const { ViewChannel, SendMessages, SendMessagesInThreads, EmbedLinks, ReadMessageHistory } = PermissionFlagsBits;
    const denied =
      (view ? 0n : ViewChannel) |
      (send ? 0n : SendMessages | SendMessagesInThreads) |
      (embedLinks ? 0n : EmbedLinks) |
      (history ? 0n : ReadMessageHistory);
    const deny = (member: string, bits: bigint) => ({ id: member, type: 1, allow: "0", deny: String(bits) });
    const overwrites = [
      ...(denied === 0n ? [] : [deny(this.#world.bot.id, denied)]),
      ...[...channel.hiddenFrom].map((member) => deny(member, ViewChannel)),
    ];
    const { id, name, guildId } = channel;
    const facts = { id, type: channelType(channel), name, position, guild_id: guildId };
    return { ...facts, permission_overwrites: overwrites, nsfw: false, flags: 0 };
  }

  /** Tells the bot of a new channel of a guild. */
  channelMade(channel: Channel): void {
    this.dispatch("CHANNEL_CREATE", this.#channel(channel, 0), GatewayIntentBits.Guilds);
  }

  /** Tells the bot of what a channel of a guild is now. */
  channelChanged(channel: Channel): void {
    this.dispatch("CHANNEL_UPDATE", this.#channel(channel, 0), GatewayIntentBits.Guilds);
  }

  /** Tells the bot that it is in a guild. */
  joined(guild: Guild): void {
    this.dispatch("GUILD_CREATE", this.#guild(guild), GatewayIntentBits.Guilds);
  }

  /** Tells the bot of a new thread. */
  threadMade(made: Channel): void {
    this.dispatch("THREAD_CREATE", { ...thread(made, "1"), newly_created: true }, GatewayIntentBits.Guilds);
  }

  /** Tells the bot that a channel of a guild is gone. */
  channelDeleted(channel: Channel): void {
    const facts = { id: channel.id, type: channelType(channel), name: channel.name, guild_id: channel.guildId };
    this.dispatch("CHANNEL_DELETE", facts, GatewayIntentBits.Guilds);
  }

  /** Tells the bot that a thread is gone. */
  threadDeleted({ id, guildId, parentId }: Channel): void {
    const facts = { id, guild_id: guildId, parent_id: parentId, type: 11 };
    this.dispatch("THREAD_DELETE", facts, GatewayIntentBits.Guilds);
  }

  /** Tells the bot that a role of a guild is gone. */
  roleDeleted(guild: Guild, roleId: string): void {
    this.dispatch("GUILD_ROLE_DELETE", { guild_id: guild.id, role_id: roleId }, GatewayIntentBits.Guilds);
  }

  /** Tells the bot that it is in a guild no more, or that the guild is away for a while. */
  left(guild: Guild, { unavailable = false } = {}): void {
    const facts = { id: guild.id, ...(unavailable ? { unavailable } : {}) };
    this.dispatch("GUILD_DELETE", facts, GatewayIntentBits.Guilds);
  }

  /** Closes every connection with a code, as Discord does. Sessions stay and can be resumed unless `forget`. */
  close(code: number, { forget = false } = {}): void {
    if (forget) this.#sessions.clear();
    for (const socket of [...this.#sockets]) socket.close(code);
  }

  /** Cuts every connection without a word. */
  cut(): void {
    for (const socket of [...this.#sockets]) socket.terminate();
  }

  stop(): void {
    this.cut();
    this.#server.close();
  }
}

/** A thread as Discord tells it. */
export function thread(channel: Channel, ownerId: string): object {
  return {
    id: channel.id,
    type: channelType(channel),
    name: channel.name,
    guild_id: channel.guildId,
    parent_id: channel.parentId,
    owner_id: ownerId,
    message_count: 0,
    member_count: 1,
    rate_limit_per_user: 0,
    flags: 0,
    thread_metadata: {
      archived: false,
      auto_archive_duration: 1440,
      archive_timestamp: "2024-01-01T00:00:00.000Z",
      locked: false,
    },
  };
}

/** A role as Discord tells it. */
export function role(id: string, name: string, position: number): object {
  return {
    id,
    name,
    position,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    permissions: "2248473465835073",
    managed: false,
    mentionable: true,
    flags: 0,
  };
}
