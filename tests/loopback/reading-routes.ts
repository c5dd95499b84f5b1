// How a bot reads what is in a channel already: its pinned messages, and a forum's posts.
// Sources: https://discord.com/developers/docs/resources/message#get-channel-pins, .../resources/channel#list-public-archived-threads,
// .../resources/guild#list-active-guild-threads
import * as spec from "discord-api-spec/zod";
import { refuse } from "./api-error.js";
import { thread } from "./gateway.js";
import { readable } from "./messages.js";
import type { Call, Host, Reply } from "./routes.js";
import type { Channel, World } from "./world.js";

/** The pinned messages of a channel, the last that was pinned first. Who may not read what was written before gets none. */
export function pins({ world }: Host, { ids, query }: Call): Reply {
  const channel = channelToRead(world, ids[0]);
  const limit = limitOf(query, 50);
  const before = dateOf(query);
  const pinned = [...world.pins]
    .map(([id, at]) => ({ stored: world.messages.get(id), at }))
    .filter(({ stored, at }) => stored?.message.channel_id === channel.id && at < before)
    .sort((a, b) => (a.at < b.at ? 1 : -1));
  const items = (channel.bot.history ? pinned : []).slice(0, limit).flatMap(({ stored, at }) => {
    if (stored === undefined) return [];
    const { referenced_message: _, ...message } = readable(world, stored.message, channel);
    return [{ pinned_at: at, message }];
  });
  const body = { items, has_more: channel.bot.history && pinned.length > limit };
  return { status: 200, body, schema: spec.PinnedMessagesResponseSchema };
}

/** All threads of a guild that are open and that the bot sees. */
export function activeThreads({ world }: Host, { ids }: Call): Reply {
  const guild = world.guilds.get(ids[0] ?? "");
  if (guild === undefined) throw refuse.unknownGuild();
  const open = guild.threadIds
    .flatMap((id) => world.channels.get(id) ?? [])
    .filter(({ id }) => !world.archived.has(id));
  const seen = open.filter(({ parentId }) => world.channels.get(parentId ?? "")?.bot.view === true);
  return { status: 200, body: { threads: seen.map((one) => threadOf(world, one)), members: [] } };
}

/** The public threads of a channel's archive, the last that was archived first. */
export function archivedThreads({ world }: Host, { ids, query }: Call): Reply {
  const channel = channelToRead(world, ids[0]);
  if (!channel.bot.history) throw refuse.missingPermissions("Read Message History");
  const limit = limitOf(query, 100);
  const before = dateOf(query);
  const all = [...world.archived]
    .filter(([id, at]) => world.channels.get(id)?.parentId === channel.id && at < before)
    .sort(([, a], [, b]) => (a < b ? 1 : -1));
  const threads = all.slice(0, limit).flatMap(([id]) => world.channels.get(id) ?? []);
  const body = { threads: threads.map((one) => threadOf(world, one)), members: [], has_more: all.length > limit };
  return { status: 200, body, schema: spec.ThreadsResponseSchema };
}

function threadOf(world: World, channel: Channel): object {
  const archivedAt = world.archived.get(channel.id);
  const messages = [...world.messages.values()].filter(({ message }) => message.channel_id === channel.id);
  const replies = messages.filter(({ message }) => message.id !== channel.id).length;
  const metadata = {
    archived: archivedAt !== undefined,
    auto_archive_duration: 1440,
    archive_timestamp: archivedAt ?? "2024-01-01T00:00:00.000Z",
    locked: false,
  };
  return { ...thread(channel, "1"), message_count: replies, total_message_sent: replies, thread_metadata: metadata };
}

function channelToRead(world: World, id: string | undefined): Channel {
  const channel = world.channels.get(id ?? "");
  if (channel === undefined) throw refuse.unknownChannel();
  if (!channel.bot.view) throw refuse.missingAccess();
  return channel;
}

function limitOf(query: URLSearchParams, most: number): number {
  const limit = Number(query.get("limit") ?? most);
  if (!Number.isInteger(limit) || limit < 1 || limit > most) throw refuse.invalidForm([`limit ${limit}, 1 to ${most}`]);
  return limit;
}

/** Times as Discord writes them are in order as texts. */
function dateOf(query: URLSearchParams): string {
  const before = query.get("before");
  if (before === null) return "9999";
  if (!/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(before)) throw refuse.invalidForm([`before “${before}” is no ISO 8601 time`]);
  return before;
}
