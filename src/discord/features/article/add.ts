import {
  ApplicationCommandOptionType,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  TextInputStyle,
} from "discord.js";
import { DOCUMENT_FILES, MAX_DOCUMENT_BYTES } from "../../../documents/formats/registry.js";
import type { BotContext } from "../../context.js";
import { type Button, type Form, formOf, type Subcommand, subcommand } from "../../feature.js";
import { scopeOf } from "../../incoming.js";
import { addArticleKind } from "../../openers.js";
import { requireManager } from "../../permissions.js";
import { limits } from "../../text/limits.js";
import { addArticle, type Offer, offerOfAddress, offerOfFile, offerOfText } from "./import.js";

const pasteKind = "paste";

/** `/article add [file] [url] [title]`; with neither file nor address it opens the paste form. */
export const add: Subcommand = {
  definition: subcommand("add", "Add an article: a file, a web address, or (with neither) pasted text", [
    {
      type: ApplicationCommandOptionType.Attachment,
      name: "file",
      description: `A ${DOCUMENT_FILES} file, at most ${MAX_DOCUMENT_BYTES / 1e6} MB`,
    },
    {
      type: ApplicationCommandOptionType.String,
      name: "url",
      description: "The address of a public page or document",
      max_length: 2048,
    },
    {
      type: ApplicationCommandOptionType.String,
      name: "title",
      description: "A title in place of the article's own",
      max_length: 300,
    },
  ]),
  form(interaction, context) {
    if (offersOf(interaction).length > 0) return undefined;
    const form = emptyForm(interaction.options.getString("title") ?? "");
    // Who may not add is told so before they paste, not after: `run` meets the same error again and reports it.
    return mayAdd(interaction, context).then(
      () => form,
      () => undefined,
    );
  },
  async run(interaction, context, live) {
    await mayAdd(interaction, context);
    const [offer, second] = offersOf(interaction);
    if (offer === undefined) return { content: "Attach a file or give an address." };
    if (second !== undefined) return { content: "Give a file or an address, not both. Nothing was added." };
    const title = interaction.options.getString("title") ?? undefined;
    const { report } = await addArticle(context, offer, { by: interaction, title }, live);
    return { content: report };
  },
};

/** "Add an article": the form for a text, for those who may. */
export const openAdd: Button = {
  kind: addArticleKind,
  form: (interaction, _, context) =>
    mayAdd(interaction, context).then(
      () => emptyForm(""),
      () => undefined,
    ),
  async run(interaction, _, context) {
    // Whoever may not add is told why.
    await mayAdd(interaction, context);
    return { content: "Add it with `/article add`: a file, an address, or pasted text." };
  },
};

/** The form for a text that is pasted. */
export const pasteForm: Form = {
  kind: pasteKind,
  async run(interaction, context, live) {
    await requireManager(interaction, context);
    const title = interaction.fields.getTextInputValue("title");
    const offer = offerOfText(interaction.fields.getTextInputValue("text"), "pasted text");
    const { report } = await addArticle(context, offer, { by: interaction, title }, live);
    return { content: report };
  },
};

/** The form as it opens; `title` is filled in already. */
function emptyForm(title: string) {
  return formOf(pasteKind, "Add an article", [
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

/** @throws NotAllowedError, ImportsForbiddenError, QuotaError */
async function mayAdd(
  interaction: ChatInputCommandInteraction | ButtonInteraction,
  context: BotContext,
): Promise<void> {
  await requireManager(interaction, context);
  await context.articles.checkImport(scopeOf(interaction));
}

function offersOf({ options }: ChatInputCommandInteraction): Offer[] {
  const file = options.getAttachment("file");
  const address = options.getString("url");
  return [...(file === null ? [] : [offerOfFile(file)]), ...(address === null ? [] : [offerOfAddress(address)])];
}
