import type { BaseInteraction, Message } from "discord.js";

/** The channel whose default article is asked first; a thread asks its channel's. */
export function channelOf({
  channel,
  channelId,
}: Pick<BaseInteraction | Message, "channel" | "channelId">): string | undefined {
  return (channel?.isThread() ? channel.parentId : channelId) ?? undefined;
}
