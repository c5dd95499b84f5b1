import {
  type AnySelectMenuInteraction,
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type Client,
  DiscordAPIError,
  type Guild,
  HTTPError,
  type Interaction,
  type Message,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
} from "discord.js";
import type { ResumedImport } from "../library/import.js";
import type { RefreshEnd } from "../library/refresh-due.js";
import { keep, ownedData } from "./buttons.js";
import { type BotContext, type BotParts, failure } from "./context.js";
import { type Answerable, DeferredReply, defer, LiveMessage, type ReplyOptions } from "./deferred-reply.js";
import type { Actions, AddedOf, Press, Suggestions } from "./feature.js";
import { features } from "./features.js";
import type { BegunImport } from "./import-reports.js";
import { localized } from "./localized-commands.js";
import { whyNotAsk } from "./permissions.js";
import type { OutgoingMessage } from "./send.js";

const commands = features.flatMap((feature) => feature.commands ?? []);
// By name, as Discord shows them.
const messageCommands = features
  .flatMap((feature) => feature.messageCommands ?? [])
  .sort((one, other) => (one.definition.name < other.definition.name ? -1 : 1));
const buttons = [...features.flatMap((feature) => feature.buttons ?? []), keep];

const commandsByName = new Map(commands.map((command) => [command.definition.name, command]));
const messageCommandsByName = new Map(messageCommands.map((command) => [command.definition.name, command]));
const buttonsByKind = new Map(buttons.map((button) => [button.kind, button]));
const menusByKind = new Map(features.flatMap(({ menus = [] }) => menus.map((menu) => [menu.kind, menu] as const)));
const formsByKind = new Map(features.flatMap(({ forms = [] }) => forms.map((form) => [form.kind, form] as const)));

/** What Discord is told of all commands, in all languages. */
export const commandDefinitions = [...commands, ...messageCommands].map(({ definition }) => localized(definition));

/** Suggestions must be there within 3 s of the keystroke; after this long none are better than too late. */
const longestSuggesting = 2_000;

/** How long an acknowledgement waits for the note of what it begins, in milliseconds. */
const longestNoting = 500;

/** Answers a message that is for the bot: the first feature whose it is does. @returns whether it was for the bot */
export async function onMessage(message: Message, parts: BotParts): Promise<boolean> {
  const context = { ...parts, texts: await parts.languages.ofPlace(message) };
  let added: AddedOf | undefined;
  for (const feature of features) {
    const handled = feature.message?.(message, context, added);
    if (handled === undefined) continue;
    added = await handled;
    if (added === undefined) return true;
  }
  return added !== undefined;
}

/** Tells the features that the bot was added to a server. */
export async function onGuildJoined(guild: Guild, parts: BotParts): Promise<void> {
  const context = { ...parts, texts: await parts.languages.ofServer(guild) };
  await Promise.all(features.map((feature) => feature.guildJoined?.(guild, context)));
}

/** Tells the features how an import ended that the last process left. */
export async function onImportEnded(ended: ResumedImport, parts: BotParts): Promise<void> {
  const context = { ...parts, texts: parts.languages.ofDirect(ended.addedBy ?? "") };
  await Promise.all(features.map((feature) => feature.importEnded?.(ended, context)));
}

/** Tells the features how fetching a planned article anew ended. */
export async function onRefreshEnded(end: RefreshEnd, client: Client, parts: BotParts): Promise<void> {
  const context = { ...parts, texts: parts.languages.ofDirect(end.article.addedBy ?? "") };
  await Promise.all(features.map((feature) => feature.refreshEnded?.(end, client, context)));
}

/**
 * Answers whatever a person did to the bot besides writing a message. Discord forgets an interaction that is not acknowledged
 * within 3 seconds, so that nothing is awaited before it is: only what opens a form, which must be the first answer, and who sees
 * the answer is looked up before (in the database, which is quick).
 */
