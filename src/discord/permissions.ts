import {
  type BaseInteraction,
  type GuildBasedChannel,
  GuildMember,
  type Message,
  PermissionFlagsBits,
} from "discord.js";
import { english } from "../interface-texts/texts.js";
import { listed } from "../presentation/counts.js";
import type { ScopeSettings } from "../store/scope-settings.js";
import { type BotContext, NotAllowedError, type Saying } from "./context.js";
import { channelOf, isInServer, type Origin, scopeOf } from "./incoming.js";
import { shortMarkdown } from "./text/plain-text.js";

const roleLimit = 60;
/** So many channels or roles are named to who may not ask. */
const mostNamed = 5;

/** Who did something in a server or in direct messages: a person's command or press, or what they wrote. */
type By = BaseInteraction | Message;

/**
 * Everybody may add, change and remove articles for themselves where those are asked; in a server those who may manage it, and
 * the roles that its settings name.
 * @throws NotAllowedError for everybody else.
 */
export async function requireManager(by: By, { settings }: Pick<BotContext, "settings">): Promise<void> {
  const origin = originOf(by);
  if (!isInServer(origin) || managesServer(by)) return;
  const { managerRoles } = await settings.get(scopeOf(origin));
  if (!hasAny(by, managerRoles)) throw new NotAllowedError((texts) => texts.say("permission.managers-only"));
}

/** @throws NotAllowedError where a person may not ask here, by the settings of the server. */
export async function requireAsker(by: By, context: Pick<BotContext, "settings">): Promise<void> {
  const refusal = await whyNotAsk(by, context);
  if (refusal !== undefined) throw new NotAllowedError(refusal);
}

/** Why a person may not ask here, in Markdown for that person; `undefined` where they may. */
export async function whyNotAsk(by: By, { settings }: Pick<BotContext, "settings">): Promise<Saying | undefined> {
  const origin = originOf(by);
  if (!isInServer(origin)) return undefined;
  const { channels, automaticChannels, askerRoles } = await settings.get(scopeOf(origin));
  // Where it answers unasked it also answers who asks.
  const places = channels && [...new Set([...channels, ...automaticChannels])];
  if (places !== null && !places.includes((await channelOf(by)) ?? "")) return notHere(places, by);
  return mayAsk(by, { askerRoles }) ? undefined : notYou(askerRoles ?? [], by.guild);
}

/** Whether a person's roles let them ask in their server. */
export function mayAsk(by: By, { askerRoles }: Pick<ScopeSettings, "askerRoles">): boolean {
  return askerRoles === null || managesServer(by) || hasAny(by, askerRoles);
}

/** @throws NotAllowedError for everybody who may not manage the server. */
export function requireServerManager(by: By): void {
  if (by.guildId === null || !managesServer(by))
    throw new NotAllowedError((texts) => texts.say("permission.server-managers-only"));
}

/** Whether a person may manage their server, as Discord said with this very interaction or message. */
export function managesServer(by: By): boolean {
  const permissions = "author" in by ? by.member?.permissions : by.memberPermissions;
  return permissions?.has(PermissionFlagsBits.ManageGuild) ?? false;
}

/** The names of roles, made safe, those that are gone left out. */
export function roleNames(ids: readonly string[], guild: BaseInteraction["guild"]): string[] {
  return ids
    .flatMap((id) => guild?.roles.cache.get(id)?.name ?? [])
    .map((name) => `@${shortMarkdown(name, roleLimit)}`);
}

/** Links to the channels that a person sees, and how many others there are. */
export function channelLinks(ids: readonly string[], { guild, member }: By, texts = english()): string[] {
  const isHidden = (id: string) => {
    const channel = guild?.channels.cache.get(id);
    return (
      member instanceof GuildMember && channel?.permissionsFor(member).has(PermissionFlagsBits.ViewChannel) === false
    );
  };
  const hidden = ids.filter(isHidden).length;
  const links = ids.filter((id) => !isHidden(id)).map((id) => `<#${id}>`);
  return hidden === 0 ? links : [...links, texts.say("permission.hidden-channels", { count: hidden })];
}

/** Whether the bot may reply to messages in a channel, or in the posts of a forum. Every refused request counts towards Discord's ban of bots that make many. */
export function mayReplyIn(channel: GuildBasedChannel): boolean {
  const inThreads = channel.isThread() || channel.isThreadOnly();
  const send = inThreads ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages;
  const needed = [PermissionFlagsBits.ViewChannel, PermissionFlagsBits.ReadMessageHistory, send];
  return channel.permissionsFor(channel.client.user)?.has(needed) ?? false;
}

function originOf(by: By): Origin {
  return "author" in by ? { guildId: by.guildId, user: by.author } : by;
}

function hasAny({ member }: By, wanted: readonly string[]): boolean {
  if (member === null) return false;
  // The server's members are cached or not; both forms tell the roles of the moment.
  const roles = Array.isArray(member.roles) ? member.roles : [...member.roles.cache.keys()];
  return wanted.some((id) => roles.includes(id));
}

function notHere(channels: readonly string[], by: By): Saying {
  return (texts) => {
    const links = channelLinks(channels, by, texts);
    if (links.some((link) => link.startsWith("<#")))
      return texts.say("permission.other-channel", { channels: listed(links, "disjunction", mostNamed, texts) });
    return texts.say(links.length === 0 ? "permission.no-channel" : "permission.no-channel-seen");
  };
}

function notYou(roles: readonly string[], guild: By["guild"]): Saying {
  const names = roleNames(roles, guild);
  if (names.length === 0) return (texts) => texts.say("permission.managers-ask");
  return (texts) => texts.say("permission.roles-ask", { roles: listed(names, "disjunction", mostNamed, texts) });
}
