import type { Texts } from "../../../interface-texts/texts.js";
import { type ArticleSummary, UNDO_TIME } from "../../../library/library.js";
import { buttonRow, confirmation, ownedButton } from "../../buttons.js";
import { NotAllowedError } from "../../context.js";
import { type Button, type Subcommand, subcommand } from "../../feature.js";
import { articleOption, findOwnArticle, suggestOwnArticles } from "../../find-article.js";
import { scopeOf } from "../../incoming.js";
import { requireManager } from "../../permissions.js";
import { named } from "../../text/plain-text.js";

/** Really removes an article. */
export const removeKind = "remove";
const undoKind = "undo";

/** `/article remove article`: asks first. */
export const remove: Subcommand = {
  isForManagers: true,
  definition: subcommand("remove", "Remove an article; it asks first, and can be undone for 5 minutes", [
    articleOption,
  ]),
  async run(interaction, context) {
    await requireManager(interaction, context);
    const typed = interaction.options.getString("article", true);
    const article = await findOwnArticle(context, scopeOf(interaction), typed);
    return {
      content: removalQuestion(article, context.texts),
      ...confirmation(interaction, removeKind, article.id, context.texts.say("remove.button"), context.texts),
    };
  },
  suggest: (interaction, context) =>
    suggestOwnArticles(context, scopeOf(interaction), interaction.options.getFocused()),
};

/** Asks whether an article is to be removed. */
export function removalQuestion(
  { title, paragraphs }: Pick<ArticleSummary, "title" | "paragraphs">,
  texts: Texts,
): string {
  return texts.say("remove.ask", { title: named(title), paragraphs: texts.say("paragraphs", { count: paragraphs }) });
}

/** "Remove", in answer to whether an article is to be removed. */
export const confirmRemoval: Button = {
  kind: removeKind,
  owned: true,
  async run(interaction, articleId, context) {
    await requireManager(interaction, context);
    const { articles } = context;
    const scope = scopeOf(interaction);
    const article = (await articles.details(scope)).find(({ id, owner }) => id === articleId && owner === "scope");
    if (article === undefined || !(await articles.remove(scope, articleId)))
      return { content: context.texts.say("article.gone") };
    return {
      content: context.texts.say("remove.done", { title: named(article.title), minutes: UNDO_TIME / 60_000 }),
      ...buttonRow([ownedButton(interaction, undoKind, articleId, context.texts.say("remove.undo"))]),
    };
  },
};

/** "Undo" below a removal. */
export const undoRemoval: Button = {
  kind: undoKind,
  owned: true,
  async run(interaction, articleId, context) {
    await requireManager(interaction, context);
    const scope = scopeOf(interaction);
    switch (await context.articles.restore(scope, articleId)) {
      case "restored": {
        const { title } = await findOwnArticle(context, scope, articleId);
        return { content: context.texts.say("article.here-again", { name: named(title) }) };
      }
      case "already-here":
        // The button stays: it can be undone once the other one is gone.
        throw new NotAllowedError((texts) => texts.say("article.back"));
      case "too-late":
        return { content: context.texts.say("remove.too-late") };
    }
  },
};
