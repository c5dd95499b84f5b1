import {
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  DiscordAPIError,
  type MessageContextMenuCommandInteraction,
  type ModalSubmitInteraction,
  RESTJSONErrorCodes,
} from "discord.js";
import { named } from "./article-replies.js";
import type { BotContext } from "./context.js";
import { limits } from "./limits.js";
import { mentionsNobody, type OutgoingMessage, whole } from "./message.js";
import { headOf } from "./plain-text.js";

/** An interaction that is answered with a message. */
export type Answerable =
  | ChatInputCommandInteraction
  | MessageContextMenuCommandInteraction
  | ButtonInteraction
  | ModalSubmitInteraction;

/**
 * The reply to a deferred interaction. Discord lets it be edited for 15 minutes; an outcome that comes later (of a long
 * import, say) is sent as a message of its own: where everybody saw the reply to its channel, naming the person; otherwise,
 * and where the channel takes none, to the person directly.
 */
export class DeferredReply {
  readonly #interaction: Answerable;
  readonly #context: Pick<BotContext, "log" | "describe">;
  readonly #facts: object;
  #isExpired = false;

  /** @param facts what the log says of the interaction. */
  constructor(interaction: Answerable, context: Pick<BotContext, "log" | "describe">, facts: object) {
    this.#interaction = interaction;
    this.#context = context;
    this.#facts = facts;
  }

  /** Puts a message in its place; does nothing once it is too late. */
  async edit(message: OutgoingMessage): Promise<void> {
    // Every refused request counts towards Discord's ban of bots that make many: after the first there is no other.
    if (this.#isExpired) return;
    try {
      await this.#interaction.editReply({ ...whole(message), allowedMentions: mentionsNobody });
    } catch (error) {
      if (!tellsExpiry(error)) throw error;
      this.#isExpired = true;
    }
  }

  /** Gives the outcome, in the reply or, when it is too late for that, in a message of its own. Where none is taken, the log has it. */
  async finish(message: OutgoingMessage): Promise<void> {
    await this.edit(message);
    if (!this.#isExpired) return;
    const { log, describe } = this.#context;
    try {
      const where = (await this.#isToldInChannel(message)) ? "channel" : "direct message";
      if (where === "direct message") await this.#tellDirectly(message);
      log.info({ ...this.#facts, where }, "An answer came after Discord's 15 minutes and was sent as a message.");
    } catch (error) {
      log.warn(
        { ...this.#facts, error: describe(error) },
        "An answer came after Discord's 15 minutes and was not taken.",
      );
    }
  }

  async #isToldInChannel({ content = "", ...rest }: OutgoingMessage): Promise<boolean> {
    const { channel, ephemeral, guildId, id, user } = this.#interaction;
    // What is not known to be public is private.
    if (ephemeral !== false || guildId === null || !channel?.isSendable()) return false;
    const mention = `<@${user.id}>\n`;
    try {
      await channel.send({
        ...rest,
        content: mention + headOf(content, limits.content - mention.length),
        allowedMentions: { ...mentionsNobody, users: [user.id] },
        nonce: id,
        enforceNonce: true,
      });
      return true;
    } catch (error) {
      this.#context.log.debug(
        { ...this.#facts, error: this.#context.describe(error) },
        "The channel takes no message.",
      );
      return false;
    }
  }

  async #tellDirectly({ content = "", components, ...rest }: OutgoingMessage): Promise<void> {
    const { guild, guildId, id, user } = this.#interaction;
    const from = guildId === null ? "" : `From ${guild === null ? "a server" : `the server ${named(guild.name)}`}:\n`;
    await user.send({
      ...rest,
      // A server's buttons do nothing in direct messages, which see only the person's own articles.
      ...(guildId === null && components !== undefined ? { components } : {}),
      content: from + headOf(content, limits.content - from.length),
      allowedMentions: mentionsNobody,
      nonce: id,
      enforceNonce: true,
    });
  }
}

function tellsExpiry(error: unknown): boolean {
  return (
    error instanceof DiscordAPIError &&
    (error.code === RESTJSONErrorCodes.InvalidWebhookToken || error.code === RESTJSONErrorCodes.UnknownWebhook)
  );
}
