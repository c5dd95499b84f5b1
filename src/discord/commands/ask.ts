import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  type ChatInputCommandInteraction,
  InteractionContextType,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from "discord.js";
import type { BotContext } from "../context.js";
import { findArticle, suggestArticles } from "../find-article.js";
import type { OutgoingMessage } from "../message.js";
import { escapeMarkdown, shorten } from "../plain-text.js";
import { renderAnswer } from "../render-answer.js";
import { scopeOf } from "../scope-of.js";
import type { Command } from "./command.js";

const definition = {
  type: ApplicationCommandType.ChatInput,
  name: "ask",
  description: "Ask a question; the answer is the article's own words, or that it does not say",
  integration_types: [ApplicationIntegrationType.GuildInstall],
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
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
      description: "Show the answer to you alone",
    },
  ],
} satisfies RESTPostAPIChatInputApplicationCommandsJSONBody;

/** `/ask question [article] [private]` */
export const ask: Command = {
  definition,
  isPrivate: (interaction) => interaction.options.getBoolean("private") ?? false,
  run: answer,
  async suggest(interaction, { library }) {
    const articles = await library.articles(scopeOf({ guildId: interaction.guildId, userId: interaction.user.id }));
    return suggestArticles(articles, interaction.options.getFocused());
  },
};

async function answer(interaction: ChatInputCommandInteraction, { library }: BotContext): Promise<OutgoingMessage> {
  const scope = scopeOf({ guildId: interaction.guildId, userId: interaction.user.id });
  const question = interaction.options.getString("question", true);
  const typed = interaction.options.getString("article");
  if (typed === null) return renderAnswer(await library.ask(scope, question), { showQuestion: true });
  const article = findArticle(await library.articles(scope), typed);
  if (article === undefined) {
    return {
      content: `There is no article called “${escapeMarkdown(shorten(typed, 100))}” here. \`/articles\` lists what there is.`,
    };
  }
  return renderAnswer(await library.ask(scope, question, { articleId: article.id }), { showQuestion: true });
}
