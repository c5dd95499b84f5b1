import type {
  APIApplicationCommandSubcommandOption,
  AutocompleteInteraction,
  ChatInputCommandInteraction,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
} from "discord.js";
import type { Command, CommandActions } from "./command.js";

/** One of the commands under a common name, as `add` is under `/article`. */
export interface Subcommand extends CommandActions {
  readonly definition: APIApplicationCommandSubcommandOption;
}

/** The command that holds these, and leaves everything to the one that is used. */
export function commandOf(
  definition: Omit<RESTPostAPIChatInputApplicationCommandsJSONBody, "options">,
  subcommands: readonly Subcommand[],
): Command {
  const table = new Map(subcommands.map((one) => [one.definition.name, one]));
  const used = (interaction: ChatInputCommandInteraction | AutocompleteInteraction): Subcommand => {
    const name = interaction.options.getSubcommand();
    const one = table.get(name);
    if (one === undefined) throw new Error(`Discord sent /${definition.name} ${name}, which is not registered.`);
    return one;
  };
  return {
    definition: { ...definition, options: subcommands.map((one) => one.definition) },
    isPrivate: (interaction) => used(interaction).isPrivate(interaction),
    form: (interaction, context) => used(interaction).form?.(interaction, context),
    run: (interaction, context, live) => used(interaction).run(interaction, context, live),
    suggest: async (interaction, context) => used(interaction).suggest?.(interaction, context) ?? [],
  };
}
