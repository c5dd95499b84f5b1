import * as spec from "discord-api-spec/zod";
import type { APIAttachment, APIInteractionResponse } from "discord-api-types/v10";
import { InteractionResponseType } from "discord-api-types/v10";
import { refuse } from "./api-error.js";
import { createMessage, editMessage } from "./messages.js";
import { type MessageBody, messageBreaches } from "./rules.js";
import { choiceBreaches } from "./rules-commands.js";
import { modalBreaches } from "./rules-components.js";
import type { StoredInteraction, StoredMessage, World } from "./world.js";

/** How long an interaction waits for its acknowledgement, and how long its token lives. Source: "Receiving and Responding". */
export const ackWindow = 3_000;
const tokenLife = 15 * 60_000;

/** What came with a request to the interactions' routes. */
export interface Received {
  readonly body: unknown;
  readonly attachments: readonly APIAttachment[];
  /** Checks a body against a schema; refuses the request where it does not fit. */
  readonly checked: <T>(schema: typeof spec.MessageCreateRequestSchema, body: unknown) => T;
}

/** The interaction of an id and token, where it can still be answered. */
export function openInteraction(world: World, id: string, token: string, window: number): StoredInteraction {
  const interaction = world.interactions.get(id);
  if (interaction === undefined) throw refuse.unknownInteraction(`There is no interaction ${id}.`);
  if (interaction.token !== token) throw refuse.unknownInteraction(`Interaction ${id} has another token.`);
  if (interaction.callback !== undefined) throw refuse.alreadyAcknowledged(interaction.isAnswerLost !== true);
  const age = world.now() - interaction.createdAt;
  if (age > window) throw refuse.unknownInteraction(`Acknowledged after ${age} ms, at most ${window}.`);
  return interaction;
}

const schemas: Readonly<Record<number, typeof spec.MessageCreateRequestSchema>> = {
  [InteractionResponseType.ChannelMessageWithSource]: spec.CreateMessageInteractionCallbackRequestSchema,
  [InteractionResponseType.DeferredChannelMessageWithSource]: spec.CreateMessageInteractionCallbackRequestSchema,
  [InteractionResponseType.DeferredMessageUpdate]: spec.UpdateMessageInteractionCallbackRequestSchema,
  [InteractionResponseType.UpdateMessage]: spec.UpdateMessageInteractionCallbackRequestSchema,
  [InteractionResponseType.ApplicationCommandAutocompleteResult]:
    spec.ApplicationCommandAutocompleteCallbackRequestSchema,
  [InteractionResponseType.Modal]: spec.ModalInteractionCallbackRequestSchema,
};

/** Takes the first answer to an interaction and gives the message it made, if it made or changed one. */
export function acknowledge(
  world: World,
  interaction: StoredInteraction,
  received: Received,
): StoredMessage | undefined {
  const type = callbackType(received.body);
  const schema = schemas[type];
  if (schema === undefined || !allowed(interaction).includes(type)) {
    throw refuse.invalidForm([`type ${type} does not answer a ${interaction.kind}`]);
  }
  const response = received.checked<APIInteractionResponse>(schema, received.body);
  const message = take(world, interaction, response, received.attachments);
  interaction.callback = type;
  world.changed();
  return message;
}

function callbackType(body: unknown): number {
  return typeof body === "object" && body !== null && "type" in body && typeof body.type === "number" ? body.type : -1;
}

function allowed({ kind, source }: StoredInteraction): readonly number[] {
  const reply = [
    InteractionResponseType.ChannelMessageWithSource,
    InteractionResponseType.DeferredChannelMessageWithSource,
  ];
  const update = [InteractionResponseType.DeferredMessageUpdate, InteractionResponseType.UpdateMessage];
  if (kind === "autocomplete") return [InteractionResponseType.ApplicationCommandAutocompleteResult];
  if (kind === "component") return [...reply, ...update, InteractionResponseType.Modal];
  if (kind === "modal") return source === undefined ? reply : [...reply, ...update];
  return [...reply, InteractionResponseType.Modal];
}

