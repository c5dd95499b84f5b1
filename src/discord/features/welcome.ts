import {
  AuditLogEvent,
  ChannelType,
  type Guild,
  type GuildTextBasedChannel,
  PermissionFlagsBits,
  type User,
} from "discord.js";
import type { Texts } from "../../interface-texts/texts.js";
import { cardMessage, rowsOf } from "../card.js";
import type { BotContext } from "../context.js";
import type { Feature } from "../feature.js";
import { openers } from "../openers.js";
import { TIER_COLORS } from "../reading/passage-texts.js";
import { type OutgoingMessage, send } from "../send.js";
import { documentFiles } from "../text/document-files.js";
import { named } from "../text/plain-text.js";

/** One message to a server that the bot was just added to: what can be done first. */
export const welcome: Feature = { guildJoined: greet };

async function greet(guild: Guild, { log, describe, languages, texts }: BotContext): Promise<void> {
  // Whoever removed the bot at once is not written to.
  if (!guild.client.guilds.cache.has(guild.id)) return;
  try {
    const channel = channelFor(guild);
    if (channel !== undefined) {
      await send(channel, greetingCard(texts), { nonce: guild.id });
      return;
    }
    // Buttons would do nothing for the server there: direct messages see only the person's own articles.
    const person = await whoAdded(guild);
    await send(person, { content: firstSteps(named(guild.name), languages.ofDirect(person.id)) }, { nonce: guild.id });
  } catch (error) {
    log.info({ guild: guild.id, error: describe(error) }, "Nobody of a new server could be greeted.");
  }
}

/** What a server's own channel is told, with buttons that do it. */
export function greetingCard(texts: Texts): OutgoingMessage {
  const parts = [{ text: firstSteps(texts.say("welcome.this-server"), texts) }, ...rowsOf(openers(texts))];
  return cardMessage({ color: TIER_COLORS.found, parts });
}

function firstSteps(server: string, texts: Texts): string {
  return [
    texts.say("welcome.hello", { server }),
    texts.say("welcome.add", { files: documentFiles(texts) }),
    texts.say("welcome.ask"),
    `-# ${texts.say("welcome.more")}`,
  ].join("\n");
}

/** The channel for the server's own messages, where the bot may write there. */
function channelFor({ systemChannel, members, channels }: Guild): GuildTextBasedChannel | undefined {
  const me = members.me;
  const needed = PermissionFlagsBits.ViewChannel | PermissionFlagsBits.SendMessages;
  const may = (channel: GuildTextBasedChannel) => me !== null && channel.permissionsFor(me).has(needed);
  if (systemChannel !== null && may(systemChannel)) return systemChannel;
  // A server of one text channel has no other place.
  const texts = [...channels.cache.values()].filter((channel) => channel.type === ChannelType.GuildText);
  const [only] = texts;
  return only !== undefined && texts.length === 1 && may(only) ? only : undefined;
}

/** Who added the bot, where the server's log may be read; else its owner. */
async function whoAdded(guild: Guild): Promise<User> {
  if (guild.members.me?.permissions.has(PermissionFlagsBits.ViewAuditLog)) {
    const log = await guild.fetchAuditLogs({ type: AuditLogEvent.BotAdd, limit: 5 });
    const entry = log.entries.find(({ targetId }) => targetId === guild.client.user.id);
    if (entry?.executor) return guild.client.users.fetch(entry.executor.id);
  }
  return guild.client.users.fetch(guild.ownerId);
}
