import { TextInputStyle } from "discord.js";
import { anywhere, type Form, formOf, inMessageMenu, type MessageCommand } from "../../feature.js";
import { namesIn, scopeOf } from "../../incoming.js";
import { requireAsker, whyNotAsk } from "../../permissions.js";
import { limits } from "../../text/limits.js";
import { messageDocument } from "../../text/message-document.js";
import { headOf } from "../../text/plain-text.js";
import { renderAnswer } from "./render-answer.js";

const name = "Ask about this message";
const formKind = "ask-text";

/** "Ask about this message": opens a form for the question, with the message's text in it, so that nothing is kept. */
export const askAboutMessage: MessageCommand = {
  definition: { ...inMessageMenu(name), ...anywhere },
  async form(interaction, context) {
    // Who may not ask is told so before they have written their question.
    if ((await whyNotAsk(interaction, context)) !== undefined) return undefined;
    const { targetMessage } = interaction;
    const text = headOf(messageDocument(targetMessage, namesIn(targetMessage)), limits.textInput);
    return text === "" ? undefined : formWith(text);
  },
  async run(interaction, context) {
    await requireAsker(interaction, context);
    return { content: "This message has no text to ask about. A file can be added with “Add as article”." };
  },
};

/** The form of "Ask about this message": answers from the text in it, of which nothing is kept. */
export const askAboutText: Form = {
  kind: formKind,
  async run(interaction, context) {
    await requireAsker(interaction, context);
    const { library, documents, settings } = context;
    const scope = scopeOf(interaction);
    const text = interaction.fields.getTextInputValue("text");
    const { article } = await documents.fromMarkdown(text, "this message");
    const question = interaction.fields.getTextInputValue("question");
    const answer = await library.askText(scope, { ...article, title: "This message" }, question);
    return renderAnswer(answer, await settings.get(scope));
  },
};

/** The text travels in the form, to the person and back. */
function formWith(text: string) {
  return formOf(formKind, name, [
    { custom_id: "question", style: TextInputStyle.Short, label: "Question", max_length: 1000 },
    {
      custom_id: "text",
      style: TextInputStyle.Paragraph,
      label: "Message",
      max_length: limits.textInput,
      value: text,
    },
  ]);
}
