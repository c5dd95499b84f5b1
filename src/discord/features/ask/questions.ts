import { type Message, MessageType, PermissionFlagsBits, type SendableChannels } from "discord.js";
import { type BotContext, failure } from "../../context.js";
import type { Feature } from "../../feature.js";
import { channelOf, conversationKey, scopeOf } from "../../incoming.js";
import { type OutgoingMessage, replyTo } from "../../send.js";
import { renderReply } from "./answer-buttons.js";

/** Discord shows typing for 10 seconds. */
const typingEvery = 8_000;

/** Questions in messages, answered with a reply. */
export const questions: Feature = {
  message(message, context) {
    const question = questionIn(message, message.client.user.id);
    const { channel } = message;
    return question === undefined || !channel.isSendable()
      ? undefined
      : replyWhileTyping(message, channel, question, context);
  },
};

async function replyWhileTyping(
  message: Message,
  channel: SendableChannels,
  question: string,
  context: BotContext,
): Promise<void> {
  const stopTyping = showTyping(channel, context);
  try {
    await replyTo(message, await answer(message, question, context));
  } finally {
    stopTyping();
  }
}

async function answer(message: Message, question: string, context: BotContext): Promise<OutgoingMessage> {
  try {
    const { author: user, channelId, guildId } = message;
    const scope = scopeOf({ guildId, user });
    const key = conversationKey({ channelId, user });
    const reply = await context.conversations.ask(key, scope, question, { channelId: await channelOf(message) });
    return renderReply(reply, { showQuestion: false, embeds: mayEmbed(message) });
  } catch (error) {
    return failure(context, error, { message: message.id });
  }
}

/** Slash commands always may; in a channel an embed without the permission fails the whole message. */
function mayEmbed(message: Message): boolean {
  if (!message.inGuild()) return true;
  return message.channel.permissionsFor(message.client.user)?.has(PermissionFlagsBits.EmbedLinks) ?? true;
}

function showTyping(channel: SendableChannels, { log, describe }: BotContext): () => void {
  const show = () => {
    channel.sendTyping().catch((error: unknown) => log.debug({ error: describe(error) }, "Typing could not be shown."));
  };
  show();
  const timer = setInterval(show, typingEvery);
  return () => clearInterval(timer);
}

/**
 * The question that a message puts to the bot, or nothing: a direct message, a message that mentions the bot, or a reply that
 * pings it. Messages of bots and webhooks, without text, and those that mention everyone or a role only, are no questions.
 */
function questionIn(message: Message, botId: string): string | undefined {
  if (message.author.bot || message.webhookId !== null) return undefined;
  if (message.type !== MessageType.Default && message.type !== MessageType.Reply) return undefined;
  if (message.guildId !== null && !message.mentions.users.has(botId)) return undefined;
  return stripMention(message.content, botId) || undefined;
}

/** The text without the mentions of the bot and the punctuation they leave: `<@1>, how long is it?` asks `how long is it?` */
function stripMention(content: string, botId: string): string {
  const without = content.replace(new RegExp(`<@!?${botId}>`, "g"), " ");
  const text = without
    .replace(/\s+/g, " ")
    .replace(/^[\s,;:.!\-–—]+/, "")
    .trimEnd();
  return /[\p{L}\p{N}]/u.test(text) ? text : "";
}
