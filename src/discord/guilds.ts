import { type Client, Events } from "discord.js";
import type { BotContext } from "./context.js";

/**
 * Tells the library which servers the bot is in, so that those it was removed from are forgotten some time later. A server
 * that is only unavailable for a while is not left: discord.js reports it by another event.
 */
export function watchGuilds(client: Client, { retention, log, describe }: BotContext): void {
  // One after the other: a server that removes the bot and invites it again at once is not left.
  let last: Promise<void> = Promise.resolve();
  const note = (work: () => Promise<void>) => {
    last = last
      .then(work)
      .catch((error: unknown) => log.error({ error: describe(error) }, "A server's coming or going was not kept."));
  };
  client.on(Events.GuildCreate, ({ id }) => note(() => retention.guildJoined(id)));
  client.on(Events.GuildDelete, ({ id }) => note(() => retention.guildLeft(id)));
  // It may have been removed, or invited again, while it was away. Servers that are down are in the cache too.
  client.once(Events.ClientReady, ({ guilds }) => note(() => retention.guildsPresent([...guilds.cache.keys()])));
}
