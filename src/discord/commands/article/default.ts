import { ApplicationCommandOptionType } from "discord.js";
import { named } from "../../article-replies.js";
import { channelOf } from "../../channel-of.js";
import { findArticle, noSuchArticle, suggestArticles } from "../../find-article.js";
import { limits } from "../../limits.js";
import { requireManager } from "../../may-manage.js";
import { scopeOfInteraction } from "../../scope-of.js";
import type { Subcommand } from "../subcommand.js";
import { articleOption } from "./article-option.js";

const none = "none";

/** `/article default article`: which article the channel asks first. */
export const defaultArticle: Subcommand = {
  definition: {
    type: ApplicationCommandOptionType.Subcommand,
    name: "default",
    description: "Which article this channel asks first; “none” to ask all of them alike",
    options: [articleOption],
  },
  isPrivate: () => true,
  async run(interaction, context) {
    await requireManager(interaction, context);
    const { library, settings } = context;
    const scope = scopeOfInteraction(interaction);
    const channelId = await channelOf(interaction);
    if (channelId === undefined) return { content: "This place is no channel that could have a default." };
    const typed = interaction.options.getString("article", true);
    const article = await findArticle(library, scope, typed);
    if (article === undefined && typed.trim().toLowerCase() !== none)
      return { content: await noSuchArticle(library, scope, typed) };
    await settings.setDefaultArticle(scope, channelId, article?.id ?? null);
    if (article === undefined) return { content: "This channel asks all articles alike now." };
    return { content: `This channel asks ${named(article.title)} first now, and the others where that does not say.` };
  },
  async suggest(interaction, { library }) {
    const typed = interaction.options.getFocused();
    const found = await suggestArticles(library, scopeOfInteraction(interaction), typed);
    return [{ name: "(none)", value: none }, ...found].slice(0, limits.choices);
  },
};
