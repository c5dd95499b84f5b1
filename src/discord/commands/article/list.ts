import { ApplicationCommandOptionType } from "discord.js";
import { renderList } from "../../render-list.js";
import { scopeOfInteraction } from "../../scope-of.js";
import type { Subcommand } from "../subcommand.js";

/** `/article list` */
export const list: Subcommand = {
  definition: {
    type: ApplicationCommandOptionType.Subcommand,
    name: "list",
    description: "The articles that can be asked here, page by page",
  },
  isPrivate: () => true,
  async run(interaction, { articles }) {
    return renderList(await articles.details(scopeOfInteraction(interaction)), 0, interaction);
  },
};
