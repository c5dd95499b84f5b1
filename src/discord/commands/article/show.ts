import { ApplicationCommandOptionType } from "discord.js";
import { findArticle, noSuchArticle, suggestArticles } from "../../find-article.js";
import { renderOutline } from "../../render-outline.js";
import { scopeOfInteraction } from "../../scope-of.js";
import type { Subcommand } from "../subcommand.js";
import { articleOption } from "./article-option.js";

/** `/article show article` */
export const show: Subcommand = {
  definition: {
    type: ApplicationCommandOptionType.Subcommand,
    name: "show",
    description: "An article's outline, where it came from, who added it and when",
    options: [articleOption],
  },
  isPrivate: () => true,
  async run(interaction, { library, articles }) {
    const scope = scopeOfInteraction(interaction);
    const typed = interaction.options.getString("article", true);
    const article = await findArticle(library, scope, typed);
    return article
      ? renderOutline(await articles.show(scope, article.id))
      : { content: await noSuchArticle(library, scope, typed) };
  },
  suggest: (interaction, { library }) =>
    suggestArticles(library, scopeOfInteraction(interaction), interaction.options.getFocused()),
};
