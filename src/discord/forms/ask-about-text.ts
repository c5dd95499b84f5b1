import { type APIModalInteractionResponseCallbackData, TextInputStyle } from "discord.js";
import { limits } from "../limits.js";
import { renderAnswer } from "../render-answer.js";
import { scopeOfInteraction } from "../scope-of.js";
import { type FormHandler, formOf } from "./form.js";

const kind = "ask-text";

/** The form that asks about a text: the text travels in it, to the person and back. */
export function askForm(text: string): APIModalInteractionResponseCallbackData {
  return formOf(kind, "Ask about this message", [
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

/** The form of "Ask about this message": answers from the text in it, of which nothing is kept. */
export const askAboutText: FormHandler = {
  kind,
  async run(interaction, { library, documents }) {
    const text = interaction.fields.getTextInputValue("text");
    const { article } = await documents.fromText(text, "this message");
    const question = interaction.fields.getTextInputValue("question");
    const answer = await library.askText(
      scopeOfInteraction(interaction),
      { ...article, title: "This message" },
      question,
    );
    return renderAnswer(answer, { showQuestion: true });
  },
};
