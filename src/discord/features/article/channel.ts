import {
  type ChatInputCommandInteraction,
  DiscordAPIError,
  type Guild,
  InteractionContextType,
  type MessageContextMenuCommandInteraction,
  PermissionFlagsBits,
  type PermissionResolvable,
  RESTJSONErrorCodes,
} from "discord.js";
import { listed } from "../../../presentation/counts.js";
import { type BotContext, NotAllowedError } from "../../context.js";
import type { LiveMessage } from "../../deferred-reply.js";
import { inMessageMenu, type MessageCommand } from "../../feature.js";
import { isInServer, scopeOf } from "../../incoming.js";
import { requireManager } from "../../permissions.js";
import type { OutgoingMessage } from "../../send.js";
import { limits } from "../../text/limits.js";
import { headOf, oneLine } from "../../text/plain-text.js";
import { channelDocument } from "./channel-document.js";
import { gather, isForum, type Source } from "./channel-messages.js";
import { addArticle } from "./import.js";

/** What reading a channel's messages takes, as Discord's settings call it. */
const NEEDED: readonly (readonly [permission: PermissionResolvable, name: string])[] = [
  [PermissionFlagsBits.ViewChannel, "View Channel"],
  [PermissionFlagsBits.ReadMessageHistory, "Read Message History"],
];

type Using = ChatInputCommandInteraction | MessageContextMenuCommandInteraction;

/** "Add channel as article": the pinned messages of the message's channel, or the posts of its forum. */
export const addChannelOfMessage: MessageCommand = {
  definition: { ...inMessageMenu("Add channel as article"), contexts: [InteractionContextType.Guild] },
  isForManagers: true,
  run: (interaction, context, live) => addChannel(interaction, { id: interaction.channelId }, context, live),
};

/**
 * Adds a channel's pinned messages or a forum's posts as one article; where they were added before, in its place.
 * @param of the channel's id; a post of a forum stands for its forum, but where it is `named` itself
 * @throws NotAllowedError where something is missing: a right of the person's or the bot's, an intent, a text
 */
export async function addChannel(
  interaction: Using,
  of: { readonly id: string; readonly isNamed?: boolean; readonly title?: string | undefined },
  context: BotContext,
  live: LiveMessage,
): Promise<OutgoingMessage> {
  await requireManager(interaction, context);
  const { guild } = interaction;
  if (guild === null || !isInServer(interaction)) throw new NotAllowedError(ONLY_IN_SERVERS);
  if (!context.messageContent) throw new NotAllowedError(NO_CONTENT);
  const channel = await sourceOf(guild, of.id, of.isNamed ?? false);
  checkRights(interaction, guild, channel);
  const [title, source] = [titleOf(channel), channel.url];
  const scope = scopeOf(interaction);
  const before = (await context.articles.details(scope)).find((one) => one.owner === "scope" && one.source === source);
  let leftOut = "";
  const offer = {
    name: title,
    async load(documents: BotContext["documents"]) {
      const onPost = (done: number, posts: number) => live.show({ content: `Reading post ${done} of ${posts} …` });
      const gathering = await gather(channel, onPost).catch(unlessHidden(channel));
      if (gathering.messages.length + gathering.withoutStart === 0) throw new NotAllowedError(nothingIn(channel));
      const document = await channelDocument(gathering, { title, source }, interaction.client.user.id, documents);
      leftOut = document.leftOut;
      return document;
    },
  };
  const adding = { by: interaction, asked: interaction, title: of.title ?? before?.title, replaces: before?.id };
  const { report } = await addArticle(context, offer, adding, live);
  const again = before === undefined ? [] : ["They were added before: this takes the place of that article."];
  return { content: headOf([report, ...again, leftOut].filter((line) => line !== "").join("\n"), limits.content) };
}

const ONLY_IN_SERVERS = "Channels can be added in a server that I am a member of.";
const NO_CONTENT =
  "I cannot see the messages of this server that do not mention me, so I cannot add them. The operator of this bot switches on _Message Content Intent_ in Discord’s developer portal and sets `MESSAGE_CONTENT=on`. A single message can be added without: “Add as article” in its menu.";

/** @throws NotAllowedError where the bot does not see it, or it is no channel with messages */
async function sourceOf(guild: Guild, id: string, isNamed: boolean): Promise<Source> {
  const found = await guild.channels.fetch(id).catch(unlessHidden({ id }));
  const channel = !isNamed && found?.isThread() && found.parent?.isThreadOnly() ? found.parent : found;
  if (channel?.isThreadOnly() || channel?.isTextBased()) return channel;
  throw new NotAllowedError(`<#${id}> has no messages that could be added. Choose a channel or a forum.`);
}

/** @throws NotAllowedError naming what the bot, or the person, may not */
function checkRights({ member, client }: Using, guild: Guild, channel: Source): void {
  const missing = (who: Parameters<Source["permissionsFor"]>[0]) => {
    const permissions = channel.permissionsFor(who);
    return NEEDED.filter(([permission]) => permissions?.has(permission) !== true).map(([, name]) => `**${name}**`);
  };
  const ofBot = missing(guild.members.me ?? client.user.id);
  if (ofBot.length > 0) {
    const what = listed(ofBot);
    throw new NotAllowedError(
      `I may not read <#${channel.id}>: I have not ${what} there. Who manages the channel gives me that in its settings, under Permissions.`,
    );
  }
  if (member !== null && "guild" in member && missing(member).length > 0)
    throw new NotAllowedError(`You may not read <#${channel.id}>, so you cannot add it.`);
}

/** For what Discord refuses: the channel is hidden from the bot, or gone. */
function unlessHidden({ id }: Pick<Source, "id">): (error: unknown) => never {
  const hidden: readonly unknown[] = [RESTJSONErrorCodes.MissingAccess, RESTJSONErrorCodes.UnknownChannel];
  return (error) => {
    if (!(error instanceof DiscordAPIError && hidden.includes(error.code))) throw error;
    const names = listed(NEEDED.map(([, name]) => `**${name}**`));
    throw new NotAllowedError(`I may not read <#${id}>, or it is gone. I need ${names} there.`);
  };
}

function titleOf(channel: Source): string {
  return oneLine(isForum(channel) ? `Posts of #${channel.name}` : `Pinned messages of #${channel.name}`);
}

function nothingIn(channel: Source): string {
  return isForum(channel) ? `There is no post in <#${channel.id}>.` : `No message is pinned in <#${channel.id}>.`;
}
