import {
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
} from "discord.js";
import { roles } from "./settings/roles.js";
import { show } from "./settings/show.js";
import { strictness } from "./settings/strictness.js";
import { commandOf } from "./subcommand.js";

/** `/settings …` of a server. */
export const settings = commandOf(
  {
    type: ApplicationCommandType.ChatInput,
    name: "settings",
    description: "Who may add articles in this server, and how sure an answer must be",
    integration_types: [ApplicationIntegrationType.GuildInstall],
    contexts: [InteractionContextType.Guild],
    // A server may open commands to others; the bot checks for itself who uses them.
    default_member_permissions: String(PermissionFlagsBits.ManageGuild),
  },
  [show, roles, strictness],
);
