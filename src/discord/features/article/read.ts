import { ApplicationCommandOptionType } from "discord.js";
import { type Subcommand, subcommand } from "../../feature.js";
import { articleOption, findArticle, suggestArticles } from "../../find-article.js";
import { scopeOf } from "../../incoming.js";
import { requireAsker } from "../../permissions.js";
import { UNMARKED } from "../../reading/place.js";
import { paragraphMessage } from "../../reading/walk.js";

/** `/article read article [paragraph]` */
export const read: Subcommand = {
  definition: subcommand("read", "A paragraph of an article in full, and on from there", [
    articleOption,
    {
      type: ApplicationCommandOptionType.Integer,
      name: "paragraph",
      description: "Its number, as answers show it; the first where there is none",
      min_value: 1,
      max_value: 1_000_000,
    },
  ]),
  async run(interaction, context) {
    await requireAsker(interaction, context);
    const scope = scopeOf(interaction);
    const { options, user } = interaction;
    const { id: articleId } = await findArticle(context.library, scope, options.getString("article", true));
    const number = options.getInteger("paragraph") ?? 1;
    const found = await context.library.paragraph(scope, articleId, number);
    const place = { articleId, number, sentence: UNMARKED };
    if (found !== undefined) return paragraphMessage(context, scope, place, { owner: user.id });
    const { paragraphs } = await context.articles.show(scope, articleId);
    return { content: context.texts.say("read.no-paragraph", { number, last: paragraphs }) };
  },
  suggest: (interaction, { library }) =>
    suggestArticles(library, scopeOf(interaction), interaction.options.getFocused()),
};
