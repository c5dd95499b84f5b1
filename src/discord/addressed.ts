import { type Attachment, type Message, MessageFlags, MessageType, type Role } from "discord.js";
import { namesIn } from "./incoming.js";
import { withoutMarkup } from "./text/discord-markup.js";

/** What a message says to the bot. */
export interface Addressed {
  /** Without the mention and Discord's markup; empty where it has no letter and no digit. */
  readonly text: string;
  /** What it is instead of a question, where it has no text. */
  readonly instead?: "sticker" | "voice" | "picture" | "role";
}

/**
 * What a message says to the bot: a direct message, or in a server one that mentions the bot or its role, or a reply that pings it.
 * `undefined` where it says nothing to the bot. Those of bots and webhooks, and those that mention everyone, do not.
 */
export function addressedIn(message: Message): Addressed | undefined {
  if (message.author.bot || message.webhookId !== null) return undefined;
  if (message.type !== MessageType.Default && message.type !== MessageType.Reply) return undefined;
  const { client, guildId, mentions } = message;
  const isNamed = guildId === null || mentions.users.has(client.user.id);
  const hasRole = mentions.roles.some(isRoleOfBot);
  if (!isNamed && !hasRole) return undefined;
  const text = textFor(message);
  if (text !== "") return { text };
  if (message.flags.has(MessageFlags.IsVoiceMessage)) return { text, instead: "voice" };
  if (message.stickers.size > 0) return { text, instead: "sticker" };
  if (isNamed && message.attachments.some(isMedia)) return { text, instead: "picture" };
  return isNamed ? { text } : { text, instead: "role" };
}

/** Whether a file is a picture, sound or a film: there is no text in it to read. */
export function isMedia({ contentType }: Pick<Attachment, "contentType">): boolean {
  return /^(?:image|audio|video)\//.test(contentType ?? "");
}

/**
 * What a message says, or the one that it forwards, without Discord's markup, the mentions of the bot and the punctuation they leave:
 * `<@1>, how long is it?` says `how long is it?`. Empty where there is no letter and no digit.
 */
export function textFor(message: Message): string {
  const { client, mentions } = message;
  const roles = mentions.roles.filter(isRoleOfBot).map(({ id }) => `|<@&${id}>`);
  const content = message.content || (message.messageSnapshots.first()?.content ?? "");
  const without = content.replace(new RegExp(`<@!?${client.user.id}>${roles.join("")}`, "g"), " ");
  const text = withoutMarkup(without, namesIn(message))
    .replace(/^[\s,;:.!\-–—]+/, "")
    .trimEnd();
  return /[\p{L}\p{N}]/u.test(text) ? text : "";
}

/** The role that Discord made for the bot has the same name: people choose it by mistake. */
function isRoleOfBot({ tags, client }: Role): boolean {
  return tags?.botId === client.user.id;
}
