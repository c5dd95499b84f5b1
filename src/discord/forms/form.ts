import type { ModalSubmitInteraction } from "discord.js";
import type { BotContext } from "../context.js";
import type { LiveMessage } from "../live-message.js";
import type { OutgoingMessage } from "../message.js";

/** What a form does when it is sent. It is deferred before `run` and answered with what `run` gives, to its sender alone. */
export interface FormHandler {
  /** Its custom id, up to a colon. */
  readonly kind: string;
  run(interaction: ModalSubmitInteraction, context: BotContext, live: LiveMessage): Promise<OutgoingMessage>;
}
