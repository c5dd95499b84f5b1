import { type Message, MessageType } from "discord.js";
import { type BotContext, failure } from "../../context.js";
import { LiveMessage } from "../../deferred-reply.js";
import { inMessageMenu, type MessageCommand } from "../../feature.js";
import { textOf } from "../../incoming.js";
import { requireManager } from "../../permissions.js";
import { type OutgoingMessage, replacement, replyTo } from "../../send.js";
import { limits } from "../../text/limits.js";
import { headOf, named, shorten } from "../../text/plain-text.js";
import { addArticle, type Offer, offerOfAddress, offerOfFile, offerOfText } from "./import.js";

const titleLimit = 80;
/** A web address and nothing else, perhaps in the angle brackets that keep Discord from showing a preview. */
const loneAddress = /^<?(https?:\/\/[^\s<>]+)>?$/i;

/** "Add as article": the message's files, or without any its text. */
export const addAsArticle: MessageCommand = {
  definition: inMessageMenu("Add as article"),
  async run(interaction, context, live) {
    await requireManager(interaction, context);
    const { targetMessage } = interaction;
    const [file, ...more] = targetMessage.attachments.values();
    if (file !== undefined) {
      const report = await addArticle(context, offerOfFile(file), { by: interaction }, live);
      return { content: more.length === 0 ? report : `${report}\nOnly the first of the message's files was added.` };
    }
    const text = textOf(targetMessage);
    if (text === "") return { content: "This message has neither text nor a file." };
    const offer = offerOfText(text, sourceOf(targetMessage));
    return { content: await addArticle(context, offer, { by: interaction, title: shorten(text, titleLimit) }, live) };
  },
};

function sourceOf({ author }: Message): string {
  return `message by ${author.username}`;
}

/** Adds the documents that a direct message brings; `undefined` where it brings none. */
export function addDocuments(message: Message, context: BotContext): Promise<void> | undefined {
  const offers = offersIn(message);
  return offers.length === 0 ? undefined : addAll(message, offers, context);
}

/** The documents that a direct message brings: its files, or the address that it consists of. None in a server's channels. */
function offersIn(message: Message): Offer[] {
  if (message.guildId !== null || message.author.bot || message.webhookId !== null) return [];
  if (message.type !== MessageType.Default && message.type !== MessageType.Reply) return [];
  const files = [...message.attachments.values()].map(offerOfFile);
  if (files.length > 0) return files;
  const [, address] = loneAddress.exec(message.content.trim()) ?? [];
  return address === undefined ? [] : [offerOfAddress(address)];
}

/** Adds what a direct message brings to its author's articles: answers at once, and edits the answer until all is read. */
async function addAll(message: Message, offers: readonly Offer[], context: BotContext): Promise<void> {
  const [first] = offers;
  const names = first !== undefined && offers.length === 1 ? named(first.name) : `${offers.length} files`;
  const answer = await replyTo(message, { content: `Reading ${names} …` });
  const show = async (outgoing: OutgoingMessage) => {
    await answer.edit(replacement(outgoing));
  };
  const live = new LiveMessage(show, context);
  const by = { guildId: message.guildId, user: message.author };
  const reports: string[] = [];
  let added = 0;
  for (const offer of offers) {
    try {
      reports.push(await addArticle(context, offer, { by }, live));
      added++;
    } catch (error) {
      reports.push(failure(context, error, { message: message.id }).content ?? "");
    }
  }
  await live.end();
  const hint = added === 0 ? "" : `\n${howToAsk(message, offers)}`;
  await show({ content: headOf(reports.join("\n"), limits.content - hint.length) + hint });
}

function howToAsk({ content }: Message, offers: readonly Offer[]): string {
  const asked = /[\p{L}\p{N}]/u.test(content) && !offers.some(({ name }) => content.includes(name));
  return asked
    ? "Now send your question once more, without the file: I answer from your articles."
    : "Only you can ask it, here: just write your question.";
}
