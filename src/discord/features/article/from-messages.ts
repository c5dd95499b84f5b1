import { type Message, MessageFlags } from "discord.js";
import { type Texts, texts as textsFor } from "../../../interface-texts/texts.js";
import { addressedIn, isMedia } from "../../addressed.js";
import { type BotContext, failure } from "../../context.js";
import { LiveMessage } from "../../deferred-reply.js";
import { type AddedOf, inMessageMenu, type MessageCommand } from "../../feature.js";
import { namesIn } from "../../incoming.js";
import { requireManager } from "../../permissions.js";
import { type OutgoingMessage, replacement, replyTo } from "../../send.js";
import { withoutGifs } from "../../text/discord-markup.js";
import { limits } from "../../text/limits.js";
import { messageDocument, messageTitle } from "../../text/message-document.js";
import { headOf, named } from "../../text/plain-text.js";
import { addAll } from "./add-all.js";
import { begunBy, partOf } from "./import.js";
import { type Offer, offerOfAddress, offerOfFile, offerOfMessage, writtenIn } from "./offer.js";
import { reportButtons } from "./report-buttons.js";

/** A web address and nothing else, perhaps in the angle brackets that keep Discord from showing a preview. */
const loneAddress = /^<?(https?:\/\/[^\s<>]+)>?$/i;
const mention = /<@[!&]?\d{1,20}>/g;
/** What people write beside a document that they want to be added. */
const toAdd =
  /^(?:hey,? |hi,? |hello,? )?(?:can you |could you |please |pls )*(?:add|read|learn|import|save|keep|take|index|load)(?: up)?(?: (?:this|that|it|these|those|them|the|my|your|our|files?|documents?|articles?|links?|pages?|as|an|to|for|me|us|too|also|please|pls))*[\s.!]*$/i;

/** "Add as article": the message's files, or without any its text. */
export const addAsArticle: MessageCommand = {
  isForManagers: true,
  definition: inMessageMenu("Add as article"),
  begins: (interaction) =>
    offersIn(interaction.targetMessage, textsFor(interaction.locale)).map((offer, at) =>
      begunBy(offer, interaction, partOf(interaction, at)),
    ),
  async run(interaction, context, live) {
    await requireManager(interaction, context);
    const { targetMessage } = interaction;
    const { texts } = context;
    if (targetMessage.author.id === interaction.client.user.id) return { content: texts.say("add.own-answer") };
    const [files, media] = attachmentsOf(targetMessage);
    const text = messageDocument(targetMessage, namesIn(targetMessage));
    if (files.length === 0 && text === "") {
      return {
        content: texts.say(media > 0 ? "add.media-only" : "add.nothing-in-message"),
      };
    }
    const title = files.length > 0 ? undefined : messageTitle(targetMessage);
    const written = offersIn(targetMessage, texts).map((offer) => writtenIn(offer, targetMessage));
    const facts = { command: interaction.commandName };
    const adding = { by: interaction, asked: interaction, title };
    const { report, articleIds } = await addAll(context, written, adding, live, facts);
    const reports = [report];
    if (files.length === 0 && media > 0)
      reports.push(texts.say("add.left-out", { what: texts.say("count.media", { count: media }) }));
    return { content: headOf(reports.join("\n"), limits.content), ...reportButtons(context.texts, ...articleIds) };
  },
};

/** A message's files, or without any its text. Its address leads back there, and names nobody. */
function offersIn(message: Message, texts: Texts): readonly Offer[] {
  const [files] = attachmentsOf(message);
  return files.length > 0 ? files : [offerOfMessage(messageDocument(message, namesIn(message)), message.url, texts)];
}

/** A message's files that may be documents, and how many of the others are pictures, sound or films. */
function attachmentsOf(message: Message): readonly [offers: readonly Offer[], media: number] {
  const all = [message, ...message.messageSnapshots.values()].flatMap(({ attachments }) => [...attachments.values()]);
  const files = all.filter((attachment) => !isMedia(attachment));
  return [files.map(offerOfFile), all.length - files.length];
}

/**
 * Adds the documents that a message to the bot brings. In a server, where it would be everybody's, only what it says is to be added:
 * who asks something there and shows a file wants an answer. `undefined` where there is nothing to add.
 */
export function addDocuments(message: Message, context: BotContext): Promise<AddedOf | undefined> | undefined {
  const addressed = addressedIn(message);
  if (addressed === undefined || message.flags.has(MessageFlags.IsVoiceMessage)) return undefined;
  const [files] = attachmentsOf(message);
  const offers = files.length > 0 ? files : addressesIn(message).map(offerOfAddress);
  const question = files.length === 0 || toAdd.test(addressed.text) ? "" : addressed.text;
  if (offers.length === 0 || (message.guildId !== null && question !== "")) return undefined;
  return addBrought(message, offers, question, context);
}

/** The addresses of a message that says nothing else, but perhaps that they are to be added. */
function addressesIn({ content }: Message): string[] {
  const words = withoutGifs(content)
    .replace(mention, "")
    .split(/\s+/)
    .filter((word) => word !== "");
  const addresses = words.flatMap((word) => loneAddress.exec(word)?.[1] ?? []);
  const rest = words.filter((word) => !loneAddress.test(word)).join(" ");
  return rest === "" || toAdd.test(rest) ? [...new Set(addresses)] : [];
}

/** Adds what a message brings, where its author may: answers at once, and edits the answer until all is read. */
async function addBrought(
  message: Message,
  offers: readonly Offer[],
  question: string,
  context: BotContext,
): Promise<AddedOf | undefined> {
  const [first] = offers;
  const names =
    first !== undefined && offers.length === 1
      ? named(first.name)
      : context.texts.say("count.documents", { count: offers.length });
  const by = { guildId: message.guildId, user: message.author };
  const begun = offers.map((offer, at) => begunBy(offer, by, partOf(message, at)));
  // Where that fails, it is told below: the import begins with it.
  await Promise.allSettled(begun.map((one) => context.importReports.begin(one)));
  const answer = await replyTo(message, { content: context.texts.say("import.reading", { name: names }) });
  const show = async (outgoing: OutgoingMessage) => {
    await answer.edit(replacement(outgoing));
  };
  const live = new LiveMessage(show, context);
  const { report, articleIds } = await adding(message, offers, context, live);
  await live.end();
  const hint =
    articleIds.length === 0 || question !== "" || message.guildId !== null
      ? ""
      : `\n${context.texts.say("add.ask-it-here")}`;
  const content = headOf(report, limits.content - hint.length) + hint;
  await context.importReports.giving(begun, content, () =>
    show({ content, ...reportButtons(context.texts, ...articleIds) }).then(() => true),
  );
  const [articleId, ...others] = articleIds;
  return question === "" ? undefined : { question, articleId: others.length === 0 ? articleId : undefined };
}

async function adding(message: Message, offers: readonly Offer[], context: BotContext, live: LiveMessage) {
  try {
    await requireManager(message, context);
  } catch (error) {
    return { report: failure(context, error, {}).content ?? "", articleIds: [] };
  }
  const by = { guildId: message.guildId, user: message.author };
  return addAll(context, offers, { by, asked: message }, live, {});
}
