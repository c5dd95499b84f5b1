import { type ChatInputCommandInteraction, type ModalSubmitInteraction, TextInputStyle } from "discord.js";
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
import { begunBy, progress, readOffer } from "./import.js";
import { type Offer, offerOfText, offerOptions, offersOf, tooLarge } from "./offer.js";

const replaceKind = "replace";

/** `/article replace article [file] [url]`; with neither file nor address it opens the form for a text. */
export const replace: Subcommand = {
  isForManagers: true,
  definition: subcommand("replace", "Give an article a new file, address or text; its title and verdicts stay", [
    articleOption,
    ...offerOptions,
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
  context: BotContext,
  live: LiveMessage,
): Promise<OutgoingMessage> {
  const { articles, texts: words } = context;
  const begun = begunBy(offer, by, by);
  const { scope, person: addedBy, importId } = begun;
  const refusal = tooLarge(offer, words);
  if (refusal !== undefined) return { content: refusal };
  const { article, bytes, sourceKind } = await readOffer(context, offer, begun, live, before.id);
  const onProgress = (done: number, total: number) => live.show(progress(before.title, done, total, words));
  const options = { addedBy, sourceKind, bytes, importId, onProgress };
  const result = await articles.replace(scope, before.id, article, options);
  const report = withOmissions(replaced(named(before.title), result, words), article.omissions);
  return {
    content: before.plan !== null && sourceKind !== "url" ? `${report}\n${words.say("edition.no-address")}` : report,
  };
}
