import { matchTitle } from "../../../presentation/article-by-title.js";
import { type Subcommand, subcommand } from "../../feature.js";
import { articleOption, noSuchArticle, suggestArticles } from "../../find-article.js";
import { scopeOf, whereAsked } from "../../incoming.js";
import { requireManager } from "../../permissions.js";
import { limits } from "../../text/limits.js";
import { named } from "../../text/plain-text.js";

/** What is suggested first. An article of this name has an id, by which it is chosen. */
const none = "(none)";
const meansNone = /^\(?none\)?$/i;

/** `/article default article`: which article the channel asks first, or the thread where it is used in one. */
export const defaultArticle: Subcommand = {
  isForManagers: true,
  definition: subcommand(
    "default",
    "Which article this channel or thread asks first; “none” to ask all of them alike",
    [articleOption],
  ),
  async run(interaction, context) {
    await requireManager(interaction, context);
    const { library, settings, texts } = context;
    const scope = scopeOf(interaction);
    const { channelId, threadId } = await whereAsked(interaction);
    const here = threadId ?? channelId;
    if (here === undefined) return { content: texts.say("default.no-channel") };
    const place = threadId === undefined ? "channel" : "thread";
    const typed = interaction.options.getString("article", true);
    const articles = await library.list(scope);
    if (meansNone.test(typed.trim())) {
      await settings.setDefaultArticle(scope, here, null);
      const { defaultArticles } = await settings.get(scope);
      const above = threadId === undefined ? undefined : defaultArticles[channelId ?? ""];
      const inherited = articles.find(({ id }) => id === above);
      return {
        content:
          inherited === undefined
            ? texts.say("default.none", { place })
            : texts.say("default.of-channel", { place, title: named(inherited.title) }),
      };
    }
    const match = matchTitle(articles, typed);
    if (match.kind !== "one") throw noSuchArticle(match, typed);
    const { id, title } = match.article;
    await settings.setDefaultArticle(scope, here, id);
    return { content: texts.say("default.set", { place, title: named(title) }) };
  },
  async suggest(interaction, { library, texts }) {
    const found = await suggestArticles(library, scopeOf(interaction), interaction.options.getFocused());
    return [{ name: texts.say("default.suggestion"), value: none }, ...found].slice(0, limits.choices);
  },
};
