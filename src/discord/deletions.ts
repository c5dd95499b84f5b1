import { type Client, DiscordAPIError, Events, type Guild, RESTJSONErrorCodes } from "discord.js";
import { scopeOfGuild } from "../store/scope.js";
import { channelsIn, rolesIn, type ScopeSettings } from "../store/scope-settings.js";
import type { BotContext } from "./context.js";

type Context = Pick<BotContext, "settings" | "log" | "describe">;

/** Does work that is waited for before the bot leaves; what it throws goes to `failed`. */
type Start = (work: () => Promise<unknown>, failed: (error: unknown) => void) => void;

/** What is deleted in a server goes from its settings: when it is, and when the bot sees the server again after it was away. */
export function watchDeletions(client: Client, context: Context, start: Start): void {
  const { settings, log, describe } = context;
  const failed = (error: unknown) =>
    log.error({ error: describe(error) }, "What was deleted may still be in a server's settings.");
  const gone = (guildId: string, id: string) =>
    start(() => settings.forget(scopeOfGuild(guildId), (one) => one === id), failed);
  client.on(Events.ChannelDelete, (channel) => {
    if (!channel.isDMBased()) gone(channel.guildId, channel.id);
  });
  client.on(Events.ThreadDelete, ({ guildId, id }) => gone(guildId, id));
  client.on(Events.GuildRoleDelete, ({ guild, id }) => gone(guild.id, id));
  client.on(Events.GuildAvailable, (guild) => start(() => presentSettings(guild, context), failed));
  client.once(Events.ClientReady, ({ guilds }) =>
    start(async () => {
      for (const guild of guilds.cache.values()) await presentSettings(guild, context).catch(failed);
    }, failed),
  );
}

/** The settings of a server, without what was deleted there while the bot was away. */
export async function presentSettings(guild: Guild, context: Context): Promise<ScopeSettings> {
  const { settings } = context;
  const scope = scopeOfGuild(guild.id);
  const kept = await settings.get(scope);
  // Of a server that is down nothing is known: nothing of it is deleted.
  if (!guild.available) return kept;
  const missing = rolesIn(kept).filter((id) => !guild.roles.cache.has(id));
  for (const id of channelsIn(kept)) if (await isGone(id, guild, context)) missing.push(id);
  return missing.length === 0 ? kept : settings.forget(scope, (id) => missing.includes(id));
}

/** Discord does not tell of archived threads: whether one of those is there has to be asked. */
async function isGone(id: string, { client }: Guild, { log, describe }: Context): Promise<boolean> {
  if (client.channels.cache.has(id)) return false;
  try {
    await client.channels.fetch(id, { cache: false });
    return false;
  } catch (error) {
    if (error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.UnknownChannel) return true;
    log.debug({ channel: id, error: describe(error) }, "Whether a channel of the settings is there is not known.");
    return false;
  }
}
