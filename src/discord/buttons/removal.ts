import { UNDO_TIME } from "../../library/library.js";
import { named } from "../article-replies.js";
import { findOwnArticle } from "../find-article.js";
import { requireManager } from "../may-manage.js";
import { buttonRow } from "../message.js";
import { ownedButton } from "../owned-button.js";
import { keepKind, removeKind, undoKind } from "../removal-buttons.js";
import { scopeOfInteraction } from "../scope-of.js";
import type { ButtonHandler } from "./button.js";

const gone = "This article is not here any more.";

/** "Remove", in answer to whether an article is to be removed. */
export const confirmRemoval: ButtonHandler = {
  kind: removeKind,
  owned: true,
  async run(interaction, articleId, context) {
    await requireManager(interaction, context);
    const { articles } = context;
    const scope = scopeOfInteraction(interaction);
    const article = (await articles.details(scope)).find(({ id, owner }) => id === articleId && owner === "scope");
    if (article === undefined || !(await articles.remove(scope, articleId))) return { content: gone };
    return {
      content: `Removed ${named(article.title)}. For ${UNDO_TIME / 60_000} minutes this can be undone.`,
      ...buttonRow([ownedButton(interaction, undoKind, articleId, "Undo")]),
    };
  },
};

/** "Keep", in answer to any such question. */
export const keepAsIs: ButtonHandler = {
  kind: keepKind,
  owned: true,
  run: async () => ({ content: "Nothing was changed." }),
};

/** "Undo" below a removal. */
export const undoRemoval: ButtonHandler = {
  kind: undoKind,
  owned: true,
  async run(interaction, articleId, context) {
    await requireManager(interaction, context);
    const scope = scopeOfInteraction(interaction);
    switch (await context.articles.restore(scope, articleId)) {
      case "restored": {
        const { title } = await findOwnArticle(context, scope, articleId);
        return { content: `${named(title)} is here again.` };
      }
      case "already-here":
        return { content: "Its content was added again meanwhile. Nothing was changed." };
      case "too-late":
        return { content: "It is too late to undo this. Add the article again." };
    }
  },
};
