import { type Message, PermissionFlagsBits, type SendableChannels } from "discord.js";
import { addFromMessage } from "./add-from-message.js";
import { channelOf } from "./channel-of.js";
import { type BotContext, failure } from "./context.js";
import { conversationKey } from "./conversation-key.js";
import { mentionsNobody, type OutgoingMessage } from "./message.js";
import { offersIn } from "./offers-in-message.js";
import { questionIn } from "./question-message.js";
import { renderReply } from "./render-answer.js";
import { scopeOf } from "./scope-of.js";

/** Discord shows typing for 10 seconds. */
const typingEvery = 8_000;

/** Answers a message that puts a question to the bot, with a reply; a direct message that brings documents adds them. */
export async function onMessage(message: Message, context: BotContext): Promise<void> {
  const offers = offersIn(message);
  if (offers.length > 0) {
    await addFromMessage(message, offers, context);
    return;
  }
  const question = questionIn(message, message.client.user.id);
  if (question === undefined || !message.channel.isSendable()) return;
  const stopTyping = showTyping(message.channel, context);
  try {
    await reply(message, await answer(message, question, context));
  } finally {
    stopTyping();
  }
}

async function answer(message: Message, question: string, context: BotContext): Promise<OutgoingMessage> {
  try {
    const scope = scopeOf({ guildId: message.guildId, userId: message.author.id });
    const key = conversationKey({ channelId: message.channelId, user: message.author });
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

async function reply(message: Message, outgoing: OutgoingMessage): Promise<void> {
  await message.reply({
    ...outgoing,
    allowedMentions: mentionsNobody,
    failIfNotExists: false,
    // A request that timed out is sent again: with the same nonce Discord shows the answer once.
    nonce: message.id,
    enforceNonce: true,
  });
}

function showTyping(channel: SendableChannels, { log, describe }: BotContext): () => void {
  const show = () => {
    channel.sendTyping().catch((error: unknown) => log.debug({ error: describe(error) }, "Typing could not be shown."));
  };
  show();
  const timer = setInterval(show, typingEvery);
  return () => clearInterval(timer);
}
