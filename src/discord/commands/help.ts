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
        "- Go on with “and when was that?”: a question that cannot stand alone is searched together with your last one. The answer says so, and **Ask just this** asks it alone.",
        "- 👍 and 👎 below an answer tell those who keep the articles which paragraphs help.",
        "- `/why` shows the numbers behind your last answer here.",
        "- `/articles` lists what can be asked here; `/article show` gives one's outline.",
        "- `/article add` adds a file, a web page or pasted text. In a direct message, just send a file or an address: only you can ask it.",
        "- In a message's menu, under Apps: **Ask about this message** and **Add as article**.",
        "",
        "-# Privacy: messages that neither mention the bot nor are written to it do not reach it. Your question is answered on the machine that runs the bot and sent to nobody else; it is remembered for ten minutes, never on disk. `/privacy` shows what is kept about you, and deletes it.",
      ].join("\n"),
    };
  },
};
