import {
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type Interaction,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
} from "discord.js";
import type { ButtonHandler } from "./buttons/button.js";
import { buttons } from "./buttons/table.js";
import type { Command } from "./commands/command.js";
import { commands } from "./commands/table.js";
import { type BotContext, failure } from "./context.js";
import type { MessageCommand } from "./context-menus/message-command.js";
import { messageCommands } from "./context-menus/table.js";
import { type Answerable, DeferredReply } from "./deferred-reply.js";
import type { FormHandler } from "./forms/form.js";
import { forms } from "./forms/table.js";
import { LiveMessage } from "./live-message.js";
import type { OutgoingMessage } from "./message.js";
import { ownedData } from "./owned-button.js";

const table: ReadonlyMap<string, Command> = new Map(commands.map((command) => [command.definition.name, command]));
const menuTable: ReadonlyMap<string, MessageCommand> = new Map(
  messageCommands.map((command) => [command.definition.name, command]),
);
const buttonTable: ReadonlyMap<string, ButtonHandler> = new Map(buttons.map((handler) => [handler.kind, handler]));
const formTable: ReadonlyMap<string, FormHandler> = new Map(forms.map((handler) => [handler.kind, handler]));
/** Suggestions must be there within 3 s of the keystroke; after this long none are better than too late. */
const suggestionPatience = 2_000;

/** Answers whatever a person did to the bot besides writing a message. */
export async function onInteraction(interaction: Interaction, context: BotContext): Promise<void> {
  if (interaction.isChatInputCommand()) await onCommand(interaction, context);
  else if (interaction.isMessageContextMenuCommand()) await onMessageCommand(interaction, context);
  else if (interaction.isButton()) await onButton(interaction, context);
  else if (interaction.isModalSubmit()) await onForm(interaction, context);
  else if (interaction.isAutocomplete()) await onAutocomplete(interaction, context);
}

async function onCommand(interaction: ChatInputCommandInteraction, context: BotContext): Promise<void> {
  const command = table.get(interaction.commandName);
  // A form must be the first answer, so that only what opens one looks something up before (in the database, which is quick).
  const form = await command?.form?.(interaction, context);
  if (form !== undefined) {
    await interaction.showModal(form);
    return;
  }
  const isPrivate = command?.isPrivate(interaction) ?? true;
  // Nothing is awaited before this: Discord forgets an interaction that is not acknowledged within 3 seconds.
  await interaction.deferReply(isPrivate ? { flags: MessageFlags.Ephemeral } : {});
  const facts = { command: interaction.commandName, interaction: interaction.id };
  await answer(interaction, async (live) => command?.run(interaction, context, live) ?? outdated, context, facts);
}

async function onMessageCommand(interaction: MessageContextMenuCommandInteraction, context: BotContext): Promise<void> {
  const command = menuTable.get(interaction.commandName);
  const form = command?.form?.(interaction);
  if (form !== undefined) {
    await interaction.showModal(form);
    return;
  }
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  const facts = { command: interaction.commandName, interaction: interaction.id };
  await answer(interaction, async (live) => command?.run(interaction, context, live) ?? outdated, context, facts);
}

const outdated: OutgoingMessage = { content: "I do not know this command any more. Please reload Discord." };

async function onButton(interaction: ButtonInteraction, context: BotContext): Promise<void> {
  const [kind, data] = parsed(interaction.customId);
  const handler = buttonTable.get(kind);
  const own = handler?.owned === true ? ownedData(interaction, data) : data;
  // Only the owner's press changes the message that holds the button.
  if (handler?.owned === true && own !== undefined) await interaction.deferUpdate();
  else await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  const run = async (): Promise<OutgoingMessage> => {
    if (own === undefined) return { content: "This button is not yours." };
    return handler?.run(interaction, own, context) ?? { content: "This button does nothing any more." };
  };
  await answer(interaction, run, context, { button: kind, interaction: interaction.id });
}

async function onForm(interaction: ModalSubmitInteraction, context: BotContext): Promise<void> {
  const [kind] = parsed(interaction.customId);
  const handler = formTable.get(kind);
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  const run = async (live: LiveMessage) =>
    handler?.run(interaction, context, live) ?? { content: "I do not know this form any more. Open it again." };
  await answer(interaction, run, context, { form: kind, interaction: interaction.id });
}

function parsed(customId: string): readonly [kind: string, data: string] {
  const colon = customId.indexOf(":");
  return colon < 0 ? [customId, ""] : [customId.slice(0, colon), customId.slice(colon + 1)];
}

async function answer(
  interaction: Answerable,
  run: (live: LiveMessage) => Promise<OutgoingMessage>,
  context: BotContext,
  facts: object,
): Promise<void> {
  const reply = new DeferredReply(interaction, context, facts);
  const live = new LiveMessage((message) => reply.edit(message), context);
  const message = await run(live).catch((error: unknown) => failure(context, error, facts));
  await live.end();
  await reply.finish(message);
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
