import {
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  type Interaction,
  MessageFlags,
} from "discord.js";
import type { Command } from "./commands/command.js";
import { commands } from "./commands/table.js";
import { type BotContext, failure } from "./context.js";
import { mentionsNobody, type OutgoingMessage } from "./message.js";

const table: ReadonlyMap<string, Command> = new Map(commands.map((command) => [command.definition.name, command]));
/** Suggestions must be there within 3 s of the keystroke; after this long none are better than too late. */
const suggestionPatience = 2_000;

/** Answers whatever a person did to the bot besides writing a message. */
export async function onInteraction(interaction: Interaction, context: BotContext): Promise<void> {
  if (interaction.isChatInputCommand()) await onCommand(interaction, context);
  else if (interaction.isAutocomplete()) await onAutocomplete(interaction, context);
}

async function onCommand(interaction: ChatInputCommandInteraction, context: BotContext): Promise<void> {
  const command = table.get(interaction.commandName);
  const isPrivate = command?.isPrivate(interaction) ?? true;
  // Nothing is awaited before this: Discord forgets an interaction that is not acknowledged within 3 seconds.
  await interaction.deferReply(isPrivate ? { flags: MessageFlags.Ephemeral } : {});
  const facts = { command: interaction.commandName, interaction: interaction.id };
  if (command === undefined) {
    await send(interaction, { content: "I do not know this command any more. Please reload Discord." });
    return;
  }
  let message: OutgoingMessage;
  try {
    message = await command.run(interaction, context);
  } catch (error) {
    message = failure(context, error, facts);
  }
  await send(interaction, message);
}

async function send(interaction: ChatInputCommandInteraction, { content, embeds }: OutgoingMessage): Promise<void> {
  await interaction.editReply({
    ...(content === undefined ? {} : { content }),
    ...(embeds === undefined ? {} : { embeds }),
    allowedMentions: mentionsNobody,
  });
}

async function onAutocomplete(interaction: AutocompleteInteraction, context: BotContext): Promise<void> {
  const suggest = table.get(interaction.commandName)?.suggest;
  const suggestions = suggest === undefined ? [] : await withinPatience(suggest(interaction, context), context);
  await interaction.respond(suggestions);
}

type Suggestions = readonly { name: string; value: string }[];

async function withinPatience(suggestions: Promise<Suggestions>, context: BotContext): Promise<Suggestions> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Suggestions>((resolve) => {
    timer = setTimeout(resolve, suggestionPatience, []);
  });
  const orNone = suggestions.catch((error: unknown) => {
    context.log.warn({ error: context.describe(error) }, "Suggestions failed.");
    return [];
  });
  try {
    return await Promise.race([orNone, late]);
  } finally {
    clearTimeout(timer);
  }
}
