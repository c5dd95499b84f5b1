import { TextInputStyle } from "discord.js";
import { type Button, type Form, formData, formOf } from "../../feature.js";
import { namesIn, whereAsked } from "../../incoming.js";
import { askQuestionKind } from "../../openers.js";
import { requireAsker } from "../../permissions.js";
import { withoutMarkup } from "../../text/discord-markup.js";
import { answerFor } from "./answer-buttons.js";

/** "Ask a question": a form for it, of one article where its button names one. */
export const openAsk: Button = {
  kind: askQuestionKind,
  form: async (_, articleId, { texts }) => {
    const inputs = [
      {
        custom_id: "question",
        style: TextInputStyle.Short,
        label: texts.say("ask.question"),
        placeholder: texts.say("ask.placeholder"),
        max_length: 1000,
      },
    ] as const;
    return formOf(askQuestionKind, texts.say("opener.ask"), inputs, articleId);
  },
  run: async (_, __, { texts }) => ({ content: texts.say("ask.with-command") }),
};

/** The question out of that form, answered to its sender alone. */
export const askForm: Form = {
  kind: askQuestionKind,
  async run(interaction, context) {
    await requireAsker(interaction, context);
    const question = withoutMarkup(interaction.fields.getTextInputValue("question"), namesIn(interaction));
    const articleId = formData(interaction);
    const where = articleId === "" ? await whereAsked(interaction) : { articleId };
    return answerFor(interaction, context, question, { ...where, confidential: true });
  },
};
