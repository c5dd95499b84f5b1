import { ApplicationCommandOptionType } from "discord.js";
import { STRICTNESSES } from "../../../retrieval/confidence.js";
import { requireServerManager } from "../../may-manage.js";
import { renderSettings } from "../../render-settings.js";
import { scopeOfInteraction } from "../../scope-of.js";
import type { Subcommand } from "../subcommand.js";

/** `/settings strictness level` */
export const strictness: Subcommand = {
  definition: {
    type: ApplicationCommandOptionType.Subcommand,
    name: "strictness",
    description: "How sure an answer must be before it is given",
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: "level",
        description: "lenient answers more often, strict is wrong less often",
        required: true,
        choices: STRICTNESSES.map((name) => ({ name, value: name })),
      },
    ],
  },
  isPrivate: () => true,
  async run(interaction, { library, settings }) {
    requireServerManager(interaction);
    const scope = scopeOfInteraction(interaction);
    const wanted = interaction.options.getString("level", true);
    const level = STRICTNESSES.find((known) => known === wanted);
    if (level === undefined) return { content: `The level is one of ${STRICTNESSES.join(", ")}.` };
    return renderSettings(await settings.change(scope, { strictness: level }), await library.list(scope));
  },
};
