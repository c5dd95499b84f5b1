import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  type ChatInputCommandInteraction,
  InteractionContextType,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from "discord.js";
import { channelOf } from "../channel-of.js";
import type { BotContext } from "../context.js";
import { conversationKey } from "../conversation-key.js";
import { findArticle, noSuchArticle, suggestArticles } from "../find-article.js";
import type { OutgoingMessage } from "../message.js";
import { renderReply } from "../render-answer.js";
import { scopeOfInteraction } from "../scope-of.js";
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
    return suggestArticles(library, scopeOfInteraction(interaction), interaction.options.getFocused());
  },
};

async function answer(
  interaction: ChatInputCommandInteraction,
  { library, conversations }: BotContext,
): Promise<OutgoingMessage> {
  const scope = scopeOfInteraction(interaction);
  const question = interaction.options.getString("question", true);
  const typed = interaction.options.getString("article");
  const article = typed === null ? undefined : await findArticle(library, scope, typed);
  if (typed !== null && article === undefined) return { content: await noSuchArticle(library, scope, typed) };
  const reply = await conversations.ask(conversationKey(interaction), scope, question, {
    confidential: isPrivate(interaction),
    ...(article === undefined ? { channelId: await channelOf(interaction) } : { articleId: article.id }),
  });
  return renderReply(reply, { showQuestion: true });
}

function isPrivate(interaction: ChatInputCommandInteraction): boolean {
  return interaction.options.getBoolean("private") ?? false;
}
