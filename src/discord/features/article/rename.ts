import {
  ApplicationCommandOptionType,
  type ButtonInteraction,
  type ModalSubmitInteraction,
  TextInputStyle,
} from "discord.js";
import type { ArticleDetails } from "../../../library/library.js";
import { renamed } from "../../../presentation/editions.js";
import type { Scope } from "../../../store/scope.js";
import type { BotContext } from "../../context.js";
import type { LiveMessage } from "../../deferred-reply.js";
import { type Button, type Form, formData, formOf, type Subcommand, subcommand } from "../../feature.js";
import { articleOption, findOwnArticle, ownArticle, suggestOwnArticles } from "../../find-article.js";
import { scopeOf } from "../../incoming.js";
import { requireManager } from "../../permissions.js";
import type { OutgoingMessage } from "../../send.js";
import { named } from "../../text/plain-text.js";
import { progress } from "./import.js";

/** "Rename" below an article's report, and the form that it opens. */
export const renameKind = "rename";
const titleLimit = 300;

/** `/article rename article title` */
export const rename: Subcommand = {
  isForManagers: true,
  definition: subcommand("rename", "Give an article another title", [
    articleOption,
    {
      type: ApplicationCommandOptionType.String,
      name: "title",
      description: "Its new title",
      required: true,
      max_length: titleLimit,
    },
  ]),
  async run(interaction, context, live) {
    await requireManager(interaction, context);
    const { options } = interaction;
    const article = await findOwnArticle(context, scopeOf(interaction), options.getString("article", true));
    return renameTo(article, options.getString("title", true), scopeOf(interaction), context, live);
  },
  suggest: (interaction, context) =>
    suggestOwnArticles(context, scopeOf(interaction), interaction.options.getFocused()),
};

/** "Rename": the form with the present title, for those who may. */
export const openRename: Button = {
  kind: renameKind,
  form: async (interaction, articleId, context) => {
    const article = await mayRename(interaction, articleId, context).catch(() => undefined);
    if (article === undefined) return undefined;
    const input = {
      custom_id: "title",
      style: TextInputStyle.Short,
      label: context.texts.say("add.title"),
      max_length: titleLimit,
    } as const;
    return formOf(
      renameKind,
      context.texts.say("rename.form-title"),
      [{ ...input, value: article.title.slice(0, titleLimit) }],
      articleId,
    );
  },
  async run(interaction, articleId, context) {
    // Whoever may not rename it is told why.
    await mayRename(interaction, articleId, context);
    return { content: context.texts.say("rename.with-command") };
  },
};

/** The title out of that form. */
export const renameForm: Form = {
  kind: renameKind,
  async run(interaction, context, live) {
    const article = await mayRename(interaction, formData(interaction), context);
    return renameTo(article, interaction.fields.getTextInputValue("title"), scopeOf(interaction), context, live);
  },
};

async function mayRename(
  interaction: ButtonInteraction | ModalSubmitInteraction,
  articleId: string,
  context: BotContext,
): Promise<ArticleDetails> {
  await requireManager(interaction, context);
  return ownArticle(context, scopeOf(interaction), articleId);
}

async function renameTo(
  article: ArticleDetails,
  title: string,
  scope: Scope,
  { articles, texts }: BotContext,
  live: LiveMessage,
): Promise<OutgoingMessage> {
  const onProgress = (done: number, total: number) => live.show(progress(title, done, total, texts));
  const result = await articles.rename(scope, article.id, title, { onProgress });
  return { content: renamed(named(article.title), named(result.article.title), result, texts) };
}
