import type { Texts } from "../../../interface-texts/texts.js";
import { button, buttonRow, confirmation } from "../../buttons.js";
import type { Button } from "../../feature.js";
import { ownArticle } from "../../find-article.js";
import { scopeOf } from "../../incoming.js";
import { askQuestionKind } from "../../openers.js";
import { requireManager } from "../../permissions.js";
import type { OutgoingMessage } from "../../send.js";
import { removalQuestion, removeKind } from "./remove.js";
import { renameKind } from "./rename.js";
import { renderOutline } from "./show.js";

const showKind = "show-article";
const askRemovalKind = "ask-removal";

/**
 * "Ask", "Show", "Rename" and "Remove" below the report of what was added; nothing where that is no article, or several. What they show is
 * for whoever presses; the last two ask whether that person may.
 */
export function reportButtons(
  texts: Texts,
  ...articleIds: readonly (string | undefined)[]
): Pick<OutgoingMessage, "components"> {
  const [id, another] = articleIds;
  if (id === undefined || another !== undefined) return {};
  return buttonRow([
    button(askQuestionKind, id, texts.say("report.ask")),
    button(showKind, id, texts.say("report.show")),
    button(renameKind, id, texts.say("report.rename")),
    button(askRemovalKind, id, texts.say("remove.button")),
  ]);
}

/** "Show": the outline, as `/article show` has it. */
export const showArticle: Button = {
  kind: showKind,
  run: async (interaction, articleId, { articles, texts }) =>
    renderOutline(await articles.show(scopeOf(interaction), articleId), texts),
};

/** "Remove": asks first. */
export const askRemoval: Button = {
  kind: askRemovalKind,
  async run(interaction, articleId, context) {
    await requireManager(interaction, context);
    const article = await ownArticle(context, scopeOf(interaction), articleId);
    return {
      content: removalQuestion(article, context.texts),
      ...confirmation(interaction, removeKind, article.id, context.texts.say("remove.button"), context.texts),
    };
  },
};
