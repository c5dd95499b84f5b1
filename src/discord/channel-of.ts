import type { BaseInteraction, Message } from "discord.js";

/** The channel whose default article is asked first; a thread asks its channel's. */
export async function channelOf({
  channel,
  channelId,
}: Pick<BaseInteraction | Message, "channel" | "channelId">): Promise<string | undefined> {
  if (!channel?.isThread()) return channelId ?? undefined;
  // A thread that was archived when the bot started is known by its id alone until it is asked for.
  const { parentId } = channel.parentId === null ? await channel.fetch() : channel;
  return parentId ?? undefined;
}
