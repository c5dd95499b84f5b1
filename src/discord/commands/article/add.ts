import { ApplicationCommandOptionType, type ChatInputCommandInteraction } from "discord.js";
import { DOCUMENT_FILES, MAX_DOCUMENT_BYTES } from "../../../documents/formats/registry.js";
import { addArticle, type Offer, offerOfAddress, offerOfFile } from "../../add-article.js";
import type { BotContext } from "../../context.js";
import { pasteForm } from "../../forms/paste-article.js";
import { requireManager } from "../../may-manage.js";
import { scopeOfInteraction } from "../../scope-of.js";
import type { Subcommand } from "../subcommand.js";

/** `/article add [file] [url] [title]`; with neither file nor address it opens the paste form. */
export const add: Subcommand = {
  definition: {
    type: ApplicationCommandOptionType.Subcommand,
    name: "add",
    description: "Add an article: a file, a web address, or (with neither) pasted text",
    options: [
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
    ],
  },
  isPrivate: () => true,
  form(interaction, context) {
    if (offersOf(interaction).length > 0) return undefined;
    const form = pasteForm(interaction.options.getString("title") ?? "");
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
    const adding = { scope: scopeOfInteraction(interaction), addedBy: interaction.user.id, title };
    return { content: await addArticle(context, offer, adding, live) };
  },
};

/** @throws NotAllowedError, ImportsForbiddenError, QuotaError */
async function mayAdd(interaction: ChatInputCommandInteraction, context: BotContext): Promise<void> {
  await requireManager(interaction, context);
  await context.articles.checkImport(scopeOfInteraction(interaction));
}

function offersOf({ options }: ChatInputCommandInteraction): Offer[] {
  const file = options.getAttachment("file");
  const address = options.getString("url");
  return [...(file === null ? [] : [offerOfFile(file)]), ...(address === null ? [] : [offerOfAddress(address)])];
}
