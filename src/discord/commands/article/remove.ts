import { ApplicationCommandOptionType } from "discord.js";
import { count, named } from "../../article-replies.js";
import { findOwnArticle, suggestOwnArticles } from "../../find-article.js";
import { requireManager } from "../../may-manage.js";
import { buttonRow } from "../../message.js";
import { dangerButton, ownedButton } from "../../owned-button.js";
import { keepKind, removeKind } from "../../removal-buttons.js";
import { scopeOfInteraction } from "../../scope-of.js";
import type { Subcommand } from "../subcommand.js";
import { articleOption } from "./article-option.js";

/** `/article remove article`: asks first. */
export const remove: Subcommand = {
  definition: {
    type: ApplicationCommandOptionType.Subcommand,
    name: "remove",
    description: "Remove an article; it asks first, and can be undone for 5 minutes",
    options: [articleOption],
  },
  isPrivate: () => true,
  async run(interaction, context) {
    await requireManager(interaction, context);
    const typed = interaction.options.getString("article", true);
    const article = await findOwnArticle(context, scopeOfInteraction(interaction), typed);
    return {
      content: `Remove ${named(article.title)} (${count(article.paragraphs, "paragraph")})?`,
      ...buttonRow([
        dangerButton(interaction, removeKind, article.id, "Remove"),
        ownedButton(interaction, keepKind, "", "Keep"),
      ]),
    };
  },
  suggest: (interaction, context) =>
    suggestOwnArticles(context, scopeOfInteraction(interaction), interaction.options.getFocused()),
};
