import { count } from "../../../presentation/counts.js";
import { button, buttonRow, confirmation } from "../../buttons.js";
import type { Button } from "../../feature.js";
import { ownArticle } from "../../find-article.js";
import { scopeOf } from "../../incoming.js";
import { askQuestionKind } from "../../openers.js";
import { requireManager } from "../../permissions.js";
import type { OutgoingMessage } from "../../send.js";
import { named } from "../../text/plain-text.js";
import { removeKind } from "./remove.js";
import { renameKind } from "./rename.js";
import { renderOutline } from "./show.js";

const showKind = "show-article";
const askRemovalKind = "ask-removal";

/**
 * "Ask", "Show", "Rename" and "Remove" below the report of what was added; nothing where that is no article, or several. What they show is
 * for whoever presses; the last two ask whether that person may.
 */
export function reportButtons(...articleIds: readonly (string | undefined)[]): Pick<OutgoingMessage, "components"> {
  const [id, another] = articleIds;
  if (id === undefined || another !== undefined) return {};
  return buttonRow([
    button(askQuestionKind, id, "Ask"),
    button(showKind, id, "Show"),
    button(renameKind, id, "Rename"),
    button(askRemovalKind, id, "Remove"),
  ]);
}

/** "Show": the outline, as `/article show` has it. */
export const showArticle: Button = {
  kind: showKind,
  run: async (interaction, articleId, { articles }) =>
    renderOutline(await articles.show(scopeOf(interaction), articleId)),
};

/** "Remove": asks first. */
export const askRemoval: Button = {
  kind: askRemovalKind,
  async run(interaction, articleId, context) {
    await requireManager(interaction, context);
    const { title, paragraphs, id } = await ownArticle(context, scopeOf(interaction), articleId);
    return {
      content: `Remove ${named(title)} (${count(paragraphs, "paragraph")})?`,
      ...confirmation(interaction, removeKind, id, "Remove", context.texts),
    };
  },
};