function take(
  world: World,
  interaction: StoredInteraction,
  response: APIInteractionResponse,
  attachments: readonly APIAttachment[],
): StoredMessage | undefined {
  switch (response.type) {
    case InteractionResponseType.ChannelMessageWithSource:
      return respond(world, interaction, response.data, attachments);
    case InteractionResponseType.DeferredChannelMessageWithSource: {
      const flags = response.data?.flags ?? 0;
      if ((flags & ~(64 | 4096)) !== 0) throw refuse.invalidForm([`a deferred answer takes no flags ${flags}`]);
      return respond(world, interaction, { flags }, [], true);
    }
    case InteractionResponseType.UpdateMessage: {
      const source = world.messages.get(interaction.source ?? "");
      if (source === undefined) throw refuse.unknownMessage();
      const context = { way: "edit", files: attachments.length, flags: source.message.flags } as const;
      require(messageBreaches(response.data ?? {}, context));
      interaction.responseId = source.message.id;
      interaction.messageIds.push(source.message.id);
      return editMessage(world, source, response.data ?? {}, attachments);
    }
    case InteractionResponseType.DeferredMessageUpdate:
      interaction.responseId = interaction.source;
      if (interaction.source !== undefined) interaction.messageIds.push(interaction.source);
      return undefined;
    case InteractionResponseType.ApplicationCommandAutocompleteResult: {
      const choices = response.data.choices ?? [];
      require(choiceBreaches(choices));
      interaction.choices = choices;
      return undefined;
    }
    case InteractionResponseType.Modal:
      require(modalBreaches(response.data));
      interaction.modal = response.data;
      return undefined;
    default:
      throw refuse.invalidForm([`type ${response.type} is not answered here`]);
  }
}

function respond(
  world: World,
  interaction: StoredInteraction,
  data: MessageBody,
  attachments: readonly APIAttachment[],
  loading = false,
): StoredMessage {
  if (!loading) require(messageBreaches(data, { way: "interaction", files: attachments.length }));
  const ephemeral = ((data.flags ?? 0) & 64) !== 0;
  const { channel } = interaction;
  const made = createMessage(world, data, { channel, author: world.bot, interaction, attachments, ephemeral, loading });
  interaction.responseId ??= made.message.id;
  interaction.messageIds.push(made.message.id);
  return made;
}

/** The interaction whose token a webhook's route carries, while the token lives. */
export function byToken(world: World, applicationId: string, token: string): StoredInteraction {
  if (applicationId !== world.bot.id) throw refuse.unknownWebhook();
  for (const interaction of world.interactions.values()) {
    if (interaction.token !== token) continue;
    if (interaction.callback === undefined) throw refuse.unknownWebhook();
    if (world.now() - interaction.createdAt > tokenLife) throw refuse.tokenExpired();
    return interaction;
  }
  throw refuse.unknownWebhook();
}

/** A message that the interaction's token may change. */
export function ownMessage(world: World, interaction: StoredInteraction, id: string): StoredMessage {
  const real = id === "@original" ? (interaction.responseId ?? "") : id;
  const stored = interaction.messageIds.includes(real) ? world.messages.get(real) : undefined;
  if (stored === undefined) throw refuse.unknownMessage();
  return stored;
}

/** A further message of an interaction that was answered. The first one after a deferred answer fills that answer. */
export function followUp(
  world: World,
  interaction: StoredInteraction,
  body: MessageBody,
  attachments: readonly APIAttachment[],
): StoredMessage {
  const first = world.messages.get(interaction.responseId ?? "");
  require(messageBreaches(body, { way: "interaction", files: attachments.length }));
  if (first !== undefined && ((first.message.flags ?? 0) & 128) !== 0)
    return editMessage(world, first, body, attachments);
  return respond(world, interaction, body, attachments);
}

/** Refuses a request that breaks a written rule. */
export function require(breaches: readonly string[]): void {
  if (breaches.length > 0) throw refuse.invalidForm(breaches);
}
