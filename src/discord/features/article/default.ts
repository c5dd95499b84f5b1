import { matchTitle } from "../../../presentation/article-by-title.js";
import { type Subcommand, subcommand } from "../../feature.js";
import { articleOption, noSuchArticle, suggestArticles } from "../../find-article.js";
import { channelOf, scopeOf } from "../../incoming.js";
import { requireManager } from "../../permissions.js";
import { limits } from "../../text/limits.js";
import { named } from "../../text/plain-text.js";

const none = "none";

/** `/article default article`: which article the channel asks first. */
export const defaultArticle: Subcommand = {
  isForManagers: true,
  definition: subcommand("default", "Which article this channel asks first; “none” to ask all of them alike", [
    articleOption,
  ]),
  async run(interaction, context) {
    await requireManager(interaction, context);
    const { library, settings } = context;
    const scope = scopeOf(interaction);
    const channelId = await channelOf(interaction);
    if (channelId === undefined) return { content: "This place is no channel that could have a default." };
    const typed = interaction.options.getString("article", true);
    const match = matchTitle(await library.list(scope), typed);
    if (match.kind === "one") {
      const { id, title } = match.article;
      await settings.setDefaultArticle(scope, channelId, id);
      return { content: `This channel asks ${named(title)} first now, and the others where that does not say.` };
    }
    if (typed.trim().toLowerCase() !== none) throw noSuchArticle(match, typed);
    await settings.setDefaultArticle(scope, channelId, null);
    return { content: "This channel asks all articles alike now." };
  },
  async suggest(interaction, { library }) {
    const found = await suggestArticles(library, scopeOf(interaction), interaction.options.getFocused());
    return [{ name: "(none)", value: none }, ...found].slice(0, limits.choices);
  },
};
