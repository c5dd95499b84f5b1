import { type APIModalInteractionResponseCallbackData, TextInputStyle } from "discord.js";
import { addArticle, offerOfText } from "../add-article.js";
import { limits } from "../limits.js";
import { requireManager } from "../may-manage.js";
import { scopeOfInteraction } from "../scope-of.js";
import { type FormHandler, formOf } from "./form.js";

const kind = "paste";

/** The form for a text that is pasted; `title` is filled in already. */
export function pasteForm(title: string): APIModalInteractionResponseCallbackData {
  return formOf(kind, "Add an article", [
    {
      custom_id: "title",
      style: TextInputStyle.Short,
      label: "Title",
      max_length: 300,
      ...(title === "" ? {} : { value: title }),
    },
    {
      custom_id: "text",
      style: TextInputStyle.Paragraph,
      label: "Text",
      placeholder: "An empty line begins a new paragraph. Longer texts: attach a file.",
      max_length: limits.textInput,
    },
  ]);
}

/** The paste form of `/article add`. */
export const pasteArticle: FormHandler = {
  kind,
  async run(interaction, context, live) {
    await requireManager(interaction, context);
    const title = interaction.fields.getTextInputValue("title");
    const offer = offerOfText(interaction.fields.getTextInputValue("text"), "pasted text");
    const adding = { scope: scopeOfInteraction(interaction), addedBy: interaction.user.id, title };
    return { content: await addArticle(context, offer, adding, live) };
  },
};
