import {
  type AnySelectMenuInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  DiscordAPIError,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
  RESTJSONErrorCodes,
} from "discord.js";
import { withRows } from "./card.js";
import type { BotContext } from "./context.js";
import type { ReportedImport } from "./import-reports.js";
import { bodyOf, mentionsNobody, type OutgoingMessage, replacement, send } from "./send.js";
import { leadFrom } from "./text/lead-from.js";

/** An interaction that is answered with a message. */
export type Answerable =
  | ChatInputCommandInteraction
  | MessageContextMenuCommandInteraction
  | ButtonInteraction
  | AnySelectMenuInteraction
  | ModalSubmitInteraction;

/**
 * Acknowledges an interaction: its answer follows within 15 minutes.
 * @param isPrivate whether only the person sees the answer
 * @returns whether it was acknowledged; not where Discord could not be reached in time
 * @throws DiscordAPIError where Discord refuses it, as where it came too late
 */
export async function defer(interaction: Answerable, isPrivate: boolean): Promise<boolean> {
  try {
    await interaction.deferReply(isPrivate ? { flags: MessageFlags.Ephemeral } : {});
    return true;
  } catch (error) {
    if (error instanceof DiscordAPIError) throw error;
    return false;
  }
}

/** How an interaction is answered. */
export interface ReplyOptions {
  /**
   * Whether it takes the place of a card: another card does, but what is to be said instead of one is said beside it, to the
   * person alone. Default: it does not.
   */
  readonly replacesCard?: boolean;
  /**
   * Whether it takes the place of another message: what went wrong is then said beside it, so that its buttons can be pressed again.
   * Default: it does not.
   */
  readonly isInPlace?: boolean;
  /** Whether it could not be acknowledged: there is no place for its answer. Default: it was. */
  readonly isLost?: boolean;
  /** Whether only the person may see the answer. */
  readonly isPrivate: boolean;
}

/**
 * The reply to a deferred interaction. Discord lets it be edited for 15 minutes; an outcome that comes later (of a long
 * import, say), or while Discord does not take the edit, is sent as a message of its own: where everybody was to see the reply to
 * its channel, naming the person; otherwise, and where the channel takes none, to the person directly.
 */
export class DeferredReply {
  readonly #interaction: Answerable;
  readonly #context: Pick<BotContext, "log" | "describe" | "texts">;
  readonly #facts: object;
  readonly #options: ReplyOptions;
  /** Why its place takes nothing any more. */
  #closed: string | undefined;

  /** @param facts what the log says of the interaction */
  constructor(
    interaction: Answerable,
    context: Pick<BotContext, "log" | "describe" | "texts">,
    facts: object,
    options: ReplyOptions,
  ) {
    this.#interaction = interaction;
    this.#context = context;
    this.#facts = facts;
    this.#options = options;
    if (options.isLost) this.#closed = "Discord could not be reached to acknowledge it";
  }