export async function onInteraction(interaction: Interaction, parts: BotParts): Promise<void> {
  const context = { ...parts, texts: parts.languages.ofPerson(interaction) };
  try {
    await handle(interaction, context);
  } catch (error) {
    // What is looked up before the acknowledgement failed: without this the person would be told by Discord that nobody answered.
    const isAnswered = !interaction.isRepliable() || interaction.deferred || interaction.replied;
    if (isAnswered || error instanceof DiscordAPIError || error instanceof HTTPError) throw error;
    const { content = "" } = failure(context, error, {});
    await interaction.reply({ content, flags: MessageFlags.Ephemeral });
  }
}

async function handle(interaction: Interaction, context: BotContext): Promise<void> {
  if (interaction.isChatInputCommand()) {
    await onCommand(interaction, commandsByName.get(interaction.commandName), context);
  } else if (interaction.isMessageContextMenuCommand()) {
    await onCommand(interaction, messageCommandsByName.get(interaction.commandName), context);
  } else if (interaction.isButton()) await onPress(interaction, buttonsByKind, context);
  else if (interaction.isAnySelectMenu()) await onPress(interaction, menusByKind, context);
  else if (interaction.isModalSubmit()) await onForm(interaction, context);
  else if (interaction.isAutocomplete()) await onAutocomplete(interaction, context);
}

async function onCommand<I extends ChatInputCommandInteraction | MessageContextMenuCommandInteraction>(
  interaction: I,
  command: Actions<I> | undefined,
  context: BotContext,
): Promise<void> {
  const form = await command?.form?.(interaction, context);
  if (form !== undefined) {
    await interaction.showModal(form);
    return;
  }
  const isPrivate = (await command?.isPrivate?.(interaction, context)) ?? true;
  const begun = await noted(command?.begins?.(interaction), context);
  const isLost = !(await defer(interaction, isPrivate));
  const facts = { command: interaction.commandName };
  const spoken = await speaking(interaction, isPrivate, context);
  const run = async (live: LiveMessage) =>
    command?.run(interaction, spoken, live) ?? { content: spoken.texts.say("outdated.command") };
  await answer(interaction, run, context, facts, { isPrivate, isLost }, begun);
}

async function onPress<I extends ButtonInteraction | AnySelectMenuInteraction>(
  interaction: I,
  handlers: ReadonlyMap<string, Press<I>>,
  context: BotContext,
): Promise<void> {
  const [kind, data] = parsed(interaction.customId);
  const handler = handlers.get(kind);
  const own = handler?.owned === true ? ownedData(interaction, data) : data;
  const refusal = handler?.asks === true ? await whyNotAsk(interaction, context) : undefined;
  const opens = own !== undefined && refusal === undefined;
  const form = opens ? await handler?.form?.(interaction, own, context) : undefined;
  if (form !== undefined) {
    await interaction.showModal(form);
    return;
  }
  // Only the owner's press changes the message that holds the button.
  const isInPlace =
    refusal === undefined && own !== undefined && (handler?.isInPlace?.(interaction, own) ?? handler?.owned ?? false);
  const isPrivate = isInPlace || (handler?.isPrivate ?? true);
  const isLost = !(await acknowledge(interaction, isInPlace, isPrivate));
  const isReadByAll = isInPlace ? !interaction.message.flags.has(MessageFlags.Ephemeral) : !isPrivate;
  const spoken = await speaking(interaction, !isReadByAll, context);
  const run = async (): Promise<OutgoingMessage | undefined> => {
    if (refusal !== undefined) return { content: refusal(spoken.texts) };
    if (own === undefined) return { content: spoken.texts.say("button.not-yours") };
    return handler === undefined
      ? { content: spoken.texts.say("outdated.button") }
      : handler.run(interaction, own, spoken);
  };
  const replacesCard = isInPlace && interaction.message.flags.has(MessageFlags.IsComponentsV2);
  const facts = { button: kind };
  await answer(interaction, run, context, facts, { isInPlace, replacesCard, isPrivate, isLost });
}

