import { TextInputStyle } from "discord.js";
import type { Texts } from "../../../interface-texts/texts.js";
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
    return text === "" ? undefined : formWith(text, context.texts);
  },
  async run(interaction, context) {
    await requireAsker(interaction, context);
    return { content: context.texts.say("ask.no-text") };
  },
};

/** The form of "Ask about this message": answers from the text in it, of which nothing is kept. */
export const askAboutText: Form = {
  kind: formKind,
  async run(interaction, context) {
    await requireAsker(interaction, context);
    const { library, documents, settings, questionQueue, texts } = context;
    const scope = scopeOf(interaction);
    const text = interaction.fields.getTextInputValue("text");
    const { article } = await documents.fromMarkdown(text, texts.say("ask.this-message"));
    const question = interaction.fields.getTextInputValue("question");
    const answer = await questionQueue.run(interaction, () =>
      library.askText(scope, { ...article, title: texts.say("ask.this-message") }, question),
    );
    return renderAnswer(answer, { ...(await settings.get(scope)), texts });
  },
};

/** The text travels in the form, to the person and back. */
function formWith(text: string, texts: Texts) {
  return formOf(formKind, texts.say("/Ask about this message.name"), [
    { custom_id: "question", style: TextInputStyle.Short, label: texts.say("ask.question"), max_length: 1000 },
    {
      custom_id: "text",
      style: TextInputStyle.Paragraph,
      label: texts.say("ask.message"),
      max_length: limits.textInput,
      value: text,
    },
  ]);
}
