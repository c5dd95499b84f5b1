import { ApplicationCommandOptionType } from "discord.js";
import { requireServerManager } from "../../may-manage.js";
import { renderSettings } from "../../render-settings.js";
import { scopeOfInteraction } from "../../scope-of.js";
import type { Subcommand } from "../subcommand.js";

/** `/settings show` */
export const show: Subcommand = {
  definition: {
    type: ApplicationCommandOptionType.Subcommand,
    name: "show",
    description: "What is set in this server",
  },
  isPrivate: () => true,
  async run(interaction, { library, settings }) {
    requireServerManager(interaction);
    const scope = scopeOfInteraction(interaction);
    return renderSettings(await settings.get(scope), await library.list(scope));
  },
};
