import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  type ChatInputCommandInteraction,
  InteractionContextType,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from "discord.js";
import type { BotContext } from "../context.js";
import { conversationKey } from "../conversation-key.js";
import { findArticle, suggestArticles } from "../find-article.js";
import type { OutgoingMessage } from "../message.js";
import { escapeMarkdown, shorten } from "../plain-text.js";
import { renderReply } from "../render-answer.js";
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
  isPrivate,
  run: answer,
  async suggest(interaction, { library }) {
    const articles = await library.articles(scopeOf({ guildId: interaction.guildId, userId: interaction.user.id }));
    return suggestArticles(articles, interaction.options.getFocused());
  },
};

async function answer(
  interaction: ChatInputCommandInteraction,
  { library, conversations }: BotContext,
): Promise<OutgoingMessage> {
  const scope = scopeOf({ guildId: interaction.guildId, userId: interaction.user.id });
  const question = interaction.options.getString("question", true);
  const typed = interaction.options.getString("article");
  const article = typed === null ? undefined : findArticle(await library.articles(scope), typed);
  if (typed !== null && article === undefined) {
    return {
      content: `There is no article called “${escapeMarkdown(shorten(typed, 100))}” here. \`/articles\` lists what there is.`,
    };
  }
  const reply = await conversations.ask(conversationKey(interaction), scope, question, {
    confidential: isPrivate(interaction),
    ...(article && { articleId: article.id }),
  });
  return renderReply(reply, { showQuestion: true });
}

function isPrivate(interaction: ChatInputCommandInteraction): boolean {
  return interaction.options.getBoolean("private") ?? false;
}
