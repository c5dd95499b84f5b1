import {
  ChannelType,
  DiscordAPIError,
  type ForumChannel,
  type GuildTextBasedChannel,
  type MediaChannel,
  type Message,
  RESTJSONErrorCodes,
  type ThreadChannel,
} from "discord.js";
import pMap from "p-map";

/** A channel has at most this many pinned messages. Source: https://discord.com/developers/docs/resources/message#pin-message */
const MOST_PINS = 250;
/** Each post costs a request. */
export const MOST_POSTS = 200;
/** What Discord gives at once. */
const PINS_A_PAGE = 50;
const POSTS_A_PAGE = 100;
const AT_ONCE = 4;

/** A channel that holds posts alone. */
export type Forum = ForumChannel | MediaChannel;

/** A channel whose messages can be added, or a forum. */
export type Source = GuildTextBasedChannel | Forum;

/** A message, and the title of the post that it begins. */
export interface Gathered {
  readonly message: Message<true>;
  readonly heading: string | undefined;
}

/** What of a channel is an article, and what is not. */
export interface Gathering {
  /** Oldest first. */
  readonly messages: readonly Gathered[];
  /** How many posts have lost their first message. */
  readonly withoutStart: number;
  /** How many replies stand in the posts. */
  readonly replies: number;
  /** Whether there are older posts. */
  readonly hasMore: boolean;
}

/** Told how many posts of how many are read. */
export type OnPost = (done: number, of: number) => void;

/** Whether it is a forum, of which each post is a thread. */
export function isForum(channel: Source): channel is Forum {
  return channel.type === ChannelType.GuildForum || channel.type === ChannelType.GuildMedia;
}

/** What can be added of a channel: a forum's posts, or its pinned messages. */
export function gather(channel: Source, onPost: OnPost): Promise<Gathering> {
  return isForum(channel) ? posts(channel, onPost) : pins(channel);
}

async function pins({ messages }: GuildTextBasedChannel): Promise<Gathering> {
  const found: Message<true>[] = [];
  let hasMore = true;
  let before: number | undefined;
  while (hasMore && found.length < MOST_PINS) {
    const page = await messages.fetchPins({
      limit: PINS_A_PAGE,
      cache: false,
      ...(before !== undefined && { before }),
    });
    found.push(...page.items.map(({ message }) => message));
    before = page.items.at(-1)?.pinnedTimestamp;
    hasMore = page.hasMore && before !== undefined;
  }
  const inOrder = found.sort((a, b) => a.createdTimestamp - b.createdTimestamp);
  return {
    messages: inOrder.map((message) => ({ message, heading: undefined })),
    withoutStart: 0,
    replies: 0,
    hasMore,
  };
}

async function posts(forum: Forum, onPost: OnPost): Promise<Gathering> {
  const { threads, hasMore } = await newestPosts(forum);
  let done = 0;
  const starts = await pMap(
    threads,
    async (thread) => {
      const message = await startOf(thread);
      onPost(++done, threads.length);
      return message === undefined ? [] : [{ message, heading: thread.name }];
    },
    { concurrency: AT_ONCE },
  );
  const messages = starts.flat();
  const replies = threads.reduce((sum, { messageCount }) => sum + (messageCount ?? 0), 0);
  return { messages, withoutStart: threads.length - messages.length, replies, hasMore };
}

/** The newest posts of a forum, oldest of them first: those that are open, and those in the archive. */
async function newestPosts({
  threads,
}: Forum): Promise<{ readonly threads: ThreadChannel[]; readonly hasMore: boolean }> {
  const all = [...(await threads.fetchActive()).threads.values()];
  let before: Date | undefined;
  let hasMore = true;
  while (hasMore && all.length <= MOST_POSTS) {
    const page = await threads.fetchArchived({ limit: POSTS_A_PAGE, ...(before && { before }) });
    const archived = [...page.threads.values()];
    all.push(...archived);
    before = archived.at(-1)?.archivedAt ?? undefined;
    hasMore = page.hasMore === true && before !== undefined;
  }
  const newest = all.sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? 1 : -1)).slice(0, MOST_POSTS);
  return { threads: newest.reverse(), hasMore: hasMore || all.length > MOST_POSTS };
}

/** The message that a post begins with; `undefined` where it was deleted. */
async function startOf(thread: ThreadChannel): Promise<Message<true> | undefined> {
  try {
    return (await thread.fetchStarterMessage({ cache: false, force: true })) ?? undefined;
  } catch (error) {
    if (error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.UnknownMessage) return undefined;
    throw error;
  }
}