async function onForm(interaction: ModalSubmitInteraction, context: BotContext): Promise<void> {
  const [kind] = parsed(interaction.customId);
  const form = formsByKind.get(kind);
  const isInPlace = form?.isInPlace === true && interaction.isFromMessage();
  const begun = await noted(form?.begins?.(interaction), context);
  const isLost = !(await acknowledge(interaction, isInPlace, true));
  const isReadByAll = isInPlace && !interaction.message.flags.has(MessageFlags.Ephemeral);
  const spoken = await speaking(interaction, !isReadByAll, context);
  const run = async (live: LiveMessage) =>
    form?.run(interaction, spoken, live) ?? { content: spoken.texts.say("outdated.form") };
  const replacesCard = isInPlace && interaction.message.flags.has(MessageFlags.IsComponentsV2);
  const facts = { form: kind };
  await answer(interaction, run, context, facts, { isInPlace, replacesCard, isPrivate: true, isLost }, begun);
}

/**
 * Acknowledges a press or a form; whether that came through. Where its message should have changed, and Discord could not be
 * reached, Discord tells so there, and it is done again.
 */
async function acknowledge(
  interaction: ButtonInteraction | AnySelectMenuInteraction | ModalSubmitInteraction,
  isInPlace: boolean,
  isPrivate: boolean,
): Promise<boolean> {
  if (!isInPlace) return defer(interaction, isPrivate);
  if (!interaction.isModalSubmit() || interaction.isFromMessage()) await interaction.deferUpdate();
  return true;
}

/** The context whose texts are for the person alone, or for all in the place. */
async function speaking(interaction: Answerable, toPerson: boolean, context: BotContext): Promise<BotContext> {
  return toPerson ? context : { ...context, texts: await context.languages.ofPlace(interaction) };
}

function parsed(customId: string): readonly [kind: string, data: string] {
  const colon = customId.indexOf(":");
  return colon < 0 ? [customId, ""] : [customId.slice(0, colon), customId.slice(colon + 1)];
}

async function answer(
  interaction: Answerable,
  run: (live: LiveMessage) => Promise<OutgoingMessage | undefined>,
  context: BotContext,
  facts: object,
  options: ReplyOptions,
  begun: readonly BegunImport[] = [],
): Promise<void> {
  const reply = new DeferredReply(interaction, context, facts, options);
  const live = new LiveMessage((message) => reply.edit(message), context);
  let isFailure = false;
  const message = await run(live).catch((error: unknown) => {
    isFailure = true;
    return failure(context, error, facts);
  });
  await live.end();
  await context.importReports.giving([...begun, ...live.imports], message?.content ?? "", async () => {
    if (message !== undefined) return isFailure ? reply.fail(message) : reply.finish(message);
    await reply.remove();
    return true;
  });
}

/** Notes what is about to be read, as long as Discord's 3 seconds allow: a store that is busy ends no acknowledgement. */
async function noted(begun: readonly BegunImport[] = [], context: BotContext): Promise<readonly BegunImport[]> {
  if (begun.length === 0) return begun;
  const noting = Promise.all(begun.map((one) => context.importReports.begin(one))).catch((error: unknown) =>
    context.log.warn({ error: context.describe(error) }, "What is about to be read could not be noted."),
  );
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, longestNoting);
  });
  await Promise.race([noting, late]);
  clearTimeout(timer);
  return begun;
}

async function onAutocomplete(interaction: AutocompleteInteraction, context: BotContext): Promise<void> {
  const suggest = commandsByName.get(interaction.commandName)?.suggest;
  const suggestions = suggest === undefined ? [] : await inTime(suggest(interaction, context), context);
  await interaction.respond(suggestions);
}

async function inTime(suggestions: Promise<Suggestions>, context: BotContext): Promise<Suggestions> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Suggestions>((resolve) => {
    timer = setTimeout(resolve, longestSuggesting, []);
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
