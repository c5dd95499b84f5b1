import {
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from "discord.js";
import type { Command } from "./command.js";

const definition = {
  type: ApplicationCommandType.ChatInput,
  name: "help",
  description: "What Pilcrow does and how to ask",
  integration_types: [ApplicationIntegrationType.GuildInstall],
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
} satisfies RESTPostAPIChatInputApplicationCommandsJSONBody;

/** `/help` */
export const help: Command = {
  definition,
  isPrivate: () => true,
  async run(interaction) {
    const mention = `<@${interaction.client.user.id}>`;
    return {
      content: [
        "**Pilcrow (¶) answers questions with an article's own words.** It shows the paragraph that fits your question best, the answering sentence in bold; and when the article does not say, it says so.",
        "",
        "- `/ask` asks a question. `article` names one article, `private` shows the answer to you alone.",
        `- Mention ${mention} with a question in a channel, or write it in a direct message.`,
        "- `/articles` lists what can be asked here.",
        "",
        "-# Privacy: messages that neither mention the bot nor are written to it do not reach it. Your question is answered on the machine that runs the bot and sent to nobody else.",
      ].join("\n"),
    };
  },
};
