import { ApplicationIntegrationType, type BaseInteraction, InteractionContextType, type Message } from "discord.js";
import { type Scope, scopeOfGuild, scopeOfPerson } from "../store/scope.js";
import type { Names } from "./text/discord-markup.js";

/** Who did something, and in which server; in none, it was in direct messages. */
export interface Origin {
  readonly guildId: string | null;
  readonly user: { readonly id: string };
  /** Of an interaction: who installed the bot there, the server or the person. */
  readonly authorizingIntegrationOwners?: BaseInteraction["authorizingIntegrationOwners"];
}

/** Whose articles are asked and changed: a server's where it is done in a server that has the bot, otherwise the person's. */
export function scopeOf(origin: Origin): Scope {
  const { guildId, user } = origin;
  return guildId !== null && hasBot(origin) ? scopeOfGuild(guildId) : scopeOfPerson(user.id);
}

/** Whether it was done in a server that has the bot. */
export function isInServer(origin: Origin): boolean {
  return origin.guildId !== null && hasBot(origin);
}

/** Whether it was done through a person's own installation of the bot, where others are who did not ask for it. */
export function isElsewhere(interaction: BaseInteraction): boolean {
  const isGroup = interaction.context === InteractionContextType.PrivateChannel;
  return isGroup || (interaction.guildId !== null && !hasBot(interaction));
}

function hasBot({ authorizingIntegrationOwners: owners }: Origin): boolean {
  return owners === undefined || owners[ApplicationIntegrationType.GuildInstall] !== undefined;
}

/** The key of a conversation: what one person asks in one channel. */
export function conversationKey({ channelId, user }: Pick<Origin, "user"> & { readonly channelId: string | null }) {
  return `${channelId}:${user.id}`;
}

/** Whether a conversation is this person's. */
export function isConversationOf(key: string, userId: string): boolean {
  return key.endsWith(`:${userId}`);
}

/** Where something is asked, as `Library.ask` takes it: a thread's default article comes before its channel's. */
export async function whereAsked(
  place: Pick<BaseInteraction | Message, "channel" | "channelId">,
): Promise<{ readonly channelId: string | undefined; readonly threadId?: string }> {
  const channelId = await channelOf(place);
  return { channelId, ...(place.channel?.isThread() && { threadId: place.channel.id }) };
}

/** The channel in which something is; of a thread that which it is in. */
export async function channelOf({
  channel,
  channelId,
}: Pick<BaseInteraction | Message, "channel" | "channelId">): Promise<string | undefined> {
  if (!channel?.isThread()) return channelId ?? undefined;
  // A thread that was archived when the bot started is known by its id alone until it is asked for.
  const { parentId } = channel.parentId === null ? await channel.fetch() : channel;
  return parentId ?? undefined;
}

/** The names that a message's or command's mentions stand for, as its server shows them. */
export function namesIn({
  client,
  guild,
  mentions,
}: Pick<Message | BaseInteraction, "client" | "guild"> & { readonly mentions?: Message["mentions"] }): Names {
  return {
    user: (id) =>
      (mentions?.members?.get(id) ?? guild?.members.cache.get(id))?.displayName ??
      (mentions?.users.get(id) ?? client.users.cache.get(id))?.displayName,
    role: (id) => guild?.roles.cache.get(id)?.name,
    channel: (id) => {
      const channel = client.channels.cache.get(id);
      return channel !== undefined && "name" in channel && channel.name !== null && sees(guild?.id, channel)
        ? `#${channel.name}`
        : undefined;
    },
  };
}

/** Names of other servers' channels are not told. */
function sees(guildId: string | undefined, channel: object): boolean {
  return "guildId" in channel && channel.guildId === guildId;
}
