import { listed } from "../../presentation/counts.js";
import { type CardPart, cardMessage } from "../card.js";
import { type Feature, slashCommand } from "../feature.js";
import { nameOf } from "../localized-commands.js";
import { TIER_COLORS } from "../reading/passage-texts.js";

/** `/help`: what these features say of their commands. */
export function helpFor(features: readonly Feature[]): Feature {
  const commands = features.flatMap((feature) => feature.commands ?? []);
  const inMenu = features.flatMap((feature) => feature.messageCommands ?? []);
  return {
    commands: [
      {
        definition: slashCommand("help", "What Pilcrow does and how to ask"),
        async run(interaction, { messageContent, texts }) {
          const bot = `<@${interaction.client.user.id}>`;
          const lines = commands.flatMap((command) => command.help?.(texts, bot) ?? []);
          const names = inMenu.map(({ definition }) => `**${nameOf(definition, texts)}**`);
          lines.push(texts.say("help.in-menu", { commands: listed(names, "conjunction", names.length, texts) }));
          const ofMessages = texts.say(messageContent ? "help.privacy-reached" : "help.privacy-not-reached");
          // A card takes twice as much as a message of text, which the commands together pass.
          const parts: readonly CardPart[] = [
            { text: texts.say("help.head") },
            { text: lines.map((line) => `- ${line}`).join("\n") },
            "line",
            { text: `-# ${ofMessages} ${texts.say("help.privacy-more")}` },
          ];
          return cardMessage({ color: TIER_COLORS.found, parts });
        },
      },
    ],
  };
}
