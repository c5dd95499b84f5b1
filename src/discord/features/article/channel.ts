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
import type { Texts } from "../../../interface-texts/texts.js";
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
const NEEDED: readonly (readonly [permission: PermissionResolvable, name: "channel.view" | "channel.history"])[] = [
  [PermissionFlagsBits.ViewChannel, "channel.view"],
  [PermissionFlagsBits.ReadMessageHistory, "channel.history"],
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
  if (guild === null || !isInServer(interaction)) throw new NotAllowedError((own) => own.say("channel.servers-only"));
  if (!context.messageContent) throw new NotAllowedError((own) => own.say("channel.no-content"));
  const channel = await sourceOf(guild, of.id, of.isNamed ?? false);
  checkRights(interaction, guild, channel);
  const { texts } = context;
  const [title, source] = [titleOf(channel, texts), channel.url];
  const scope = scopeOf(interaction);
  const before = (await context.articles.details(scope)).find((one) => one.owner === "scope" && one.source === source);
  let leftOut = "";
  const offer = {
    name: title,
    async load(documents: BotContext["documents"]) {
      const onPost = (done: number, posts: number) =>
        live.show({ content: texts.say("channel.reading", { done, posts }) });
      const gathering = await gather(channel, onPost).catch(unlessHidden(channel));
      if (gathering.messages.length + gathering.withoutStart === 0) throw nothingIn(channel);
      const document = await channelDocument(
        gathering,
        { title, source },
        interaction.client.user.id,
        documents,
        texts,
      );
      leftOut = document.leftOut;
      return document;
    },
  };
  const adding = { by: interaction, asked: interaction, title: of.title ?? before?.title, replaces: before?.id };
  const { report } = await addArticle(context, offer, adding, live);
  const again = before === undefined ? [] : [texts.say("channel.again")];
  return { content: headOf([report, ...again, leftOut].filter((line) => line !== "").join("\n"), limits.content) };
}

/** @throws NotAllowedError where the bot does not see it, or it is no channel with messages */
async function sourceOf(guild: Guild, id: string, isNamed: boolean): Promise<Source> {
  const found = await guild.channels.fetch(id).catch(unlessHidden({ id }));
  const channel = !isNamed && found?.isThread() && found.parent?.isThreadOnly() ? found.parent : found;
  if (channel?.isThreadOnly() || channel?.isTextBased()) return channel;
  throw new NotAllowedError((texts) => texts.say("channel.no-source", { channel: `<#${id}>` }));
}

/** @throws NotAllowedError naming what the bot, or the person, may not */
function checkRights({ member, client }: Using, guild: Guild, channel: Source): void {
  const missing = (who: Parameters<Source["permissionsFor"]>[0]) => {
    const permissions = channel.permissionsFor(who);
    return NEEDED.filter(([permission]) => permissions?.has(permission) !== true).map(([, name]) => name);
  };
  const ofBot = missing(guild.members.me ?? client.user.id);
  if (ofBot.length > 0) {
    throw new NotAllowedError((texts) =>
      texts.say("channel.i-may-not", { channel: `<#${channel.id}>`, permissions: namesOf(ofBot, texts) }),
    );
  }
  if (member !== null && "guild" in member && missing(member).length > 0)
    throw new NotAllowedError((texts) => texts.say("channel.you-may-not", { channel: `<#${channel.id}>` }));
}

/** For what Discord refuses: the channel is hidden from the bot, or gone. */
function unlessHidden({ id }: Pick<Source, "id">): (error: unknown) => never {
  const hidden: readonly unknown[] = [RESTJSONErrorCodes.MissingAccess, RESTJSONErrorCodes.UnknownChannel];
  return (error) => {
    if (!(error instanceof DiscordAPIError && hidden.includes(error.code))) throw error;
    const needed = NEEDED.map(([, name]) => name);
    throw new NotAllowedError((texts) =>
      texts.say("channel.hidden", { channel: `<#${id}>`, permissions: namesOf(needed, texts) }),
    );
  };
}

function namesOf(needed: readonly (typeof NEEDED)[number][1][], texts: Texts): string {
  const names = needed.map((name) => `**${texts.say(name)}**`);
  return listed(names, "conjunction", names.length, texts);
}

function titleOf(channel: Source, texts: Texts): string {
  return oneLine(texts.say(isForum(channel) ? "channel.posts" : "channel.pins", { name: channel.name }));
}

function nothingIn(channel: Source): NotAllowedError {
  const name = isForum(channel) ? "channel.no-post" : "channel.no-pin";
  return new NotAllowedError((texts) => texts.say(name, { channel: `<#${channel.id}>` }));
}
