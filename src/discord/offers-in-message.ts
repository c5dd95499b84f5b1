import { type Message, MessageType } from "discord.js";
import { type Offer, offerOfAddress, offerOfFile } from "./add-article.js";

/** A web address and nothing else, perhaps in the angle brackets that keep Discord from showing a preview. */
const loneAddress = /^<?(https?:\/\/[^\s<>]+)>?$/i;

/** The documents that a direct message brings: its files, or the address that it consists of. None in a server's channels. */
export function offersIn(message: Message): Offer[] {
  if (message.guildId !== null || message.author.bot || message.webhookId !== null) return [];
  if (message.type !== MessageType.Default && message.type !== MessageType.Reply) return [];
  const files = [...message.attachments.values()].map(offerOfFile);
  if (files.length > 0) return files;
  const [, address] = loneAddress.exec(message.content.trim()) ?? [];
  return address === undefined ? [] : [offerOfAddress(address)];
}
