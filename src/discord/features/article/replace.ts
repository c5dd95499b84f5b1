import {
  ApplicationCommandOptionType,
  type ChatInputCommandInteraction,
  type ModalSubmitInteraction,
  TextInputStyle,
} from "discord.js";
import { DOCUMENT_FILES, MAX_DOCUMENT_BYTES } from "../../../documents/formats/registry.js";
import { type Texts, texts } from "../../../interface-texts/texts.js";
import type { ArticleDetails } from "../../../library/library.js";
import { replaced } from "../../../presentation/editions.js";
import { withOmissions } from "../../../presentation/sentences.js";
import type { BotContext } from "../../context.js";
import type { LiveMessage } from "../../deferred-reply.js";
import { type Form, formData, formOf, type Subcommand, subcommand } from "../../feature.js";
import { articleOption, findOwnArticle, ownArticle, suggestOwnArticles } from "../../find-article.js";
import { scopeOf } from "../../incoming.js";
import { requireManager } from "../../permissions.js";
import type { OutgoingMessage } from "../../send.js";
import { limits } from "../../text/limits.js";
import { named } from "../../text/plain-text.js";
import { begunBy, type Offer, offerOfAddress, offerOfFile, offerOfText, progress, tooLarge } from "./import.js";

const replaceKind = "replace";

/** `/article replace article [file] [url]`; with neither file nor address it opens the form for a text. */
export const replace: Subcommand = {
  isForManagers: true,
  definition: subcommand("replace", "Give an article a new file, address or text; its title and verdicts stay", [
    articleOption,
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
  ]),
  form(interaction, context) {
    if (offersOf(interaction).length > 0) return undefined;
    // Who may not replace it is told so before they paste: `run` meets the same error again and reports it.
    return mayReplace(interaction, context).then(
      (article) => textForm(article, context.texts),
      () => undefined,
    );
  },
  begins(interaction) {
    const [offer, second] = offersOf(interaction);
    return offer === undefined || second !== undefined ? [] : [begunBy(offer, interaction, interaction)];
  },
  async run(interaction, context, live) {
    const article = await mayReplace(interaction, context);
    const [offer, second] = offersOf(interaction);
    if (offer === undefined) return { content: context.texts.say("replace.something") };
    if (second !== undefined) return { content: context.texts.say("replace.one-only") };
    return replaceBy(offer, article, interaction, context, live);
  },
  suggest: (interaction, context) =>
    suggestOwnArticles(context, scopeOf(interaction), interaction.options.getFocused()),
};

/** The form for a text that replaces another. */
export const replaceForm: Form = {
  kind: replaceKind,
  begins: (interaction) => [begunBy(offerIn(interaction), interaction, interaction)],
  async run(interaction, context, live) {
    await requireManager(interaction, context);
    const article = await ownArticle(context, scopeOf(interaction), formData(interaction));
    return replaceBy(offerIn(interaction), article, interaction, context, live);
  },
};

function offerIn({ fields, locale }: ModalSubmitInteraction): Offer {
  return offerOfText(fields.getTextInputValue("text"), texts(locale).say("add.pasted-text"));
}

function textForm({ id }: ArticleDetails, words: Texts) {
  const input = {
    custom_id: "text",
    style: TextInputStyle.Paragraph,
    label: words.say("replace.text"),
    placeholder: words.say("replace.text-explained"),
    max_length: limits.textInput,
  };
  return formOf(replaceKind, words.say("replace.form-title"), [input], id);
}

async function mayReplace(interaction: ChatInputCommandInteraction, context: BotContext): Promise<ArticleDetails> {
  await requireManager(interaction, context);
  const scope = scopeOf(interaction);
  const article = await findOwnArticle(context, scope, interaction.options.getString("article", true));
  await context.articles.checkImport(scope, 0, article.id);
  return article;
}

/** Reads a document and gives the article its text; the old one answers until that is done, and stays where it fails. */
async function replaceBy(
  offer: Offer,
  before: ArticleDetails,
  by: ChatInputCommandInteraction | ModalSubmitInteraction,
  { articles, documents, readingLimit, importReports, texts: words }: BotContext,
  live: LiveMessage,
): Promise<OutgoingMessage> {
  const begun = begunBy(offer, by, by);
  const { scope, person: addedBy, importId } = begun;
  if (offer.bytes !== undefined && offer.bytes > MAX_DOCUMENT_BYTES)
    return { content: tooLarge(offer.name, offer.bytes, words) };
  await articles.checkImport(scope, offer.bytes, before.id);
  live.show({ content: words.say("import.reading", { name: named(offer.name) }) });
  // Its note ends when what came of it was told.
  live.imports.push(begun);
  await importReports.begin(begun);
  const { article, bytes, sourceKind } = await readingLimit.run(scope, () => offer.load(documents));
  const onProgress = (done: number, total: number) => live.show(progress(before.title, done, total, words));
  const options = { addedBy, sourceKind, bytes, importId, onProgress };
  const result = await articles.replace(scope, before.id, article, options);
  const report = withOmissions(replaced(named(before.title), result, words), article.omissions);
  return {
    content: before.plan !== null && sourceKind !== "url" ? `${report}\n${words.say("edition.no-address")}` : report,
  };
}

function offersOf({ options }: ChatInputCommandInteraction): Offer[] {
  const file = options.getAttachment("file");
  const address = options.getString("url");
  return [...(file === null ? [] : [offerOfFile(file)]), ...(address === null ? [] : [offerOfAddress(address)])];
}
