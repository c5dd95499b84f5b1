import {
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type Interaction,
  MessageFlags,
} from "discord.js";
import type { ButtonHandler } from "./buttons/button.js";
import { buttons } from "./buttons/table.js";
import type { Command } from "./commands/command.js";
import { commands } from "./commands/table.js";
import { type BotContext, failure } from "./context.js";
import { mentionsNobody, type OutgoingMessage } from "./message.js";

const table: ReadonlyMap<string, Command> = new Map(commands.map((command) => [command.definition.name, command]));
const buttonTable: ReadonlyMap<string, ButtonHandler> = new Map(buttons.map((handler) => [handler.kind, handler]));
/** Suggestions must be there within 3 s of the keystroke; after this long none are better than too late. */
const suggestionPatience = 2_000;

/** Answers whatever a person did to the bot besides writing a message. */
export async function onInteraction(interaction: Interaction, context: BotContext): Promise<void> {
  if (interaction.isChatInputCommand()) await onCommand(interaction, context);
  else if (interaction.isButton()) await onButton(interaction, context);
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
  await answer(interaction, () => command.run(interaction, context), context, facts);
}

async function onButton(interaction: ButtonInteraction, context: BotContext): Promise<void> {
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  const colon = interaction.customId.indexOf(":");
  const kind = interaction.customId.slice(0, Math.max(0, colon));
  const data = interaction.customId.slice(colon + 1);
  const handler = buttonTable.get(kind);
  const facts = { button: kind, interaction: interaction.id };
  const run = async () => handler?.run(interaction, data, context) ?? { content: "This button does nothing any more." };
  await answer(interaction, run, context, facts);
}

async function answer(
  interaction: ChatInputCommandInteraction | ButtonInteraction,
  run: () => Promise<OutgoingMessage>,
  context: BotContext,
  facts: object,
): Promise<void> {
  await send(interaction, await run().catch((error: unknown) => failure(context, error, facts)));
}

async function send(
  interaction: ChatInputCommandInteraction | ButtonInteraction,
  message: OutgoingMessage,
): Promise<void> {
  await interaction.editReply({ ...message, allowedMentions: mentionsNobody });
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
