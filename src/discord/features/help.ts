import { listed } from "../../presentation/counts.js";
import { type CardPart, cardMessage } from "../card.js";
import { type Feature, slashCommand } from "../feature.js";
import { TIER_COLORS } from "../reading/passage-texts.js";

const head =
  "**Pilcrow (¶) answers questions with an article's own words.** It shows the paragraph that fits your question best, the answering sentence in bold; where it is not sure, it says “This may answer it:”, and when the article does not say, it says so.";
const notReached = "messages that neither mention the bot nor are written to it do not reach it.";
const reached =
  "in channels that this server chose for automatic answers, your messages are looked at for questions; of others nothing is read, and nothing is kept.";
const privacy =
  "Your question is answered on the machine that runs the bot and sent to nobody else; it is remembered for ten minutes, never on disk. `/privacy` shows what is kept about you, and deletes it.";

/** `/help`: what these features say of their commands. */
export function helpFor(features: readonly Feature[]): Feature {
  const commands = features.flatMap((feature) => feature.commands ?? []);
  const inMenu = features.flatMap(({ messageCommands = [] }) =>
    messageCommands.map(({ definition }) => `**${definition.name}**`),
  );
  return {
    commands: [
      {
        definition: slashCommand("help", "What Pilcrow does and how to ask"),
        async run(interaction, { messageContent }) {
          const bot = `<@${interaction.client.user.id}>`;
          const lines = commands.flatMap((command) => command.help?.(bot) ?? []);
          lines.push(`In a message's menu, under Apps: ${listed(inMenu)}.`);
          // A card takes twice as much as a message of text, which the commands together pass.
          const parts: readonly CardPart[] = [
            { text: head },
            { text: lines.map((line) => `- ${line}`).join("\n") },
            "line",
            { text: `-# Privacy: ${messageContent ? reached : notReached} ${privacy}` },
          ];
          return cardMessage({ color: TIER_COLORS.found, parts });
        },
      },
    ],
  };
}
