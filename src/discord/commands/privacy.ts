import { ApplicationCommandType, ApplicationIntegrationType, InteractionContextType } from "discord.js";
import { renderKept } from "../render-kept.js";
import type { Command } from "./command.js";

/** `/privacy`: what is kept about the person who asks, and a button that deletes it. */
export const privacy: Command = {
  definition: {
    type: ApplicationCommandType.ChatInput,
    name: "privacy",
    description: "What is kept about you, and how to delete it",
    integration_types: [ApplicationIntegrationType.GuildInstall],
    contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
  },
  isPrivate: () => true,
  run: async (interaction, { retention }) => renderKept(await retention.whatIsKept(interaction.user.id), interaction),
};
