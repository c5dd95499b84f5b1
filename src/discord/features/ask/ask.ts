import { ApplicationCommandOptionType, type ChatInputCommandInteraction } from "discord.js";
import type { BotContext } from "../../context.js";
import { anywhere, type Command, type Feature, slashCommand } from "../../feature.js";
import { findArticle, suggestArticles } from "../../find-article.js";
import { isElsewhere, namesIn, scopeOf, whereAsked } from "../../incoming.js";
import { requireAsker, whyNotAsk } from "../../permissions.js";
import { goOn, showSection } from "../../reading/sections.js";
import { chooseArticle, pick, showAnyway, walk } from "../../reading/walk.js";
import { withoutMarkup } from "../../text/discord-markup.js";
import { askAboutMessage, askAboutText } from "./about-message.js";
import { answerFor, askAlone } from "./answer-buttons.js";
import { askForm, openAsk } from "./ask-form.js";
import { deleteAnswer } from "./kept-answer.js";
import { share } from "./share.js";
import { giveVerdict } from "./verdict.js";
import { explainAnswer, why } from "./why.js";

/** `/ask question [article] [private]` */
const command: Command = {
  definition: slashCommand("ask", "Ask a question; the answer is the article's own words, or that it does not say", {
    ...anywhere,
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: "question",
        description: "What you want to know",
        required: true,
        max_length: 1000,
      },
      {
        type: ApplicationCommandOptionType.String,
        name: "article",
        description: "Ask this article only",
        autocomplete: true,
        max_length: 300,
      },
      {
        type: ApplicationCommandOptionType.Boolean,
        name: "private",
        description: "Whether the answer is shown to you alone",
      },
    ],
  }),
  help: (texts, bot) => [
    texts.say("help.ask"),
    texts.say("help.mention", { bot }),
    texts.say("help.follow-up"),
    texts.say("help.section"),
    texts.say("help.verdicts"),
  ],
  isPrivate,
  async run(interaction, context) {
    await requireAsker(interaction, context);
    const question = withoutMarkup(interaction.options.getString("question", true), namesIn(interaction));
    const typed = interaction.options.getString("article");
    const where =
      typed === null
        ? await whereAsked(interaction)
        : { articleId: (await findArticle(context.library, scopeOf(interaction), typed)).id };
    // As it was deferred.
    return answerFor(interaction, context, question, { ...where, confidential: interaction.ephemeral === true });
  },
  suggest: (interaction, { library }) =>
    suggestArticles(library, scopeOf(interaction), interaction.options.getFocused()),
};

/** Questions by command, and what goes on from their answers. */
export const ask: Feature = {
  commands: [command, why],
  messageCommands: [askAboutMessage],
  buttons: [
    ...[openAsk, walk, showSection, goOn, showAnyway, chooseArticle, askAlone].map((one) => ({ ...one, asks: true })),
    giveVerdict,
    explainAnswer,
    share,
    deleteAnswer,
  ],
  menus: [{ ...pick, asks: true }],
  forms: [askAboutText, askForm],
};

/** As the person says, or the server; a refusal to ask here is for the person alone. */
async function isPrivate(interaction: ChatInputCommandInteraction, context: BotContext): Promise<boolean> {
  if (isElsewhere(interaction) || (await whyNotAsk(interaction, context)) !== undefined) return true;
  const { isPrivate: byDefault } = await context.settings.get(scopeOf(interaction));
  return interaction.options.getBoolean("private") ?? byDefault;
}
