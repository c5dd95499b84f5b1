import type { Message } from "discord.js";
import { addArticle, offerOfFile, offerOfText } from "../add-article.js";
import { requireManager } from "../may-manage.js";
import { textOf } from "../message-text.js";
import { shorten } from "../plain-text.js";
import { scopeOfInteraction } from "../scope-of.js";
import { inMessageMenu, type MessageCommand } from "./message-command.js";

const titleLimit = 80;

/** "Add as article": the message's files, or without any its text. */
export const addAsArticle: MessageCommand = {
  definition: inMessageMenu("Add as article"),
  async run(interaction, context, live) {
    await requireManager(interaction, context);
    const { targetMessage } = interaction;
    const adding = { scope: scopeOfInteraction(interaction), addedBy: interaction.user.id };
    const [file, ...more] = targetMessage.attachments.values();
    if (file !== undefined) {
      const report = await addArticle(context, offerOfFile(file), adding, live);
      return { content: more.length === 0 ? report : `${report}\nOnly the first of the message's files was added.` };
    }
    const text = textOf(targetMessage);
    if (text === "") return { content: "This message has neither text nor a file." };
    const offer = offerOfText(text, sourceOf(targetMessage));
    return { content: await addArticle(context, offer, { ...adding, title: shorten(text, titleLimit) }, live) };
  },
};

function sourceOf({ author }: Message): string {
  return `message by ${author.username}`;
}
