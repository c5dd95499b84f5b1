import type { Subcommand } from "../../feature.js";
import { subcommand } from "../../feature.js";
import { articleOption, findArticle, suggestArticles } from "../../find-article.js";
import { conversationKey, scopeOf } from "../../incoming.js";
import { overviewMessage } from "../../overview-parts.js";
import { requireAsker } from "../../permissions.js";

/** `/article summary article` */
export const summary: Subcommand = {
  definition: subcommand("summary", "An article in its own words: how it begins, its central sentences, its headings", [
    articleOption,
  ]),
  async run(interaction, context) {
    await requireAsker(interaction, context);
    const { library, conversations, questionQueue } = context;
    const scope = scopeOf(interaction);
    const { id, title } = await findArticle(library, scope, interaction.options.getString("article", true));
    const options = { articleId: id, whole: true, confidential: true };
    const key = conversationKey(interaction);
    const { answer } = await questionQueue.run(interaction, () =>
      conversations.ask(key, scope, `/article summary ${title}`, options),
    );
    // It may have been removed a moment ago.
    return answer.kind === "overview"
      ? overviewMessage(answer, context.texts)
      : { content: context.texts.say("summary.no-article", { ways: context.texts.say("ways-to-add") }) };
  },
  suggest: (interaction, { library }) =>
    suggestArticles(library, scopeOf(interaction), interaction.options.getFocused()),
};
