import {
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from "discord.js";
import { conversationKey } from "../conversation-key.js";
import { renderWhy } from "../render-why.js";
import type { Command } from "./command.js";

const definition = {
  type: ApplicationCommandType.ChatInput,
  name: "why",
  description: "The numbers behind your last answer in this channel",
  integration_types: [ApplicationIntegrationType.GuildInstall],
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
} satisfies RESTPostAPIChatInputApplicationCommandsJSONBody;

/** `/why`: for the person alone, about the last question of this person in this channel. */
export const why: Command = {
  definition,
  isPrivate: () => true,
  async run(interaction, { conversations }) {
    const reply = conversations.last(conversationKey(interaction));
    if (reply === undefined) {
      return { content: "I remember no question of yours here. Ask one, then `/why`: I forget after ten minutes." };
    }
    return renderWhy(await conversations.explain(reply));
  },
};
