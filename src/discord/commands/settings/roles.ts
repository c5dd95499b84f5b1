import { ApplicationCommandOptionType } from "discord.js";
import { requireServerManager } from "../../may-manage.js";
import { renderSettings } from "../../render-settings.js";
import { scopeOfInteraction } from "../../scope-of.js";
import type { Subcommand } from "../subcommand.js";

/** `/settings roles change role`: whose members may add and remove articles. */
export const roles: Subcommand = {
  definition: {
    type: ApplicationCommandOptionType.Subcommand,
    name: "roles",
    description: "Let the members of a role add and remove articles, or no longer",
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: "change",
        description: "Whether the role may from now on",
        required: true,
        choices: [
          { name: "add", value: "add" },
          { name: "remove", value: "remove" },
        ],
      },
      { type: ApplicationCommandOptionType.Role, name: "role", description: "Which role", required: true },
    ],
  },
  isPrivate: () => true,
  async run(interaction, { library, settings }) {
    requireServerManager(interaction);
    const scope = scopeOfInteraction(interaction);
    const { id } = interaction.options.getRole("role", true);
    const { managerRoles } = await settings.get(scope);
    const others = managerRoles.filter((role) => role !== id);
    const adds = interaction.options.getString("change", true) === "add";
    const changed = await settings.change(scope, { managerRoles: adds ? [...others, id] : others });
    return renderSettings(changed, await library.list(scope));
  },
};