  /** Puts a message in its place; does nothing once it is too late. */
  async edit(message: OutgoingMessage): Promise<void> {
    // Every refused request counts towards Discord's ban of bots that make many: after the first there is no other.
    if (this.#closed !== undefined) return;
    try {
      if (this.#options.replacesCard && message.flags === undefined) await this.#sayBeside(message);
      else await this.#interaction.editReply(replacement(message));
    } catch (error) {
      if (!tellsExpiry(error)) throw error;
      this.#closed = "it came after Discord's 15 minutes";
    }
  }

  async #sayBeside(message: OutgoingMessage): Promise<void> {
    const allowedMentions = mentionsNobody;
    await this.#interaction.followUp({ ...bodyOf(message), allowedMentions, flags: MessageFlags.Ephemeral });
  }

  /** Deletes the message that it stands in the place of. */
  async remove(): Promise<void> {
    await this.#interaction.deleteReply();
  }

  /**
   * Gives the outcome, in the reply or, when that is not possible, in a message of its own. Where none is taken, the log has it.
   * @returns whether one was taken
   */
  async finish(message: OutgoingMessage): Promise<boolean> {
    await this.edit(message).catch((error: unknown) => {
      // What Discord refuses it refuses everywhere; where it could not be reached, it may be by now.
      if (error instanceof DiscordAPIError) throw error;
      this.#closed = "Discord could not be reached to put it in its place";
    });
    return this.#closed === undefined || this.#tellElsewhere(message);
  }

  /**
   * Tells the person alone what went wrong: others, where they would see the answer, see none then, and a message that was to be changed
   * stays with its buttons.
   * @returns as `finish`
   */
  async fail(message: OutgoingMessage): Promise<boolean> {
    if (this.#closed !== undefined) return this.#tellElsewhere(message, true);
    if (!this.#options.isInPlace && !this.#isSeenByOthers()) return this.finish(message);
    try {
      // The first message after a deferred answer would take its place, for all to see. What is changed in place has no such answer.
      if (this.#interaction.ephemeral === false) await this.remove();
      await this.#sayBeside(message);
      return true;
    } catch (error) {
      if (error instanceof DiscordAPIError && !tellsExpiry(error)) throw error;
      this.#closed = "it came too late, or Discord could not be reached";
      return this.#tellElsewhere(message, true);
    }
  }

  #isSeenByOthers(): boolean {
    const interaction = this.#interaction;
    if (interaction.guildId === null) return false;
    if (interaction.ephemeral !== null) return !interaction.ephemeral;
    return "message" in interaction && interaction.message?.flags.has(MessageFlags.Ephemeral) === false;
  }

  async #tellElsewhere(message: OutgoingMessage, isPrivate = this.#options.isPrivate): Promise<boolean> {
    const { log, describe } = this.#context;
    const facts = { ...this.#facts, why: this.#closed };
    try {
      const where = !isPrivate && (await this.#isToldInChannel(message)) ? "channel" : "direct message";
      if (where === "direct message") await this.#tellDirectly(message);
      log.info({ ...facts, where }, "An answer could not be put in its place and was sent as a message.");
      return true;
    } catch (error) {
      log.warn({ ...facts, error: describe(error) }, "An answer could be given neither in its place nor as a message.");
      return false;
    }
  }

  async #isToldInChannel(message: OutgoingMessage): Promise<boolean> {
    const { channel, guildId, id, user } = this.#interaction;
    if (guildId === null || !channel?.isSendable()) return false;
    try {
      await send(channel, message, { nonce: id, lead: `<@${user.id}>\n`, notifies: user.id });
      return true;
    } catch (error) {
      this.#context.log.debug(
        { ...this.#facts, error: this.#context.describe(error) },
        "The channel takes no message.",
      );
      return false;
    }
  }

  async #tellDirectly(message: OutgoingMessage): Promise<void> {
    const { guild, guildId, id, user } = this.#interaction;
    if (guildId === null) {
      await send(user, message, { nonce: id });
      return;
    }
    // A server's buttons do nothing in direct messages, which see only the person's own articles.
    const { components = [], ...rest } = message;
    const withoutButtons = message.flags === undefined ? rest : { ...rest, components: withRows(components, () => []) };
    await send(user, withoutButtons, { nonce: id, lead: leadFrom(guild, this.#context.texts) });
  }
}

function tellsExpiry(error: unknown): boolean {
  return (
    error instanceof DiscordAPIError &&
    (error.code === RESTJSONErrorCodes.InvalidWebhookToken || error.code === RESTJSONErrorCodes.UnknownWebhook)
  );
}

/** Discord slows down bots that edit more often than some times in five seconds. */
const editEvery = 2_000;

/** A message that tells how far something is: it is edited at most every two seconds, with the latest there is to tell. */
export class LiveMessage {
  readonly #edit: (message: OutgoingMessage) => Promise<void>;
  readonly #context: Pick<BotContext, "log" | "describe">;
  #latest: OutgoingMessage | undefined;
  #timer: NodeJS.Timeout | undefined;
  #editing: Promise<void> = Promise.resolve();
  #ended = false;
  /** The imports whose progress it shows: what comes of them is kept until it was told. */
  readonly imports: ReportedImport[] = [];

  constructor(edit: (message: OutgoingMessage) => Promise<void>, context: Pick<BotContext, "log" | "describe">) {
    this.#edit = edit;
    this.#context = context;
  }

  /** Shows it soon, unless something newer is to be shown by then. */
  show(message: OutgoingMessage): void {
    if (this.#ended) return;
    this.#latest = message;
    this.#timer ??= setTimeout(() => this.#show(), editEvery);
  }

  /** No more edits; settles when the last one is through, so that the final message comes after it. */
  async end(): Promise<void> {
    this.#ended = true;
    clearTimeout(this.#timer);
    await this.#editing;
  }

  #show(): void {
    const message = this.#latest;
    this.#latest = undefined;
    this.#timer = undefined;
    if (message === undefined) return;
    const before = this.#editing;
    this.#editing = before
      .then(() => this.#edit(message))
      .catch((error: unknown) =>
        this.#context.log.debug({ error: this.#context.describe(error) }, "Progress could not be shown."),
      );
  }
}
