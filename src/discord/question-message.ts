import { type Message, MessageType } from "discord.js";

/**
 * The question that a message puts to the bot, or nothing: a direct message, a message that mentions the bot, or a reply that
 * pings it. Messages of bots and webhooks, without text, and those that mention everyone or a role only, are no questions.
 */
export function questionIn(message: Message, botId: string): string | undefined {
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
